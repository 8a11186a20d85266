import type { Temporal } from 'temporal-polyfill';
import { isExhausted } from '../domain/messages/delivery';
import { type Form, liveCardOf, openedNow, wantedForm } from '../domain/messages/live-card';
import { inDailyList, isShownAlready, type Message, messageKey, type Wanted, wantedMessages } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import { clockActor } from '../domain/request/clock';
import { listDays } from '../domain/request/daily-list';
import type { Deciders } from '../domain/request/deciders';
import { askDeputies, headAskedAlone } from '../domain/request/head-away';
import { openProposal } from '../domain/request/proposal';
import { statusAt } from '../domain/request/request-dates';
import { type Viewer, viewerOf } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import type { Status } from '../domain/statuses/table';
import { wasNews } from '../domain/words/news-words';
import type { Aggregate, Copy } from '../ports/requests';
import { viewOf } from '../shown/request';
import { drawLine, drawRequest, noLongerTheirs } from '../shown/request-card';
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
  /** A commit has come since the last attempt, so an update gets its full number of attempts again. */
  isFresh?: boolean;
  /** The end of the lease: no delivery starts after it, as another worker may hold the lease by then. */
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
  if ((status === 'pending' || openProposal({ ...request, status })) && deciders.ask.length === 0) await mustKnowAdmins(ports);
  // An update may be repeated, unlike a post: its record is written with the next one's.
  const redrawn: Copy[] = [];
  const note: Note = async (copy, mayWait) => {
    if (mayWait) redrawn.push(copy);
    else await ports.requests.noteCopies(request.id, [...redrawn.splice(0), copy]);
  };
  const wanted = wantedMessages(ports.messages, { ...request, status }, deciders);
  const chats: Chats = { copies: aggregate.copies.filter(({ channel }) => channel === 'teams'), wanted };
  const round: Round = { aggregate, status, deciders, chats, note, until, ports };
  const waiting: (Requeue | undefined)[] = [];
  let givenUp: string | undefined;
  const redraw = async (which: (copy: Copy) => boolean) => {
    for (const copy of chats.copies.filter(which)) {
      if (!isBehind(copy, request, status, chats)) continue;
      if ('of' in copy.message) replaceIn(chats, copy, await redrawDigest(copy, copy.message, request, status, ports, note));
      else if (!isFresh && isExhausted(copy, ports.retry)) givenUp = copy.attempts?.at(-1)?.code;
      else {
        const { copy: next, again } = await deliverCard(isFresh ? withoutAttempts(copy) : copy, round, copy);
        if (again) waiting.push(again);
        else if (isBehind(next, request, status, chats)) givenUp = next.attempts?.at(-1)?.code;
      }
    }
  };
  const listed = await leaveToLists(round);
  const toPost = () => wanted.flatMap((one) => (listed.has(one) ? [] : unsent(one, chats, ports, isReachable)));
  // The older card is closed after the new one is posted: a crash between the two leaves one card open.
  const getsCard = cardReaders(toPost());
  await redraw(({ person }) => !getsCard.has(person));
  const posts = toPost();
  for (const copy of posts) waiting.push((await deliverCard(copy, round)).again);
  const gotCard = cardReaders(posts);
  await redraw(({ person }) => gotCard.has(person));
  if (redrawn.length > 0) await ports.requests.noteCopies(request.id, redrawn);
  const again = soonest(waiting);
  return { ...(again && { again }), ...(givenUp !== undefined && { givenUp }) };
}

/** The delivered messages about a request in all chats, and those that are wanted. */
interface Chats {
  copies: Copy[];
  wanted: readonly Wanted[];
}

function cardReaders(posts: readonly Copy[]): ReadonlySet<PersonId> {
  return new Set(posts.filter(({ form }) => form === undefined).map(({ person }) => person));
}

function replaceIn(chats: Chats, old: Copy | undefined, copy: Copy): void {
  chats.copies = [...chats.copies.filter((one) => one !== old), copy];
}

