import { Temporal } from 'temporal-polyfill';
import { nextWake } from '../domain/calendar';
import { toldOf } from '../domain/digest';
import { instant, maySponsor } from '../domain/lifecycle';
import type { ClockVerb } from '../domain/statuses/status';
import { type PersonId, type RequestId, unlessKnown, type VisitorRequest } from '../domain/visitor-request';
import { clockVerbOf, mayBeTold, type Notice, noticeDue, wake } from '../domain/wake';
import { changeRequest } from '../perform';
import type { Ports, RequestStore, ViewStore } from '../ports';
import { adminsOf, decidersFor, isGone } from '../verbs/people';
import { inParallel } from './in-parallel';
import { addToDigests, type Told } from './open-digests';
import type { WorkPorts } from './try-later';

/** A row of the index: the hour for which the clock was set, `2027-02-03T08`, and for which request. */
interface Wake {
  at: string;
  request: RequestId;
}

/** One wake-up that came due, and what it brings about. */
export interface Due extends Wake {
  /** What the clock does. */
  verb?: ClockVerb;
  notice?: Notice;
  /** Who is told of it, in which digest. */
  told: Told[];
  /** What the admins' list shows of it. */
  attention?: { kind: string; code: string };
  /** Not now: it is night, or no working day. The wake-up stays. */
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
}

/**
 * Minutes. A wake-up is written before its commit, for an hour after the one it is written in: taken only now, whoever
 * read the clock in the hour before has long committed or given up, so that no row is thrown away under its commit.
 */
export const grace = 2;
/** Requests worked on at the same time. */
const atOnce = 8;

/**
 * Everything that has come due by now, whatever was missed: one range query. First the states, then the digests, each with
 * all that it has to tell, then the next wake-up of each request; only then its row goes. So running twice changes nothing,
 * and what fails is there the next time.
 */
export async function sweep(ports: WorkPorts): Promise<SweepReport> {
  const now = ports.clock.now();
  const wakes: Wake[] = [];
  for await (const row of ports.views.wakesUntil(lastHour(now))) wakes.push(row);
  const worked = await inParallel(wakes, atOnce, (row) => workOn(row, now, ports));
  const due = worked.filter((one) => one !== undefined);
  const told = await addToDigests(
    due.flatMap((one) => one.told),
    dayOf(now),
    ports,
  );
  const done = due.filter((one) => !one.isHeld && one.told.every((each) => told.isTold(each)));
  await inParallel(done, atOnce, (one) => putAway(one, ports));
  const report: SweepReport = {
    due: wakes.length,
    changed: due.filter(({ verb }) => verb !== undefined).length,
    held: due.length - done.length,
    failed: wakes.length - due.length,
    digests: told.opened,
  };
  ports.log.info({ ...report }, 'sweep');
  return report;
}

/** All that a look ahead needs: nothing here can write. */
export type LookPorts = Pick<Ports, 'departments' | 'people' | 'policy' | 'clock' | 'log'> & {
  requests: Pick<RequestStore, 'read'>;
  views: Pick<ViewStore, 'wakesUntil'>;
};

/** What a sweep at this moment would do, soonest first; touches nothing. */
export async function* wouldSweep(ports: LookPorts): AsyncGenerator<Due> {
  const now = ports.clock.now();
  for await (const row of ports.views.wakesUntil(lastHour(now))) {
    const stored = await ports.requests.read(row.request).catch(unlessKnown);
    if (!stored) continue;
    const change = wake(stored.value, now);
    const verb = change && clockVerbOf(change.request.status);
    yield { ...(await dueOf(row, change?.request ?? stored.value, now, ports, asFarAsKnown)), ...(verb && { verb }) };
  }
}

function lastHour(now: Temporal.ZonedDateTime): string {
  const by = now.subtract({ minutes: grace });
  return `${dayOf(by)}T${String(by.hour).padStart(2, '0')}`;
}

function dayOf(now: Temporal.ZonedDateTime): string {
  return now.toPlainDate().toString();
}

