import type { Temporal } from 'temporal-polyfill';
import { isExhausted } from '../domain/messages/delivery';
import { isShownAlready, type Message, messageKey, wantedMessages } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import { clockActor } from '../domain/request/clock';
import type { Deciders } from '../domain/request/deciders';
import { askDeputies, headAskedAlone } from '../domain/request/head-away';
import { statusAt } from '../domain/request/request-dates';
import { type Viewer, viewerOf } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { Status } from '../domain/statuses/table';
import type { Aggregate, Copy } from '../ports/requests';
import { drawRequest, noLongerTheirs } from '../shown/request-card';
import { adminsOf, decidersFor } from '../verbs/people';
import { changeRequest } from '../verbs/perform';
import { deliver, type Sent, soonest } from './deliver';
import { notifyAdminsOfUnreached } from './notify-admins';
import { noConversation, postToPerson, update } from './reach-person';
import type { Progress, Requeue, WorkPorts } from './work-ports';

/** Seconds until a digest is drawn again, so that several answers cost one drawing. */
const redrawAfter = 2;

export interface CardsWishes {
  /** The bot was just installed: deliveries that failed before are retried. */
  isReachable?: boolean;
  /** A commit has come since the last try: what is redrawn is something new, with all its tries before it. */
  isFresh?: boolean;
  /** When the lease comes to its end: nothing is begun after that, as another worker may have begun too. */
  until?: Temporal.Instant;
}

/**
 * Posts the cards that are wanted and updates those that show an older state. Each delivery is recorded at once, so a
 * crash costs at most one duplicate; one person's failure stops no other.
 */
export async function syncCards(
  read: Aggregate,
  ports: WorkPorts,
  { isReachable = false, isFresh = false, until }: CardsWishes = {},
): Promise<Progress> {
  const { aggregate, deciders } = await withHeadAsked(read, ports);
  const request = aggregate.request.value;
  const status = statusAt(request, ports.clock.now().toPlainDate());
  if (status === 'pending' && deciders.ask.length === 0) await mustKnowAdmins(ports);
  // A redrawing may come twice, unlike a post: its note waits for the next one's.
  const redrawn: Copy[] = [];
  const note: Note = async (copy, mayWait) => {
    if (mayWait) redrawn.push(copy);
    else await ports.requests.noteCopies(request.id, [...redrawn.splice(0), copy]);
  };
  const copies = aggregate.copies.filter(({ channel }) => channel === 'teams');
  const waiting: (Requeue | undefined)[] = [];
  let givenUp: string | undefined;
  for (const copy of copies.filter((one) => isBehind(one, request, status))) {
    if ('of' in copy.message) await note(await redrawDigest(copy, copy.message, request, status, ports), true);
    else if (!isFresh && isExhausted(copy, ports.retry)) givenUp = copy.attempts?.at(-1)?.code;
    else {
      const { copy: next, again } = await deliverCard(isFresh ? withoutAttempts(copy) : copy, status, aggregate, deciders, ports, {
        note,
        until,
      });
      if (again) waiting.push(again);
      else if (isBehind(next, request, status)) givenUp = next.attempts?.at(-1)?.code;
    }
  }
  for (const { person, message } of wantedMessages(ports.messages, { ...request, status }, deciders)) {
    const known = noteOf(copies, person, message);
    if (known?.activity !== undefined || isShownAlready(ports.messages, { person, message }, copies)) continue;
    const isWorthATry = known?.failed === undefined || known.failed === noConversation || isReachable;
    if (!isWorthATry) continue;
    const isUnderWay = known !== undefined && known.failed === undefined && !isReachable;
    const failed = known?.failed;
    const unsent: Copy = { person, message, channel: 'teams', shownRevision: 0, shownStatus: '', ...(failed !== undefined && { failed }) };
    waiting.push((await deliverCard(isUnderWay ? known : unsent, status, aggregate, deciders, ports, { note, until })).again);
  }
  if (redrawn.length > 0) await ports.requests.noteCopies(request.id, redrawn);
  const again = soonest(waiting);
  return { ...(again && { again }), ...(givenUp !== undefined && { givenUp }) };
}

/** What is redrawn for something new has all its tries before it. */
function withoutAttempts({ attempts: _failed, notBefore: _then, ...copy }: Copy): Copy {
  return copy;
}

/**
 * The request with its approvers. Before the head is asked, and only then, their automatic reply is checked (Q7) and saved
 * with the request, so that later cards name the same people without asking again.
 */
