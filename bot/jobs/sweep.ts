import { Temporal } from 'temporal-polyfill';
import { recipientsOf, tellsDeciders } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import { clockVerbBetween, isForDeciders, mayNotify, type Notice, noticesDue, wake } from '../domain/request/clock';
import { instant, maySponsor } from '../domain/request/lifecycle';
import { nextWake } from '../domain/request/request-dates';
import { unlessKnown, type VisitorRequest } from '../domain/request/visitor-request';
import type { ClockVerb } from '../domain/statuses/status';
import { inParallel } from '../outbox/in-parallel';
import { addToDigests, type DigestEntry, type DigestRun } from '../outbox/open-digests';
import type { WorkPorts } from '../outbox/work-ports';
import type { Conversations } from '../ports/chat';
import type { Ports } from '../ports/ports';
import type { RequestStore } from '../ports/requests';
import type { ViewStore, Wake } from '../ports/views';
import { adminsOf, decidersFor, hasSponsorLeft, namedFor } from '../verbs/people';
import { changeRequest } from '../verbs/perform';

/** One wake-up that came due, and what it brings about. */
export interface Due extends Wake {
  /** What the clock does. */
  verb?: ClockVerb;
  notices?: Notice[];
  /** The recipients of its notices, each with the kind of digest. */
  recipients: DigestEntry[];
  /** What the admins' list shows of it. */
  attention?: { kind: string; code: string };
  /** Held back outside working hours or working days; its wake row stays. */
  isHeld?: true;
  /** When the clock looks at it next; absent where it never will. */
  next?: string;
}

export interface SweepReport {
  due: number;
  changed: number;
  held: number;
  failed: number;
  /** Digests opened, or added to. */
  digests: number;
  /** Its time was over before all was looked at; the rest is the next sweep's. */
  isCutShort?: true;
}

/**
 * Minutes. A wake-up is written before its commit, for an hour after the one it is written in: taken only now, whoever
 * read the clock in the hour before has long committed or given up, so that no row is thrown away under its commit.
 */
export const grace = 2;
/** Minutes after which no slice is begun. A slice takes seconds; the host ends a run after thirty minutes (host.json). */
export const runFor = 20;
/**
 * Minutes for which the digests of a sweep of several slices wait, as further slices may add to them. What is found later,
 * once a digest is sent, waits for tomorrow's, so that nobody gets two on one day.
 */
const gatherFor = 10;
/** Wake-ups in memory, and done again after a crash. */
const sliceSize = 1_000;
/** Requests worked on at the same time. */
const atOnce = 16;

/**
 * Everything that has come due by now, whatever was missed: one range query, a slice at a time. In each slice first the states,
 * then the digests, then the next wake-up of each request; only then the slice's rows go. So running twice changes nothing,
 * and what fails, or is cut short, is there the next time.
 */
export async function sweep(ports: WorkPorts, rowsAtOnce = sliceSize): Promise<SweepReport> {
  const now = ports.clock.now();
  const run: DigestRun = { opened: new Map() };
  const report: SweepReport = { due: 0, changed: 0, held: 0, failed: 0, digests: 0 };
  for await (const { rows, isLast } of slices(ports.views.wakesUntil(lastHour(now)), rowsAtOnce)) {
    if (Temporal.ZonedDateTime.compare(ports.clock.now(), now.add({ minutes: runFor })) >= 0) {
      report.isCutShort = true;
      break;
    }
    run.from = (isLast ? now : now.add({ minutes: gatherFor })).toInstant();
    const { worked, done, changed } = await sweepSlice(rows, now, run, ports);
    report.due += rows.length;
    report.changed += changed;
    report.held += worked - done;
    report.failed += rows.length - worked;
    report.digests = run.opened.size;
  }
  ports.log.info({ ...report }, 'sweep');
  ports.telemetry?.record('sweepDue', report.due);
  ports.telemetry?.record('sweepFailed', report.failed);
  return report;
}

async function* slices(wakes: AsyncIterable<Wake>, size: number): AsyncGenerator<{ rows: Wake[]; isLast: boolean }> {
  let rows: Wake[] = [];
  for await (const wake of wakes) {
    if (rows.length === size) {
      yield { rows, isLast: false };
      rows = [];
    }
    rows.push(wake);
  }
  if (rows.length > 0) yield { rows, isLast: true };
}