/** One request’s failure stops no other: its row stays, and comes again within the hour. */
async function workOn(row: Wake, now: Temporal.ZonedDateTime, ports: WorkPorts): Promise<Due | undefined> {
  try {
    const stored = await ports.requests.read(row.request);
    // A wake-up whose request never came to be.
    if (!stored) return { ...row, told: [] };
    if (!wake(stored.value, now)) return await listed(await dueOf(row, stored.value, now, ports, strictly), ports);
    const outcome = await changeRequest(row.request, (current) => wake(current, now) ?? { refused: 'moved-on' }, ports);
    if (outcome.kind === 'busy' || outcome.kind === 'unknown' || !outcome.request) return undefined;
    const verb = outcome.kind === 'done' ? clockVerbOf(outcome.request.status) : undefined;
    return { ...(await listed(await dueOf(row, outcome.request, now, ports, strictly), ports)), ...(verb && { verb }) };
  } catch (fault) {
    ports.log.error({ request: row.request, at: row.at, code: (fault as Error).name }, 'a wake-up failed; it comes again');
    return undefined;
  }
}

/** Before anybody is told, so that a fault brings all of it again. */
async function listed(due: Due, { views, clock }: WorkPorts): Promise<Due> {
  if (due.attention) await views.putAttention(due.attention.kind, due.request, due.attention.code, instant(clock.now()));
  return due;
}

async function dueOf(
  row: Wake,
  request: VisitorRequest,
  now: Temporal.ZonedDateTime,
  ports: LookPorts,
  directory: Directory,
): Promise<Due> {
  const next = nextWake(request, now, ports.policy);
  const notice = noticeDue(request, Temporal.PlainDate.from(row.at.slice(0, 10)), now.toPlainDate(), ports.policy);
  const due = { ...row, told: [], ...(next !== undefined && { next }) };
  if (!notice) return due;
  // What is over has a wake-up of its own for the morning; anything else that comes at night waits on the row it has.
  if (!mayBeTold(notice, now, ports.policy)) return notice.kind === 'over' && next !== undefined ? due : { ...due, notice, isHeld: true };
  return { ...due, notice, ...(await toldAbout(notice, request, ports, directory)) };
}

async function toldAbout(
  notice: Notice,
  request: VisitorRequest,
  ports: LookPorts,
  directory: Directory,
): Promise<Pick<Due, 'told' | 'attention'>> {
  const isSponsorGone = notice.kind !== 'nudge' && (await directory.isGone(request.sponsor, ports));
  const needsDeciders = notice.kind === 'nudge' || isSponsorGone;
  const allAdmins = needsDeciders ? await directory.admins(ports) : [];
  const deciders = needsDeciders ? await decidersFor(request, ports) : { ask: [], may: [], as: 'department' as const };
  const isUnanswered = notice.kind === 'nudge' && notice.stage > 2;
  const admins: PersonId[] = isUnanswered ? allAdmins : [];
  const told = toldOf(notice, request, deciders, isSponsorGone, admins).map((one) => ({ ...one, request: request.id }));
  if (isUnanswered) return { told, attention: { kind: 'unanswered', code: `stage-${notice.stage}` } };
  // Once the account is over, there is nothing left for another sponsor to do.
  const needsSponsor = isSponsorGone && notice.kind !== 'over';
  return needsSponsor ? { told, attention: { kind: 'sponsor-gone', code: notice.kind } } : { told };
}

/** What the directory is asked before somebody is told. */
interface Directory {
  isGone(sponsor: PersonId, ports: LookPorts): Promise<boolean>;
  admins(ports: LookPorts): Promise<PersonId[]>;
}

/** Throws where the directory does not answer: whom to tell, or that it is nobody, would be a guess. The row comes again. */
const strictly: Directory = {
  async isGone(sponsor, { people }) {
    const known = await people.person(sponsor);
    return !known || !maySponsor(known);
  },
  admins: ({ people }) => people.admins(),
};

/** For a look ahead: whoever is not known is taken for present. */
const asFarAsKnown: Directory = { isGone, admins: adminsOf };

/** The next one first: an extra wake-up is harmless, a missing one is not. */
async function putAway({ at, request, next }: Due, { views, log }: WorkPorts): Promise<void> {
  try {
    if (next !== undefined) await views.putWake(next, request);
    await views.deleteWake(at, request);
  } catch (fault) {
    log.warn({ request, at, code: (fault as Error).name }, 'a wake-up was not put away; it comes again');
  }
}
