import { button } from '../../cards/actions';
import { lineCard } from '../../cards/line';
import { noticeCard } from '../../cards/notice';
import { changeDraft } from '../asking/change-draft';
import { drawStored, saveAndDraw } from '../asking/draft-card';
import { confirmedFrom, sendBack } from '../asking/prepared-draft';
import { dropPreparersDraft } from '../asking/sent-draft';
import type { PersonId } from '../domain/organisation/organisation';
import { copyForSponsor, isAskedOf } from '../domain/request/prepared';
import type { Draft } from '../domain/request/records';
import { unlessKnown, type VisitorRequest } from '../domain/request/visitor-request';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import { preparedNewsOf } from '../domain/shown/prepared-news';
import { buttonTitles } from '../domain/words/card-words';
import { askedAndConfirmed, cameBackLine, confirmedBy } from '../domain/words/prepared-words';
import type { Delivery } from '../ports/chat';
import type { WorkMessage } from '../ports/queue';
import type { Stored } from '../ports/stored';
import { draftContext } from '../shown/form-context';
import { nameOf } from '../verbs/people';
import { deliver } from './deliver';
import { askedMail } from './mail/prepared-mail';
import { postToPerson, update } from './reach-person';
import { type SayMail, sendMail } from './send-mail';
import type { WorkPorts } from './work-ports';

type PreparedMessage = Extract<WorkMessage, { kind: 'prepared' }>;

const tries = 3;
/** Seconds until a message that came before its draft looks for it again. */
const afterNothing = 15;

/** One message about a prepared draft, and what to record once it is delivered or given up. `onDelivered` gets '' for a mail. */
interface PreparedNotice {
  to: PersonId;
  draw(): Promise<OutgoingCard | undefined>;
  onDelivered(activity: string): Promise<void>;
  /** The mail for a person whom Teams does not reach; absent when none is needed. */
  sayMail?(): Promise<SayMail>;
  onGivenUp(): Promise<unknown>;
}

/**
 * Notifies the people of a prepared draft as it is now: its sponsor, once, that they are asked to confirm; its preparer
 * that it was confirmed or returned. Idempotent.
 */
export async function notifyPrepared(message: PreparedMessage, ports: WorkPorts): Promise<void> {
  const own = await ports.drafts.read(message.preparer, message.id);
  const notice = own && (await due(own, message, ports));
  if (!notice) {
    if (own && message.attempt === undefined) await ports.queue.enqueue({ ...message, attempt: 0 }, afterNothing);
    return;
  }
  if (message.byMail) return notifyByMail(notice, message, ports);
  const send = async () => {
    const drawn = await notice.draw();
    if (!drawn) return 'over' as const;
    const delivery = await postToPerson(await ports.conversations.find(notice.to), notice.to, drawn, ports);
    ports.log.info({ draft: message.id, person: notice.to, outcome: delivery.outcome, ...deliveryCode(delivery) }, 'prepared draft');
    return delivery;
  };
  const { record, again, verdict } = await deliver(message.delivery ?? {}, { channel: 'teams', causedBy: message.preparer, send }, ports);
  if (again) return ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
  if (verdict?.kind === 'delivered') await notice.onDelivered(record.activity ?? '');
  else if (verdict && notice.sayMail && ports.mail) await ports.queue.enqueue({ ...withoutDelivery(message), byMail: true }, 0);
  else if (verdict) await notice.onGivenUp();
}

/** The same by mail, to a person whom Teams does not reach. */
async function notifyByMail(notice: PreparedNotice, message: PreparedMessage, ports: WorkPorts): Promise<void> {
  const { mail } = ports;
  const { sayMail } = notice;
  if (!mail || !sayMail) return void (await notice.onGivenUp());
  const send = async () => {
    // The mail's link needs the stored draft.
    if (!(await notice.draw())) return 'over' as const;
    const say = await sayMail();
    return await sendMail({ person: notice.to }, say, { ...ports, mail }, { place: `draft/${message.id}` });
  };
  const { record, again, verdict } = await deliver(message.delivery ?? {}, { channel: 'mail', causedBy: message.preparer, send }, ports);
  if (again) return ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
  if (verdict?.kind === 'delivered') await notice.onDelivered('');
  else if (verdict) await notice.onGivenUp();
}

/** Without the delivery state of Teams. */
function withoutDelivery({ delivery: _inTeams, ...message }: PreparedMessage): PreparedMessage {
  return message;
}

function deliveryCode(delivery: Delivery): { code?: string } {
  return 'code' in delivery ? { code: delivery.code } : {};
}

async function due(own: Stored<Draft>, message: PreparedMessage, ports: WorkPorts): Promise<PreparedNotice | undefined> {
  const made = await madeFrom(own.value, message, ports);
  if (made) return confirmed(own.value, made, ports);
  if (isAskedOf(own.value, message.sponsor)) return own.value.confirmation.isSent ? undefined : asked(own.value, message, ports);
  await clearCopy(message, ports);
  return own.value.cameBack?.isUntold ? cameBack(own.value, own.value.cameBack, ports) : undefined;
}