async function withHeadAsked(aggregate: Aggregate, ports: WorkPorts): Promise<{ aggregate: Aggregate; deciders: Deciders }> {
  const request = aggregate.request.value;
  const deciders = await decidersFor(request, ports);
  const press = { actor: clockActor, now: ports.clock.now() };
  const head = headAskedAlone(request, deciders, press);
  const { revision } = request.question;
  const cards = aggregate.copies.filter(({ channel }) => channel === 'teams');
  const note = head === undefined ? undefined : noteOf(cards, head, { kind: 'ask', revision });
  const isAsked = note !== undefined && (note.activity !== undefined || note.failed !== undefined);
  const away = head === undefined || isAsked ? undefined : await ports.absence?.away(head);
  if (!away) return { aggregate, deciders };
  const outcome = await changeRequest(request.id, (current) => askDeputies(current, deciders, away, press), ports);
  const now = ('request' in outcome && outcome.request) || request;
  return { aggregate: { ...aggregate, request: { ...aggregate.request, value: now } }, deciders: await decidersFor(now, ports) };
}

/** An empty list of approvers may only mean that the directory did not answer, so the todo is retried. */
async function mustKnowAdmins({ people }: WorkPorts): Promise<void> {
  await people.admins();
}

/** The note of this message to this person, among those of one channel. */
export function noteOf(copies: readonly Copy[], person: PersonId, message: Message): Copy | undefined {
  const key = messageKey(message);
  return copies.find((copy) => copy.person === person && messageKey(copy.message) === key);
}

function isBehind(copy: Copy, request: VisitorRequest, status: string): boolean {
  return copy.activity !== undefined && copy.failed === undefined && (copy.shownRevision < request.revision || copy.shownStatus !== status);
}

/** A digest shows this request among others: its own message draws it again, once for all that have changed. */
async function redrawDigest(
  copy: Copy,
  { of: digest, date }: Extract<Message, { kind: 'digest' }>,
  { revision }: VisitorRequest,
  shownStatus: string,
  { queue }: WorkPorts,
): Promise<Copy> {
  await queue.enqueue({ kind: 'digest', person: copy.person, digest, date }, redrawAfter);
  return { ...copy, shownRevision: revision, shownStatus };
}

/** Notes what came of a delivery; of a redrawing, together with the next note. */
type Note = (copy: Copy, mayWait: boolean) => Promise<void>;

interface DeliveredCard {
  copy: Copy;
  again?: Requeue;
}

/** Posts or redraws one message, when its time has come, and notes what came of it. */
async function deliverCard(
  stale: Copy,
  status: Status,
  aggregate: Aggregate,
  deciders: Deciders,
  ports: WorkPorts,
  { note, until }: { note: Note; until: Temporal.Instant | undefined },
): Promise<DeliveredCard> {
  const { person, channel, message, shownRevision, shownStatus, failed: failedBefore, ...before } = stale;
  const request = aggregate.request.value;
  const viewer = viewerOf(request, person, deciders, await adminsOf(ports));
  const send = () => sendCard(stale, viewer, request, deciders, ports);
  const { record, again, verdict } = await deliver(before, { channel: 'teams', causedBy: request.sponsor, send }, ports, until);
  if (record === before) return { copy: stale, ...(again && { again }) };
  const isRedrawn = stale.activity !== undefined;
  const isSettled = verdict?.kind === 'delivered' || (verdict?.kind === 'given-up' && (verdict.isForGood || !isRedrawn));
  const shown = isSettled ? { shownRevision: request.revision, shownStatus: status } : { shownRevision, shownStatus };
  const copy: Copy = { person, channel, message, ...shown, ...record };
  if (verdict?.kind === 'delivered' && !viewer) copy.failed = 'not-theirs';
  // What is there already is drawn again with the next change, though it could not be with this one.
  if (verdict?.kind === 'given-up' && isRedrawn && !verdict.isForGood) delete copy.failed;
  if (copy.failed !== undefined && failedBefore === undefined && !isRedrawn) await notifyAdminsOfUnreached(copy, aggregate, ports);
  await note(copy, isRedrawn && verdict?.kind === 'delivered');
  return { copy, ...(again && { again }) };
}

async function sendCard(
  { person, message: about, activity }: Copy,
  viewer: Viewer | undefined,
  request: VisitorRequest,
  deciders: Deciders,
  ports: WorkPorts,
): Promise<Sent> {
  const to = await ports.conversations.find(person);
  if (!to && !ports.installer) return { outcome: 'unreachable', code: noConversation };
  const summary = activity === undefined ? ports.messages[about.kind]?.summary : undefined;
  const card = viewer ? await drawRequest(request, viewer, person, deciders, ports, { ...(summary && { summary }) }) : noLongerTheirs();
  const delivery = activity === undefined ? await postToPerson(to, person, card, ports) : await update(to, activity, card, ports);
  const { outcome } = delivery;
  const code = 'code' in delivery && { code: delivery.code };
  ports.log.info({ request: request.id, person, message: messageKey(about), outcome, ...code }, 'delivery');
  return delivery;
}
