import { Temporal } from 'temporal-polyfill';
import { concernsAccount, isAccountOverdue, secondsToUndo } from '../../../bot/domain/account/directory-account';
import { dateOf, isWorkingDay } from '../../../bot/domain/dates/dates';
import type { Answers } from '../../../bot/domain/form/questions';
import type { Department, Person, Policy } from '../../../bot/domain/organisation/organisation';
import { wake } from '../../../bot/domain/request/clock';
import { type Deciders, decidersOf } from '../../../bot/domain/request/deciders';
import { type Press, request } from '../../../bot/domain/request/lifecycle';
import { forgetPhoto } from '../../../bot/domain/request/photo-retention';
import type { Standing } from '../../../bot/domain/request/reapproval';
import type { Draft } from '../../../bot/domain/request/records';
import { type Change, isRefusal, type Refusal } from '../../../bot/domain/request/refusal';
import { nextWake } from '../../../bot/domain/request/request-dates';
import { type Channel, requestId, type VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { isOver } from '../../../bot/domain/statuses/table';
import { nextAccountStep } from './account-steps';
import { type Dice, diceOfReference } from './dice';

/** The invented university at the moment for which its past is made up. */
export interface StoryContext {
  now: Temporal.ZonedDateTime;
  policy: Policy;
  departments: readonly Department[];
  people: readonly Person[];
}

/** The rules refuse what was to happen, or there is no time left for it: another past has to be made up. */
export class ImpossiblePlot extends Error {
  override readonly name = 'Untold';
}

/** One request from day to day: people press, the clock acts in between, all by the product's own rules. */
export class Story {
  readonly changes: Change[] = [];
  #moment: Temporal.ZonedDateTime;
  /** What the directory throws for the account of this request: its own, so that people's days stay as they are. */
  #account: { dice: Dice; objectId: string } | undefined;

  constructor(
    readonly context: StoryContext,
    readonly dice: Dice,
  ) {
    // The story starts with an empty history.
    this.#moment = context.now.subtract({ days: 2 * 365 });
  }

  get request(): VisitorRequest {
    const last = this.changes.at(-1);
    if (!last) throw new Error('nothing has been asked for yet');
    return last.request;
  }

  get today(): Temporal.PlainDate {
    return this.context.now.toPlainDate();
  }

  /** Makes the request on this day, or on the working day after it. */
  make(day: Temporal.PlainDate, sponsor: Person, answers: Answers): void {
    const now = this.#inHours(day);
    const { policy, departments } = this.context;
    const id = requestId(this.dice.bytes(8));
    const draft = this.#draft(id, sponsor, answers, now);
    const actor = { id: sponsor.id, channel: 'teams' } as const;
    this.#add(request(draft, asTheyWere(sponsor), { policy, departments, today: now.toPlainDate() }, { actor, now }), now);
  }

  /** A press on this day or the working day after it. */
  press(
    day: Temporal.PlainDate,
    by: { id: string; channel: Channel },
    propose: (current: VisitorRequest, press: Press) => Change | Refusal,
  ): void {
    const now = this.#inHours(day);
    this.#passTo(now);
    this.#add(propose(this.request, { actor: by, now, seen: this.request.revision }), now);
  }

  /** What the sponsor sends again: the same, or with a further answer. */
  draftAgain(answers: Answers): Draft {
    return this.#draft(this.request.id, this.person(this.request.sponsor), answers, this.#moment);
  }

  /** Runs up to the present. */
  end(): readonly Change[] {
    const { now } = this.context;
    this.#passTo(now);
    this.#forgetPhoto();
    // No worker comes to what is under way: nothing is queued for an invented request.
    const isUnderWay = concernsAccount(this.request) && secondsToUndo(this.request, now) > 0;
    if (isUnderWay || isAccountOverdue(this.request, now)) throw new ImpossiblePlot('account-under-way');
    return this.changes;
  }

  person(id: string): Person {
    const person = this.context.people.find((one) => one.id === id);
    if (!person) throw new ImpossiblePlot('nobody');
    return asTheyWere(person);
  }

  deciders(): Deciders {
    const { departments, people } = this.context;
    const department = departments.find(({ id }) => id === this.request.answers.department);
    const isAble = (id: string) => people.some((one) => one.id === id && one.isEnabled);
    return decidersOf(
      this.request,
      department,
      people.filter(({ isAdmin }) => isAdmin).map(({ id }) => id),
      isAble,
    );
  }

  standing(id: string): Standing {
    return { person: this.person(id), deciders: this.deciders(), isSponsorGone: false };
  }

  #draft(id: string, sponsor: Person, answers: Answers, now: Temporal.ZonedDateTime): Draft {
    const touchedAt = now.toInstant().toString();
    return { id, sponsor: sponsor.id, revision: 1, step: 'review', answers, touched: {}, uploads: [], touchedAt };
  }

  #add(change: Change | Refusal, now: Temporal.ZonedDateTime): void {
    if (isRefusal(change)) throw new ImpossiblePlot(change.refused);
    this.changes.push(change);
    this.#moment = now;
  }

  /** An instant in office hours, after everything that happened and before the present. */
  #inHours(wanted: Temporal.PlainDate): Temporal.ZonedDateTime {
    const { now, policy } = this.context;
    let day = wanted;
    while (!isWorkingDay(day, policy.closureDays)) day = day.add({ days: 1 });
    const time = { hour: this.dice.between(8, 17), minute: this.dice.between(0, 59), second: this.dice.between(0, 59) };
    const moment = day.toZonedDateTime({ timeZone: policy.zone, plainTime: time }).add({ milliseconds: this.dice.between(0, 999) });
    const isAfter = Temporal.ZonedDateTime.compare(moment, this.#moment) > 0;
    const next = isAfter ? moment : this.#moment.add({ seconds: this.dice.between(70, 400) });
    if (Temporal.ZonedDateTime.compare(next, now) <= 0) return next;
    return this.#betweenThenAndNow();
  }

  #betweenThenAndNow(): Temporal.ZonedDateTime {
    const left = Math.floor(this.#moment.until(this.context.now).total('seconds'));
    if (left < 2) throw new ImpossiblePlot('no-time-left');
    // Today rather than any time since: what could not be later is recent.
    return this.context.now.subtract({ seconds: this.dice.between(1, Math.min(left - 1, 3 * 3600)) });
  }

  /** The timer runs a few minutes after each due hour, and the account follows each change. */
  #passTo(moment: Temporal.ZonedDateTime): void {
    const { policy } = this.context;
    for (;;) {
      const due = this.#wakesAt();
      const isLater = due === undefined || Temporal.ZonedDateTime.compare(due, moment) > 0;
      if (this.#syncAccount(isLater ? moment : due)) continue;
      if (isLater) break;
      const swept = due.add({ minutes: 3, milliseconds: this.dice.between(200, 9_000) });
      const now = Temporal.ZonedDateTime.compare(swept, moment) > 0 ? moment : swept;
      for (let change = wake(this.request, now, policy); change; change = wake(this.request, now, policy)) this.changes.push(change);
      this.#moment = now;
    }
  }

  #wakesAt(): Temporal.ZonedDateTime | undefined {
    const { policy } = this.context;
    const at = nextWake(this.request, this.#moment, policy);
    return at === undefined ? undefined : Temporal.PlainDateTime.from(`${at}:00`).toZonedDateTime(policy.zone);
  }

  /** One step, if it can be taken by then: once the approval can no longer be undone, within half a second. */
  #syncAccount(by: Temporal.ZonedDateTime): boolean {
    const dice = this.#account?.dice ?? diceOfReference(this.request.id);
    this.#account ??= { dice, objectId: objectIdOf(dice.bytes(16)) };
    const free = this.#moment.add({ seconds: secondsToUndo(this.request, this.#moment) });
    const now = free.add({ milliseconds: dice.between(150, 450) });
    if (Temporal.ZonedDateTime.compare(now, by) > 0) return false;
    const change = nextAccountStep(this.request, this.#account.objectId, now);
    if (!change) return false;
    this.changes.push(change);
    this.#moment = now;
    return true;
  }

  /** In the night in which it is due. */
  #forgetPhoto(): void {
    const { policy, now } = this.context;
    if (!isOver(this.request.status) || !this.request.answers.photo) return;
    const day = dateOf(this.request.changedAt, policy.zone).add({ days: policy.photoDays });
    const night = day.toZonedDateTime({ timeZone: policy.zone, plainTime: '03:30' });
    const change = forgetPhoto(this.request, Temporal.ZonedDateTime.compare(night, now) < 0 ? night : now, policy);
    if (change) this.changes.push(change);
  }
}

/** A random UUID, as Entra gives them. */
function objectIdOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A person who has left by now was still here when they pressed. */
function asTheyWere(person: Person): Person {
  return { ...person, isEnabled: true };
}