async function madeFrom(own: Draft, { request }: PreparedMessage, ports: WorkPorts): Promise<VisitorRequest | undefined> {
  const named = request === undefined ? undefined : (await ports.requests.read(request).catch(unlessKnown))?.value;
  return named?.preparedBy === own.sponsor ? named : confirmedFrom(own, ports);
}

/** Deletes the preparer's row once they have the message. */
function confirmed(own: Draft, made: VisitorRequest, ports: WorkPorts): PreparedNotice {
  const open = button('showRequest', buttonTitles.open, { request: made.id });
  const sponsorName = async () => own.confirmation?.name ?? (await nameOf(made.sponsor, ports));
  const onDelivered = async () => {
    await closeWaiting(own, lineCard({ sentence: askedAndConfirmed(await sponsorName(), made.id), buttons: [open] }), ports);
    await dropPreparersDraft(own, made, ports);
  };
  const draw = async () => noticeCard({ sentence: confirmedBy(await sponsorName(), made.id), buttons: [open] });
  return { to: own.sponsor, draw, onDelivered, onGivenUp: onDelivered };
}

/** The card that says that the colleague has not answered yet. It is stale from now on, whether or not Teams takes the update. */
async function closeWaiting({ sponsor, cardActivity, id }: Draft, line: OutgoingCard, ports: WorkPorts): Promise<void> {
  if (cardActivity === undefined) return;
  const { outcome } = await update(await ports.conversations.find(sponsor), cardActivity, line, ports);
  if (outcome !== 'delivered') ports.log.warn({ draft: id, outcome }, 'the card of a confirmed draft was not closed');
}

function cameBack(own: Draft, { name, how }: NonNullable<Draft['cameBack']>, ports: WorkPorts): PreparedNotice {
  const onDelivered = async () => {
    await changeDraft(own.sponsor, own.id, ports, ({ cameBack, ...draft }) =>
      cameBack?.isUntold ? { ...draft, cameBack: { name: cameBack.name, how: cameBack.how } } : undefined,
    );
    // Its card says that the colleague has not answered yet: it becomes the draft again.
    await ports.queue.enqueue({ kind: 'draft', sponsor: own.sponsor, id: own.id, isAtAnyStep: true }, 0);
  };
  const draw = async () =>
    noticeCard({ sentence: cameBackLine(name, how), buttons: [button('showDraft', buttonTitles.goOn, { draft: own.id })] });
  return { to: own.sponsor, draw, onDelivered, onGivenUp: onDelivered };
}

function asked(own: Draft, message: PreparedMessage, ports: WorkPorts): PreparedNotice {
  const { id, preparer, sponsor } = message;
  const sendItBack = () => sendBack({ id, preparer, sponsor }, 'not-reached', ports);
  return {
    to: sponsor,
    draw: async () => {
      const drawn = await drawCopy(own, message, ports);
      // The draft was taken back meanwhile, so the sponsor's copy is obsolete.
      if (isAskedOf((await ports.drafts.read(preparer, id))?.value, sponsor)) {
        if (drawn === undefined) await sendItBack();
        return drawn;
      }
      await clearCopy(message, ports);
      return undefined;
    },
    onDelivered: async (activity) => {
      await changeDraft(sponsor, id, ports, (copy) =>
        activity !== '' && copy.prepared && copy.cardActivity === undefined ? { ...copy, cardActivity: activity } : undefined,
      );
      await changeDraft(preparer, id, ports, (draft) =>
        isAskedOf(draft, sponsor) ? { ...draft, confirmation: { ...draft.confirmation, isSent: true } } : undefined,
      );
    },
    sayMail: async () => {
      const name = await nameOf(preparer, ports);
      const news = preparedNewsOf(name, own.answers, await draftContext(own, ports));
      return (link) => askedMail({ id, preparer: name, news, organisation: ports.policy.organisation }, link);
    },
    onGivenUp: sendItBack,
  };
}

/** The card of the sponsor’s copy, which is made here; undefined where they have a draft of their own by this id. */
async function drawCopy(own: Draft, { preparer, sponsor }: PreparedMessage, ports: WorkPorts): Promise<OutgoingCard | undefined> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(sponsor, own.id);
    if (stored && stored.value.prepared?.by !== preparer) return undefined;
    const copy = stored?.value ?? copyForSponsor(own, sponsor, { id: preparer, name: await nameOf(preparer, ports) });
    const drawn = stored ? await drawStored(stored, await draftContext(copy, ports), ports) : await saveAndDraw(copy, undefined, ports);
    if (drawn !== 'lost') return drawn;
  }
  throw new Error('a prepared draft kept changing while its card was drawn');
}

/** Deletes the sponsor's copy of a draft that is no longer with them. */
async function clearCopy({ id, preparer, sponsor }: PreparedMessage, { drafts }: WorkPorts): Promise<void> {
  const copy = await drafts.read(sponsor, id);
  if (copy?.value.prepared?.by === preparer) await drafts.delete(sponsor, id, copy.etag);
}
