import { Temporal } from 'temporal-polyfill';
import { type Wanted, wantedMails } from '../domain/messages/message';
import type { Deciders } from '../domain/request/deciders';
import { instant } from '../domain/request/lifecycle';
import { statusAt } from '../domain/request/request-dates';
import { viewerOf } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { MailChannel, MailDelivery } from '../ports/mail';
import type { Aggregate, Copy, MailAttempt } from '../ports/requests';
import { viewOf } from '../shown/request';
import { adminsOf, decidersFor } from '../verbs/people';
import { requestMail } from './mail/request-mail';
import { itsTime } from './paced';
import { afterRefusal } from './retry';
import { sendMail } from './send-mail';
import { noteOf } from './sync-cards';
import { TryLater, throwLater, type WorkPorts } from './work-ports';

/** Its time is reserved, and too far away to wait for. */
const paced = 'paced';

type MailPorts = WorkPorts & { mail: MailChannel };

/** Seconds before a mail that may have arrived goes once more: an answer that is only late has come by then. */
const afterAmbiguous = 60;

/**
 * Sends the mails that somebody must have. A target of its own, beside the cards, because each channel fails in its own
 * way: Exchange away for an hour must not post a card twice, nor Teams away keep the mail back. A mail cannot be called
 * back, so the request is read once more just before each: a question goes out only while it is open.
 *
 * @param left what is still to be done of these todos, where some are done and not yet written so.
 */
export async function bringMailsInLine(
  { request: { value } }: Aggregate,
  ports: WorkPorts,
  until?: Temporal.Instant,
  left: (todos: Aggregate['todos']) => Aggregate['todos'] = (todos) => todos,
): Promise<void> {
  const { mail } = ports;
  // The cards went just before, and noted whom they did not reach.
  const aggregate = mail && (await ports.requests.readAll(value.id, 0));
  if (!mail || !aggregate) return;
  const request = aggregate.request.value;
  const deciders = await decidersFor(request, ports);
  const status = statusAt(request, ports.clock.now().toPlainDate());
  const cards = left(aggregate.todos).find(({ value: { target } }) => target === 'cards')?.value;
  const hasCard = (wanted: Wanted) => noted('teams', wanted, aggregate)?.activity !== undefined;
  const wanted = wantedMails(ports.messages, { ...request, status }, deciders, (one) => cards !== undefined || hasCard(one));
  const later: TryLater[] = [];
  for (const one of wanted) {
    const known = noted('outlook', one, aggregate);
    if (known && (known.sentAt !== undefined || known.failed !== undefined)) continue;
    if (later.some(({ code, isWaiting }) => isWaiting && code !== paced)) break;
    const note = known ?? { ...one, channel: 'outlook', shownRevision: request.revision, shownStatus: status };
    const outcome = await attempt(
      { ...note, shownRevision: request.revision, shownStatus: status },
      request,
      deciders,
      { ...ports, mail },
      until,
    );
    if (outcome.later) later.push(outcome.later);
    if (outcome.copy) await ports.requests.noteCopies(request.id, [outcome.copy]);
    const isLastRung = outcome.copy?.failed !== undefined && noted('teams', one, aggregate)?.failed !== undefined;
    if (isLastRung) await ports.views.putAttention('unreached', request.id, outcome.copy?.failed ?? '', instant(ports.clock.now()));
  }
  if (cards && wantedMails(ports.messages, { ...request, status }, deciders, hasCard).length > wanted.length)
    later.push(afterCards(cards.notBefore, ports));
  throwLater(later);
}

function noted(channel: Copy['channel'], { person, message }: Wanted, { copies }: Aggregate): Copy | undefined {
  return noteOf(
    copies.filter((copy) => copy.channel === channel),
    person,
    message,
  );
}

/** Whether Teams reaches somebody is not known before its cards have been tried for the last time. */
function afterCards(notBefore: string | undefined, { clock }: MailPorts | WorkPorts): TryLater {
  const seconds = notBefore === undefined ? 0 : clock.now().toInstant().until(notBefore).total('seconds');
  return new TryLater('after-cards', Math.max(1, Math.ceil(seconds) + 1), true);
}

interface Attempted {
  /** To be noted. */
  copy?: Copy;
  later?: TryLater;
}

async function attempt(
  { reserved, ...copy }: Copy,
  request: VisitorRequest,
  deciders: Deciders,
  ports: MailPorts,
  until: Temporal.Instant | undefined,
): Promise<Attempted> {
  const now = ports.clock.now().toInstant();
  if (until && Temporal.Instant.compare(now, until) >= 0) return { later: new TryLater('out-of-time', undefined, true) };
  const viewer = viewerOf(request, copy.person, deciders, await adminsOf(ports));
  if (!viewer) return { copy: { ...copy, failed: 'not-theirs' } };
  const far = await itsTime({ channel: 'mail', causedBy: request.sponsor, reserved }, ports);
  if (far) return { copy: { ...copy, reserved: far.at }, later: new TryLater(paced, far.seconds, true) };
  const view = await viewOf(request, viewer, copy.person, deciders, ports, 'chat');
  const row = ports.messages[copy.message.kind]!;
  const card = row.mail.hasCard ? await cardOf(request, viewer, copy, deciders, ports) : undefined;
  if ((await ports.requests.read(request.id))?.value.revision !== request.revision) return { later: new TryLater('moved-on', 1, true) };
  const delivery = await sendMail(copy.person, (link) => requestMail(row, view, ports.policy.organisation, link), ports, {
    request: request.id,
    ...(card && { card }),
  });
  const attempted = outcomeOf(delivery, copy, now.toString(), ports);
  // Its time is used up, whatever came of it: the next try takes another.
  return reserved === undefined ? attempted : { copy, ...attempted };
}

/** The mail says everything without its card, so a card that cannot be drawn keeps nobody waiting. */
async function cardOf(
  request: VisitorRequest,
  viewer: Parameters<NonNullable<WorkPorts['outlookCard']>>[1],
  { person }: Copy,
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

/** One that may have arrived is repeated once and no more; twice the same question is a nuisance, five times a fault. */
function outcomeOf(delivery: MailDelivery, copy: Copy, at: string, ports: WorkPorts): Attempted {
  const after = (one: MailAttempt): Copy => ({ ...copy, attempts: [...(copy.attempts ?? []), one] });
  switch (delivery.outcome) {
    case 'delivered':
      return { copy: { ...after({ at, code: 'sent' }), sentAt: at } };
    case 'unreachable':
      return { copy: { ...after({ at, code: delivery.code }), failed: delivery.code } };
    case 'later': {
      const { code, afterSeconds = 0, isAmbiguous } = delivery;
      const wait = afterRefusal(delivery, ports);
      if (wait !== undefined) return { later: new TryLater(code, wait, true) };
      const tried = after({ at, code, ...(isAmbiguous && { isAmbiguous }) });
      const isRepeat = isAmbiguous && (copy.attempts ?? []).some((one) => one.isAmbiguous);
      if (isRepeat) return { copy: { ...tried, failed: code } };
      return { copy: tried, later: new TryLater(code, Math.max(afterSeconds, isAmbiguous ? afterAmbiguous : 0)) };
    }
  }
}