async function sweepSlice(
  rows: readonly Wake[],
  now: Temporal.ZonedDateTime,
  run: DigestRun,
  ports: WorkPorts,
): Promise<{ worked: number; done: number; changed: number }> {
  const moved = (await inParallel(rows, atOnce, (row) => unlessFailed(row, () => move(row, now, ports), ports))).filter(isThere);
  await askAhead(moved, now, ports);
  const due = (await inParallel(moved, atOnce, (one) => unlessFailed(one, () => noteDue(one, now, ports), ports))).filter(isThere);
  const digested = await addToDigests(
    due.flatMap((one) => one.recipients),
    dayOf(now),
    ports,
    run,
  );
  const done = due.filter((one) => !one.isHeld && one.recipients.every((each) => digested.isAdded(each)));
  await rescheduleWakes(done, ports);
  return { worked: due.length, done: done.length, changed: due.filter(({ verb }) => verb !== undefined).length };
}

/** All that a look ahead needs: nothing here can write. */
export type LookPorts = Pick<Ports, 'departments' | 'people' | 'policy' | 'clock' | 'log'> & {
  requests: Pick<RequestStore, 'read'>;
  views: Pick<ViewStore, 'wakesUntil'>;
  conversations: Pick<Conversations, 'tellingOf'>;
};

/** What a sweep at this moment would do, soonest first; touches nothing. */
export async function* wouldSweep(ports: LookPorts): AsyncGenerator<Due> {
  const now = ports.clock.now();
  for await (const row of ports.views.wakesUntil(lastHour(now))) {
    const stored = await ports.requests.read(row.request).catch(unlessKnown);
    if (!stored) continue;
    const change = wake(stored.value, now, ports.policy);
    const verb = change && clockVerbBetween(stored.value, change.request);
    yield { ...(await dueOf(row, change?.request ?? stored.value, now, ports, lenientDirectory)), ...(verb && { verb }) };
  }
}

function lastHour(now: Temporal.ZonedDateTime): string {
  const by = now.subtract({ minutes: grace });
  return `${dayOf(by)}T${String(by.hour).padStart(2, '0')}`;
}

function dayOf(now: Temporal.ZonedDateTime): string {
  return now.toPlainDate().toString();
}

/** A failed request keeps its wake row and is retried within the hour; the others go on. */
async function unlessFailed<T>(row: Wake, job: () => Promise<T | undefined>, { log }: WorkPorts): Promise<T | undefined> {
  try {
    return await job();
  } catch (fault) {
    log.error({ request: row.request, at: row.at, code: (fault as Error).name }, 'a wake-up failed; it comes again');
    return undefined;
  }
}

function isThere<T>(one: T | undefined): one is T {
  return one !== undefined;
}

/** A wake-up, and its request in the state that is due; without one where it never came to be. */
interface Moved extends Wake {
  state?: VisitorRequest;
  verb?: ClockVerb;
}

async function move(row: Wake, now: Temporal.ZonedDateTime, ports: WorkPorts): Promise<Moved | undefined> {
  const rule = (current: VisitorRequest) => wake(current, now, ports.policy) ?? { refused: 'moved-on' as const };
  let verb: ClockVerb | undefined;
  for (;;) {
    const outcome = await changeRequest(row.request, rule, ports);
    if (outcome.kind === 'unknown') return row;
    if (outcome.kind === 'busy' || !outcome.request) return undefined;
    if (outcome.kind === 'done' && outcome.before) verb ??= clockVerbBetween(outcome.before, outcome.request);
    // After an outage two changes may be due: an account begins, and an offer of it expires.
    if (outcome.kind !== 'done' || !wake(outcome.request, now, ports.policy))
      return { ...row, state: outcome.request, ...(verb && { verb }) };
  }
}

/** All of whom {@link noticeRecipients} will ask, at once: first the sponsors, then those who decide where they are needed. */
async function askAhead(moved: readonly Moved[], now: Temporal.ZonedDateTime, ports: WorkPorts): Promise<void> {
  const { people, policy } = ports;
  const noticed = moved.flatMap(({ at, state }) => {
    const notices = state ? noticesOf(at, state, now, ports) : [];
    return state && mayNotify(notices, now, policy) ? notices.map((notice) => ({ notice, state })) : [];
  });
  await people.prefetch(noticed.filter(({ notice }) => dependsOnSponsor(notice)).map(({ state }) => state.sponsor));
  const named = await inParallel(noticed, atOnce, async ({ notice, state }) => {
    const isStandIn = dependsOnSponsor(notice) && (await strictDirectory.isGone(state.sponsor, ports).catch(() => false));
    const isNeeded = isForDeciders(notice) || isStandIn || tellsDeciders(notice, state);
    return isNeeded ? namedFor(state, ports).catch(() => []) : [];
  });
  await people.prefetch(named.flat());
}

