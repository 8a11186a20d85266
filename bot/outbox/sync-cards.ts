import { Temporal } from 'temporal-polyfill';
import { type Message, messageKey, wantedMessages } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import { clockActor } from '../domain/request/clock';
import type { Deciders } from '../domain/request/deciders';
import { askDeputies, headAskedAlone } from '../domain/request/head-away';
import { instant } from '../domain/request/lifecycle';
import { statusAt } from '../domain/request/request-dates';
import { viewerOf } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { Aggregate, Copy } from '../ports/requests';
import { drawRequest, noLongerTheirs } from '../shown/request-card';
import { adminsOf, decidersFor } from '../verbs/people';
import { changeRequest } from '../verbs/perform';
import { itsTime } from './paced';
import { noConversation, post, update } from './reach-person';
import { afterRefusal } from './retry';
import { TryLater, throwLater, type WorkPorts } from './work-ports';

/** Seconds until a digest is drawn again, so that several answers cost one drawing. */
const redrawAfter = 2;

export interface CardsWishes {
  /** Somebody has just installed the bot: what could not be delivered before is tried once more. */
  isReachable?: boolean;
  /** When the lease comes to its end: nothing is begun after that, as another worker may have begun too. */
  until?: Temporal.Instant;
}

/**
 * Posts the messages that somebody must have and redraws those that show an older state, all from the request as it was
 * read. Each post is noted as soon as it is delivered: a crash costs at most one repeat. One person’s failure stops no other.
 */
export async function bringCardsInLine(read: Aggregate, ports: WorkPorts, { isReachable = false, until }: CardsWishes = {}): Promise<void> {
  const { aggregate, deciders } = await askedOf(read, ports);
  const request = aggregate.request.value;
  const status = statusAt(request, ports.clock.now().toPlainDate());
  if (status === 'pending' && deciders.ask.length === 0) await mustKnowAdmins(ports);
  const later: TryLater[] = [];
  // A redrawing may come twice, unlike a post: its note waits for the next one's.
  const redrawn: Copy[] = [];
  const attempt = async (copy: Copy) => {
    if (until && Temporal.Instant.compare(ports.clock.now().toInstant(), until) >= 0)
      return void later.push(new TryLater('out-of-time', undefined, true));
    const { message } = copy;
    const noted =
      'of' in message ? await redrawDigest(copy, message, request, status, ports) : await deliver(copy, status, aggregate, deciders, ports);
    if (noted instanceof TryLater) {
      later.push(noted);
      // Its time is used up: the next try takes another.
      const { reserved, ...free } = copy;
      return reserved === undefined ? undefined : await ports.requests.noteCopies(request.id, [free]);
    }
    if (noted.shownRevision === request.revision && noted.activity !== undefined && noted.activity === copy.activity)
      return void redrawn.push(noted);
    await ports.requests.noteCopies(request.id, [...redrawn.splice(0), noted]);
    if (noted.reserved !== undefined) later.push(new TryLater('paced', secondsUntil(noted.reserved, ports), true));
  };
  const copies = aggregate.copies.filter(({ channel }) => channel === 'teams');
  for (const copy of copies) if (isBehind(copy, request, status)) await attempt(copy);
  for (const { person, message } of wantedMessages(ports.messages, { ...request, status }, deciders)) {
    const known = noteOf(copies, person, message);
    const isWorthATry = known?.failed === noConversation || (isReachable && known?.failed !== undefined && known.activity === undefined);
    const isUnsent = known !== undefined && known.activity === undefined && known.failed === undefined;
    if (known === undefined || isWorthATry || isUnsent) {
      const { reserved } = isUnsent ? known : {};
      await attempt({ person, message, channel: 'teams', shownRevision: 0, shownStatus: '', ...(reserved !== undefined && { reserved }) });
    }
  }
  if (redrawn.length > 0) await ports.requests.noteCopies(request.id, redrawn);
  throwLater(later);
}

/**
 * The request with whom it asks. Before the head gets the question, and only then, somebody looks whether they are away
 * (Q7). What is found is part of the request from there on: so every card drawn later names the same people, and no turn
 * has to ask.
 */
async function askedOf(aggregate: Aggregate, ports: WorkPorts): Promise<{ aggregate: Aggregate; deciders: Deciders }> {
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

/** Nobody to ask may only mean that the directory did not say whom: the request would wait for nobody for good. */
async function mustKnowAdmins({ people }: WorkPorts): Promise<void> {
  try {
    await people.admins();
  } catch {
    throw new TryLater('directory');
  }
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

function secondsUntil(reserved: string, { clock }: WorkPorts): number {
  return Math.max(0, Math.floor(clock.now().toInstant().until(reserved).total('seconds')));
}

/** Posts or redraws one message, when its time has come; the note to keep, or when to try again. */
async function deliver(
  { reserved, ...stale }: Copy,
  shownStatus: string,
  aggregate: Aggregate,
  deciders: Deciders,
  ports: WorkPorts,
): Promise<Copy | TryLater> {
  const request = aggregate.request.value;
  const far = await itsTime({ channel: 'teams', causedBy: request.sponsor, reserved }, ports);
  if (far) return { ...stale, reserved: far.at };
  const copy: Copy = { ...stale, shownRevision: request.revision, shownStatus };
  const to = await ports.conversations.find(copy.person);
  if (!to && !ports.installer) return unreached(copy, noConversation, aggregate, ports);
  const viewer = viewerOf(request, copy.person, deciders, await adminsOf(ports));
  const { kind } = copy.message;
  const summary = copy.activity === undefined ? ports.messages[kind]?.summary : undefined;
  const message = viewer
    ? await drawRequest(request, viewer, copy.person, deciders, ports, { ...(summary && { summary }) })
    : noLongerTheirs();
  const delivery =
    copy.activity === undefined ? await post(to, copy.person, message, ports) : await update(to, copy.activity, message, ports);
  ports.log.info(
    {
      request: request.id,
      person: copy.person,
      message: messageKey(copy.message),
      outcome: delivery.outcome,
      ...('code' in delivery && { code: delivery.code }),
    },
    'delivery',
  );
  switch (delivery.outcome) {
    case 'delivered':
      return { ...copy, activity: delivery.activity, ...(!viewer && { failed: 'not-theirs' }) };
    case 'unreachable':
      return unreached(copy, delivery.code, aggregate, ports);
    case 'later': {
      const wait = afterRefusal(delivery, ports);
      return new TryLater(delivery.code, wait ?? delivery.afterSeconds, wait !== undefined);
    }
  }
}

/** A mail is the next rung; an admin is told here only where there is none to come, and by the mails where theirs fails. */
async function unreached(copy: Copy, code: string, { request, copies }: Aggregate, ports: WorkPorts): Promise<Copy> {
  const mails = copies.filter(({ channel }) => channel === 'outlook');
  const mailed = noteOf(mails, copy.person, copy.message);
  const isLastRung = !ports.mail || mailed?.failed !== undefined;
  if (copy.activity === undefined && isLastRung)
    await ports.views.putAttention('unreached', request.value.id, code, instant(ports.clock.now()));
  return { ...copy, failed: code };
}
