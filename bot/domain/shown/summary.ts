import { Temporal } from 'temporal-polyfill';
import type { Policy } from '../organisation/organisation';
import { longWaitBefore, statusAt } from '../request/request-dates';
import type { RequestId } from '../request/visitor-request';
import { isRunning } from '../statuses/table';
import { type ListedRequest, waitsForApprover } from './listed-request';

/** Weeks of which the ends are counted, this one included. */
export const weeksAhead = 26;
/** Waits that are named one by one. */
const mostOldest = 5;

/** How it stands in the whole university, or in one department. Counts alone, and references: nothing of a person. */
export interface Summary {
  /** ISO instant. */
  asOf: string;
  /** The Monday of the week of `starting`, the month of `ending`: `2027-02-01`, `2027-02`. */
  week: string;
  month: string;
  /** Requests to be decided, and what is proposed for accounts that run. */
  waiting: number;
  /** Of these, waiting for longer than six working days. */
  long: number;
  starting: number;
  ending: number;
  /** Accounts that end in each week from `week` on. */
  weeks: number[];
  /** What has been waiting longest, since which ISO instant. */
  oldest: { request: RequestId; askedAt: string }[];
}

/** Under which the figures of the university, and of a department, are stored. */
export const scopeOf = { university: 'university', department: (id: string) => `department:${id}` } as const;

type Row = Pick<ListedRequest, 'request' | 'department' | 'status' | 'validFrom' | 'validTo' | 'proposal'>;

/** The Monday of a week. */
export function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

/** Counts what it is given, once for the university and once for the department of each row. */
export class Reckoning {
  readonly today: Temporal.PlainDate;
  /** The first day of the weeks that are counted, and the day after the last. */
  readonly from: Temporal.PlainDate;
  readonly before: Temporal.PlainDate;
  readonly #now: Temporal.ZonedDateTime;
  readonly #longBefore: string;
  readonly #scopes = new Map<string, Summary>();

  constructor(now: Temporal.ZonedDateTime, policy: Pick<Policy, 'zone' | 'closureDays'>) {
    this.#now = now;
    this.today = now.toPlainDate();
    this.from = mondayOf(this.today);
    this.before = this.from.add({ weeks: weeksAhead });
    this.#longBefore = longWaitBefore(this.today, policy).toString();
  }

  /** What waits, longest first. */
  addWaiting(row: Row, askedAt: string): void {
    if (!waitsForApprover(row, statusAt(row, this.today))) return;
    for (const scope of this.#of(row)) {
      scope.waiting += 1;
      if (askedAt < this.#longBefore) scope.long += 1;
      if (scope.oldest.length < mostOldest) scope.oldest.push({ request: row.request, askedAt });
    }
  }

  addStarting(row: Row): void {
    if (!isRunning(statusAt(row, this.today))) return;
    for (const scope of this.#of(row)) scope.starting += 1;
  }

  addEnding(row: Row): void {
    if (!isRunning(statusAt(row, this.today))) return;
    const week = Math.floor(this.from.until(Temporal.PlainDate.from(row.validTo), { largestUnit: 'days' }).days / 7);
    for (const scope of this.#of(row)) {
      if (row.validTo.startsWith(scope.month)) scope.ending += 1;
      scope.weeks[week] = (scope.weeks[week] ?? 0) + 1;
    }
  }

  /** By scope; of these departments also where there is nothing to count. */
  summaries(departments: readonly { id: string }[]): Map<string, Summary> {
    for (const { id } of departments) this.#scope(scopeOf.department(id));
    this.#scope(scopeOf.university);
    return this.#scopes;
  }

  #of({ department }: Row): Summary[] {
    return [this.#scope(scopeOf.university), this.#scope(scopeOf.department(department))];
  }

  #scope(name: string): Summary {
    const known = this.#scopes.get(name) ?? {
      asOf: this.#now.toInstant().toString(),
      week: this.from.toString(),
      month: this.today.toPlainYearMonth().toString(),
      waiting: 0,
      long: 0,
      starting: 0,
      ending: 0,
      weeks: Array.from({ length: weeksAhead }, () => 0),
      oldest: [],
    };
    this.#scopes.set(name, known);
    return known;
  }
}

/** Several departments as one; undefined where there is none. */
export function summed(summaries: readonly Summary[]): Summary | undefined {
  const [first, ...others] = summaries;
  if (!first) return undefined;
  return others.reduce(
    (sum, one) => ({
      ...sum,
      asOf: sum.asOf < one.asOf ? sum.asOf : one.asOf,
      waiting: sum.waiting + one.waiting,
      long: sum.long + one.long,
      starting: sum.starting + one.starting,
      ending: sum.ending + one.ending,
      weeks: sum.weeks.map((count, week) => count + (one.weeks[week] ?? 0)),
      oldest: [...sum.oldest, ...one.oldest].sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1)).slice(0, mostOldest),
    }),
    first,
  );
}