/** A wanted message that is still to be posted; undefined if its reader has it or cannot be reached. */
function unsent({ person, message }: Wanted, { copies, wanted }: Chats, { messages }: WorkPorts, isReachable: boolean): Copy[] {
  const known = noteOf(copies, person, message);
  const asks = messages[message.kind]?.asks === true;
  // A card that cannot be updated is posted anew when its reader has to decide and has no other way to the decision.
  const isAlone = wanted.every((one) => one.person !== person || one.message === message) && liveCardOf(person, copies) === undefined;
  const isLost = known?.activity !== undefined && known.failed !== undefined && known.failed !== notTheirs && asks && isAlone;
  if ((known?.activity !== undefined && !isLost) || isShownAlready(messages, { person, message }, copies)) return [];
  const isWorthATry = isLost || known?.failed === undefined || known.failed === noConversation || isReachable;
  if (!isWorthATry) return [];
  if (known !== undefined && known.failed === undefined && !isReachable) return [known];
  const failed = isLost ? undefined : known?.failed;
  const form = asks ? {} : { form: 'line' as const };
  return [{ person, message, channel: 'teams', shownRevision: 0, shownStatus: '', ...form, ...(failed !== undefined && { failed }) }];
}

/** The messages that the day's list replaces, each recorded once. */
async function leaveToLists({ aggregate, chats, note, ports }: Round): Promise<ReadonlySet<Wanted>> {
  const { messages, conversations, views, policy } = ports;
  const listed = new Set<Wanted>();
  for (const one of chats.wanted) {
    const { person, message } = one;
    const known = noteOf(chats.copies, person, message);
    const isSent = known !== undefined && known.failed !== inDailyList;
    if (isSent || !messages[message.kind]?.isListed || (await conversations.tellingOf(person)) !== 'daily') continue;
    listed.add(one);
    if (known) continue;
    const request = aggregate.request.value;
    const day = listDays(request, policy).at(-1);
    // The wake-up is written before the record, which ends the attempts.
    if (day) await views.putWake(`${day.toString()}T08`, request.id);
    const copy: Copy = { person, message, channel: 'teams', shownRevision: 0, shownStatus: '', failed: inDailyList };
    replaceIn(chats, undefined, copy);
    await note(copy, false);
  }
  return listed;
}

/** Why a message is not updated: its matter is no longer its reader's. */
const notTheirs = 'not-theirs';

/** An update for a new commit starts with no attempts counted. */
function withoutAttempts({ attempts: _failed, notBefore: _then, ...copy }: Copy): Copy {
  return copy;
}

/**
 * The request with its approvers. Before the head is asked, and only then, their automatic reply is checked and saved
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

/** The delivery record of this message to this person, among those of one channel. */
export function noteOf(copies: readonly Copy[], person: PersonId, message: Message): Copy | undefined {
  const key = messageKey(message);
  return copies.find((copy) => copy.person === person && messageKey(copy.message) === key);
}

function isBehind(copy: Copy, request: VisitorRequest, status: string, { copies, wanted }: Chats): boolean {
  const isOld = copy.shownRevision < request.revision || copy.shownStatus !== status;
  if (copy.activity === undefined || copy.failed !== undefined) return false;
  if ('of' in copy.message) return isOld;
  const form = wantedForm(copy, copies, wanted);
  return form === 'card' ? isOld : form !== copy.form;
}

/** A digest with this request is updated by a queue message of its own, once for all changed requests. */
async function redrawDigest(
  copy: Copy,
  { of: digest, date }: Extract<Message, { kind: 'digest' }>,
  { revision }: VisitorRequest,
  shownStatus: string,
  { queue }: WorkPorts,
  note: Note,
): Promise<Copy> {
  await queue.enqueue({ kind: 'digest', person: copy.person, digest, date }, redrawAfter);
  const next = { ...copy, shownRevision: revision, shownStatus };
  await note(next, true);
  return next;
}

/** Records the outcome of a delivery; that of an update together with the next record. */
type Note = (copy: Copy, mayWait: boolean) => Promise<void>;

interface DeliveredCard {
  copy: Copy;
  again?: Requeue;
}

/** The inputs of one run for a request. */
interface Round {
  aggregate: Aggregate;
  status: Status;
  deciders: Deciders;
  chats: Chats;
  note: Note;
  until: Temporal.Instant | undefined;
  ports: WorkPorts;
}

