import { Temporal } from 'temporal-polyfill';
import { adminsOf, decidersFor, drawRequest, noLongerTheirs } from '../actions/request-card';
import { statusAt } from '../domain/calendar';
import { wantedCopies } from '../domain/copies';
import type { Deciders } from '../domain/deciders';
import { viewerOf } from '../domain/viewers';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import type { Aggregate, Conversation, Copy, Delivery, OutgoingCard } from '../ports';
import { TryLater, type WorkPorts } from './try-later';

/** What stands in a copy’s note while nobody knows where to reach the person: tried again once they can be. */
const noConversation = 'no-conversation';
const nowhere: Delivery = { outcome: 'unreachable', code: noConversation };
/** Teams’ word for a bot that the person has not got, or not any more. */
const notInstalled = 'ForbiddenOperationException';

export interface CardsWishes {
  /** Somebody has just installed the bot: what could not be delivered before is tried once more. */
  isReachable?: boolean;
  /** When the lease comes to its end: nothing is begun after that, as another worker may have begun too. */
  until?: Temporal.Instant;
}

/**
 * Posts the messages that somebody must have and redraws those that show an older state, all from the request as it was
 * read. Each is noted as soon as it is delivered: a crash costs at most one repeat. One person’s failure stops no other.
 */
export async function bringCardsInLine(
  aggregate: Aggregate,
  ports: WorkPorts,
  { isReachable = false, until }: CardsWishes = {},
): Promise<void> {
  const request = aggregate.request.value;
  const deciders = await decidersFor(request, ports);
  const status = statusAt(request, ports.clock.now().toPlainDate());
  if (status === 'pending' && deciders.ask.length === 0) await mustKnowAdmins(ports);
  const later: TryLater[] = [];
  const attempt = async (copy: Copy) => {
    if (until && Temporal.Instant.compare(ports.clock.now().toInstant(), until) >= 0) return void later.push(new TryLater('out-of-time'));
    const noted = await deliver({ ...copy, shownRevision: request.revision, shownStatus: status }, aggregate, deciders, ports);
    if (noted instanceof TryLater) later.push(noted);
    else await ports.requests.noteCopies(request.id, [noted]);
  };
  const copies = aggregate.copies.filter(({ channel }) => channel === 'teams');
  for (const copy of copies) if (isBehind(copy, request, status)) await attempt(copy);
  for (const { person, slug } of wantedCopies({ ...request, status }, deciders)) {
    const known = copies.find((copy) => copy.person === person && copy.slug === slug);
    const isWorthATry = known?.failed === noConversation || (isReachable && known?.failed !== undefined && known.activity === undefined);
    if (!known || isWorthATry) await attempt({ person, slug, channel: 'teams', shownRevision: 0, shownStatus: '' });
  }
  const [first] = later;
  if (first) throw new TryLater(first.code, Math.max(...later.map(({ afterSeconds }) => afterSeconds ?? 0)));
}

/** Nobody to ask may only mean that the directory did not say whom: the request would wait for nobody for good. */
async function mustKnowAdmins({ people }: WorkPorts): Promise<void> {
  try {
    await people.admins();
  } catch {
    throw new TryLater('directory');
  }
}

function isBehind(copy: Copy, request: VisitorRequest, status: string): boolean {
  return copy.activity !== undefined && copy.failed === undefined && (copy.shownRevision < request.revision || copy.shownStatus !== status);
}

/** Posts or redraws one message; the note to keep, or when to try again. */
async function deliver(copy: Copy, aggregate: Aggregate, deciders: Deciders, ports: WorkPorts): Promise<Copy | TryLater> {
  const request = aggregate.request.value;
  const to = await ports.conversations.find(copy.person);
  if (!to && !ports.installer) return unreached(copy, noConversation, aggregate, ports);
  const viewer = viewerOf(request, copy.person, deciders, await adminsOf(ports));
  const message = viewer ? await drawRequest(request, viewer, copy.person, deciders, ports) : noLongerTheirs();
  const delivery =
    copy.activity === undefined ? await post(to, copy.person, message, ports) : await update(to, copy.activity, message, ports);
  ports.log.info(
    {
      request: request.id,
      person: copy.person,
      slug: copy.slug,
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
    case 'later':
      return new TryLater(delivery.code, delivery.afterSeconds);
  }
}

async function update(to: Conversation | undefined, activity: string, message: OutgoingCard, { chat }: WorkPorts): Promise<Delivery> {
  return to ? await chat.update(to, activity, message) : nowhere;
}

/** Somebody without the bot gets it, and then the message; once, so that a refusal after it stands. */
async function post(to: Conversation | undefined, person: PersonId, message: OutgoingCard, ports: WorkPorts): Promise<Delivery> {
  const delivery = to ? await ports.chat.post(to, message) : nowhere;
  const isWithoutBot = delivery.outcome === 'unreachable' && [noConversation, notInstalled].includes(delivery.code);
  if (!isWithoutBot || !ports.installer) return delivery;
  const installation = await ports.installer.install(person);
  switch (installation.outcome) {
    case 'installed':
      return await postFirst(installation.conversation, message, ports);
    case 'refused':
      return { outcome: 'unreachable', code: installation.code };
    case 'later':
      return { ...installation, isAmbiguous: false };
  }
}

/** The conversation is kept unless Teams has told a better one meanwhile, as it does of an installation. */
async function postFirst(to: Conversation, message: OutgoingCard, { chat, conversations, log }: WorkPorts): Promise<Delivery> {
  const delivery = await chat.post(to, message);
  if (delivery.outcome !== 'delivered') return delivery;
  try {
    if (!(await conversations.find(to.person))) await conversations.remember(to);
  } catch (fault) {
    // The message is there: failing now would post it twice.
    log.warn({ person: to.person, fault: (fault as Error).name }, 'a conversation was not remembered');
  }
  return delivery;
}

/** A mail is the next rung; an admin is told here only where there is none to come, and by the mails where theirs fails. */
async function unreached(copy: Copy, code: string, { request, copies }: Aggregate, ports: WorkPorts): Promise<Copy> {
  const mailed = copies.find(({ channel, person, slug }) => channel === 'outlook' && person === copy.person && slug === copy.slug);
  const isLastRung = !ports.mail || mailed?.failed !== undefined;
  if (copy.activity === undefined && isLastRung) await ports.views.putAttention('unreached', request.value.id, code);
  return { ...copy, failed: code };
}