/** Writes the admins' list before any recipient is notified, so that a fault retries all of it. */
async function noteDue({ state, verb, ...row }: Moved, now: Temporal.ZonedDateTime, ports: WorkPorts): Promise<Due> {
  if (!state) return { ...row, recipients: [] };
  const due = await dueOf(row, state, now, ports, strictDirectory);
  const { attention, request } = due;
  if (attention) await ports.views.putAttention(attention.kind, request, attention.code, instant(ports.clock.now()));
  return { ...due, ...(verb && { verb }) };
}

/** Whether somebody else is told where the sponsor has left. */
function dependsOnSponsor(notice: Notice): boolean {
  return !isForDeciders(notice) && notice.kind !== 'handover';
}

function noticesOf(at: string, request: VisitorRequest, now: Temporal.ZonedDateTime, { policy }: Pick<Ports, 'policy'>): Notice[] {
  return noticesDue(request, Temporal.PlainDate.from(at.slice(0, 10)), now.toPlainDate(), policy);
}

async function dueOf(
  row: Wake,
  request: VisitorRequest,
  now: Temporal.ZonedDateTime,
  ports: LookPorts,
  directory: Directory,
): Promise<Due> {
  const next = nextWake(request, now, ports.policy);
  const notices = noticesOf(row.at, request, now, ports);
  const due = { ...row, recipients: [], ...(next !== undefined && { next }) };
  if (notices.length === 0) return due;
  // What is over has a wake-up of its own for the morning; anything else that comes at night waits on the row it has.
  if (!mayNotify(notices, now, ports.policy))
    return notices.some(({ kind }) => kind === 'over') && next !== undefined ? due : { ...due, notices, isHeld: true };
  const about = await Promise.all(notices.map((notice) => noticeRecipients(notice, request, ports, directory)));
  const attention = about.find((one) => one.attention)?.attention;
  return { ...due, notices, recipients: about.flatMap(({ recipients }) => recipients), ...(attention && { attention }) };
}

async function noticeRecipients(
  notice: Notice,
  request: VisitorRequest,
  ports: LookPorts,
  directory: Directory,
): Promise<Pick<Due, 'recipients' | 'attention'>> {
  const isSponsorGone = dependsOnSponsor(notice) && (await directory.isGone(request.sponsor, ports));
  const needsDeciders = isForDeciders(notice) || isSponsorGone || tellsDeciders(notice, request);
  const allAdmins = needsDeciders ? await directory.admins(ports) : [];
  const deciders = needsDeciders ? await decidersFor(request, ports) : { ask: [], may: [], as: 'department' as const };
  const isUnanswered = notice.kind === 'nudge' && notice.stage > 2;
  const admins: PersonId[] = isUnanswered ? allAdmins : [];
  const all = recipientsOf(notice, request, deciders, isSponsorGone, admins).map((one) => ({ ...one, request: request.id }));
  // Whoever gets a card of each request has had it.
  const recipients = notice.kind === 'list' ? await dailyRecipients(all, ports) : all;
  if (isUnanswered) return { recipients, attention: { kind: 'unanswered', code: `stage-${notice.stage}` } };
  // Once the account is over, there is nothing left for another sponsor to do.
  const needsSponsor = isSponsorGone && notice.kind !== 'over';
  return needsSponsor ? { recipients, attention: { kind: 'sponsor-gone', code: notice.kind } } : { recipients };
}

async function dailyRecipients(recipients: readonly DigestEntry[], { conversations }: LookPorts): Promise<DigestEntry[]> {
  const tellings = await Promise.all(recipients.map(({ person }) => conversations.tellingOf(person)));
  return recipients.filter((_, place) => tellings[place] === 'daily');
}

/** The questions to the directory before a notice. */
interface Directory {
  isGone(sponsor: PersonId, ports: LookPorts): Promise<boolean>;
  admins(ports: LookPorts): Promise<PersonId[]>;
}

/** Throws where the directory does not answer, rather than guess the recipients; the wake row is retried. */
const strictDirectory: Directory = {
  async isGone(sponsor, { people }) {
    const known = await people.person(sponsor);
    return !known || !maySponsor(known);
  },
  admins: ({ people }) => people.admins(),
};

/** For a dry run: a person who is not cached counts as present. */
const lenientDirectory: Directory = { isGone: hasSponsorLeft, admins: adminsOf };

/** The next ones first: an extra wake-up is harmless, a missing one is not. */
async function rescheduleWakes(done: readonly Due[], { views, log }: WorkPorts): Promise<void> {
  try {
    await views.putWakes(done.flatMap(({ request, next }) => (next === undefined ? [] : [{ at: next, request }])));
    await views.deleteWakes(done);
  } catch (fault) {
    log.warn({ rows: done.length, code: (fault as Error).name }, 'wake-ups were not put away; they come again');
  }
}