/**
 * Posts or updates one message when it is due, and records the outcome. `old`: its delivery record, when it was posted
 * before.
 */
async function deliverCard(stale: Copy, round: Round, old?: Copy): Promise<DeliveredCard> {
  const { aggregate, status, deciders, chats, note, until, ports } = round;
  const { person, channel, message, shownRevision, shownStatus, form: _form, openedAt, told, failed: failedBefore, ...before } = stale;
  const request = aggregate.request.value;
  const isRedrawn = stale.activity !== undefined;
  const wanted = isRedrawn ? wantedForm(old ?? stale, chats.copies, chats.wanted) : (stale.form ?? 'card');
  const viewer = viewerOf(request, person, deciders, await adminsOf(ports));
  const send = () => sendCard(stale, wanted, viewer, round);
  const { record, again, verdict } = await deliver(before, { channel: 'teams', causedBy: request.sponsor, send }, ports, until);
  if (record === before) return { copy: stale, ...(again && { again }) };
  const isSettled = verdict?.kind === 'delivered' || (verdict?.kind === 'given-up' && (verdict.isForGood || !isRedrawn));
  const shown = isSettled ? { shownRevision: request.revision, shownStatus: status } : { shownRevision, shownStatus };
  const copy: Copy = {
    person,
    channel,
    message,
    ...shown,
    ...formAfter(stale, wanted, verdict?.kind === 'delivered'),
    ...(openedAt !== undefined && { openedAt }),
    ...(!isRedrawn &&
      verdict?.kind === 'delivered' && {
        told: status,
        ...(wanted === 'card' && { openedAt: openedNow(person, chats.copies, ports.clock.now().toInstant()) }),
      }),
    ...(told !== undefined && { told }),
    ...record,
  };
  if (verdict?.kind === 'delivered' && !viewer) copy.failed = notTheirs;
  // A failed update is made up for by the next change of the request.
  if (verdict?.kind === 'given-up' && isRedrawn && !verdict.isForGood) delete copy.failed;
  if (copy.failed !== undefined && failedBefore === undefined && !isRedrawn) await notifyAdminsOfUnreached(copy, aggregate, ports);
  replaceIn(chats, old ?? noteOf(chats.copies, person, message), copy);
  await note(copy, isRedrawn && verdict?.kind === 'delivered');
  return { copy, ...(again && { again }) };
}

/** The form of a message after an attempt: unchanged when that failed. */
function formAfter({ form, activity }: Copy, wanted: 'card' | Form, isDelivered: boolean): Pick<Copy, 'form'> {
  const next = isDelivered || activity === undefined ? wanted : form;
  return next === undefined || next === 'card' ? {} : { form: next };
}

async function sendCard(copy: Copy, form: 'card' | Form, viewer: Viewer | undefined, round: Round): Promise<Sent> {
  const { person, message: about, activity } = copy;
  const { aggregate, ports } = round;
  const to = await ports.conversations.find(person);
  if (!to && !ports.installer) return { outcome: 'unreachable', code: noConversation };
  const card = viewer ? await drawMessage(copy, form, viewer, round) : noLongerTheirs(person, aggregate.request.value);
  const delivery = activity === undefined ? await postToPerson(to, person, card, ports) : await update(to, activity, card, ports);
  const { outcome } = delivery;
  const code = 'code' in delivery && { code: delivery.code };
  ports.log.info({ request: aggregate.request.value.id, person, message: messageKey(about), outcome, ...code }, 'delivery');
  return delivery;
}

async function drawMessage(
  { person, message, activity, told }: Copy,
  form: 'card' | Form,
  viewer: Viewer,
  { aggregate, deciders, status, ports }: Round,
): Promise<OutgoingCard> {
  const request = aggregate.request.value;
  const row = ports.messages[message.kind];
  if (form === 'card')
    return await drawRequest(request, viewer, person, deciders, ports, activity === undefined && row ? { summary: row.summary } : {});
  const view = await viewOf(request, viewer, person, deciders, ports, 'chat');
  if (form === 'line' && row) return drawLine(view, { news: row.summary(view), words: row.words?.(view) });
  return drawLine(view, { was: row ? row.was(told ?? status) : wasNews[message.kind === 'made' ? 'made' : 'opened'] });
}
