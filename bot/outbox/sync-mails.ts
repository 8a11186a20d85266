import type { Temporal } from 'temporal-polyfill';
import { secondsUntil } from '../domain/messages/delivery';
import { inDailyList, isShownAlready, type Wanted, wantedMails } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import type { Deciders } from '../domain/request/deciders';
import { statusAt } from '../domain/request/request-dates';
import { type Viewer, viewerOf } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { MailChannel } from '../ports/mail';
import type { Aggregate, Copy } from '../ports/requests';
import { viewOf } from '../shown/request';
import { adminsOf, decidersFor } from '../verbs/people';
import { deliver, type Sent, soonest } from './deliver';
import { requestMail } from './mail/request-mail';
import { notifyAdminsOfUnreached } from './notify-admins';
import { sendMail } from './send-mail';
import { noteOf } from './sync-cards';
import type { Progress, Requeue, WorkPorts } from './work-ports';

type MailPorts = WorkPorts & { mail: MailChannel };

/**
 * Sends the mails that are wanted. Separate from the cards, because Exchange and Teams fail independently. A mail cannot
 * be recalled, so the request is read again just before each: a question is sent only while it is open.
 *
 * @param left the todos that remain; the stored list may be behind.
 */
export async function syncMails(
  { request: { value } }: Aggregate,
  ports: WorkPorts,
  until?: Temporal.Instant,
  left: (todos: Aggregate['todos']) => Aggregate['todos'] = (todos) => todos,
): Promise<Progress> {
  const { mail } = ports;
  // The cards were delivered just before; the mails go to people whom they did not reach.
  const aggregate = mail && (await ports.requests.readAll(value.id, 0));
  if (!mail || !aggregate) return {};
  const request = aggregate.request.value;
  const deciders = await decidersFor(request, ports);
  const status = statusAt(request, ports.clock.now().toPlainDate());
  const cards = left(aggregate.todos).find(({ value: { target } }) => target === 'cards')?.value;
  const hasCard = (wanted: Wanted) =>
    copyFor('teams', wanted, aggregate)?.activity !== undefined ||
    copyFor('teams', wanted, aggregate)?.failed === inDailyList ||
    isShownAlready(ports.messages, wanted, aggregate.copies);
  const mayHaveCard = (wanted: Wanted) => cards !== undefined && copyFor('teams', wanted, aggregate)?.failed === undefined;
  const mailsWhere = (isReached: (wanted: Wanted) => boolean) => wantedMails(ports.messages, { ...request, status }, deciders, isReached);
  const wanted = mailsWhere((one) => hasCard(one) || mayHaveCard(one));
  const waiting: (Requeue | undefined)[] = [];
  for (const one of wanted) {
    const known = copyFor('outlook', one, aggregate);
    if (known && (known.sentAt !== undefined || known.failed !== undefined)) continue;
    // Exchange is throttling; another call would only prolong it.
    if (waiting.some((before) => before?.isRefused)) break;
    const copy: Copy = { ...(known ?? { ...one, channel: 'outlook' }), shownRevision: request.revision, shownStatus: status };
    waiting.push(await deliverMail(copy, aggregate, deciders, { ...ports, mail }, until));
  }
  if (mailsWhere(hasCard).length > wanted.length) waiting.push(afterCards(cards?.notBefore, ports));
  const again = soonest(waiting);
  return again ? { again } : {};
}

function copyFor(channel: Copy['channel'], { person, message }: Wanted, { copies }: Aggregate): Copy | undefined {
  return noteOf(
    copies.filter((copy) => copy.channel === channel),
    person,
    message,
  );
}

/** A mail instead of a card waits until the card's last retry has failed. */
function afterCards(notBefore: string | undefined, { clock }: WorkPorts): Requeue {
  return { seconds: secondsUntil(notBefore, clock.now().toInstant()) + 1, code: 'after-cards' };
}

/** Sends one mail when it is due, and records the outcome. */
async function deliverMail(
  copy: Copy,
  aggregate: Aggregate,
  deciders: Deciders,
  ports: MailPorts,
  until: Temporal.Instant | undefined,
): Promise<Requeue | undefined> {
  const { person, channel, message, shownRevision, shownStatus, ...before } = copy;
  const request = aggregate.request.value;
  const viewer = viewerOf(request, person, deciders, await adminsOf(ports));
  const plan = viewer && {
    channel: 'mail' as const,
    causedBy: request.sponsor,
    send: () => mailRequest(copy, viewer, request, deciders, ports),
  };
  const { record, again } = plan ? await deliver(before, plan, ports, until) : { record: { ...before, failed: 'not-theirs' } };
  if (record !== before) {
    const next: Copy = { person, channel, message, shownRevision, shownStatus, ...record };
    if (next.failed !== undefined) await notifyAdminsOfUnreached(next, aggregate, ports);
    await ports.requests.noteCopies(request.id, [next]);
  }
  return again;
}

async function mailRequest(
  { person, message }: Copy,
  viewer: Viewer,
  request: VisitorRequest,
  deciders: Deciders,
  ports: MailPorts,
): Promise<Sent | 'moved-on' | 'over'> {
  const view = await viewOf(request, viewer, person, deciders, ports, 'chat');
  const row = ports.messages[message.kind];
  if (!row?.mail) return 'over';
  const card = row.mail.hasCard?.(view) ? await outlookCardFor(request, viewer, person, deciders, ports) : undefined;
  if ((await ports.requests.read(request.id))?.value.revision !== request.revision) return 'moved-on';
  return await sendMail({ person }, (link) => requestMail(row, view, ports.policy.organisation, link), ports, {
    request: request.id,
    ...(card && { card }),
  });
}

/** A card that cannot be drawn is left out: the mail says everything without it. */
async function outlookCardFor(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: MailPorts,
): Promise<object | undefined> {
  try {
    return await ports.outlookCard?.(request, viewer, person, deciders, ports);
  } catch (fault) {
    ports.log.warn({ request: request.id, fault: (fault as Error).name }, 'a mail goes without its card');
    return undefined;
  }
}
