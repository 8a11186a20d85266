import { isFirstOrLast } from '../domain/notices/digest';
import { instant } from '../domain/request/lifecycle';
import type { DigestRow } from '../domain/shown/list';
import { digestPlaces } from '../domain/shown/teams-link';
import type { Digest } from '../ports/digests';
import type { MailChannel, MailDelivery } from '../ports/mail';
import type { WorkMessage } from '../ports/queue';
import { rowsToSend } from '../shown/digest-rows';
import { formContext } from '../shown/form-context';
import { drawOutlookDigest } from '../shown/outlook-list';
import { digestMail } from './mail/digest-mail';
import { itsTime } from './paced';
import { afterRefusal } from './retry';
import { sendMail } from './send-mail';
import type { WorkPorts } from './work-ports';

type DigestMessage = Extract<WorkMessage, { kind: 'digest' }>;
type DigestNote = NonNullable<Digest['mail']>;

/** Seconds before a mail that may have arrived goes once more. */
const afterAmbiguous = 60;

/**
 * The mail of a digest: beside the message where a first or last notice is among it (R8), in its place where Teams reaches
 * nobody. It says what is so at this moment, and is not sent once there is nothing left to say.
 */
export async function mailDigest(digest: Digest, message: DigestMessage, ports: WorkPorts): Promise<Digest> {
  const { mail } = ports;
  const isDue = digest.mail === undefined ? digest.state !== 'open' && digest.state !== 'empty' : digest.mail.state === 'open';
  if (!mail || !isDue) return digest;
  const rows = await rowsToSend(digest, ports);
  const { reserved, ...note }: DigestNote = digest.mail ?? { state: isWanted(digest, rows, ports) ? 'open' : 'none', attempts: 0 };
  if (note.state !== 'open') return { ...digest, mail: note };
  if (rows.length === 0) return { ...digest, mail: { ...note, state: 'none' } };
  const { person, kind } = digest;
  const far = await itsTime({ channel: 'mail', causedBy: person, reserved, rank: 'list' }, ports);
  if (far) {
    await ports.queue.enqueue(message, far.seconds);
    return { ...digest, mail: { ...note, reserved: far.at } };
  }
  const context = await formContext(ports);
  const card = await cardOf(digest, rows, ports);
  const say = (link: string) => digestMail({ kind, rows, today: context.today, context }, link);
  const delivery = await sendMail(person, say, { ...ports, mail }, { list: digestPlaces[kind], ...(card && { card }) });
  // Where Teams has no message of it, the mail is what the list is from now on.
  const items = digest.state === 'failed' ? rows.map(({ request }) => request.id) : digest.items;
  return { ...digest, items, mail: await noteOf(delivery, note, digest, message, { ...ports, mail }) };
}

function isWanted({ kind, state, items }: Digest, rows: DigestRow[], { policy, clock }: WorkPorts): boolean {
  if (state === 'failed') return true;
  const today = clock.now().toPlainDate();
  const isNoticed = ({ request, stands }: DigestRow) =>
    stands === 'undecided' && items.includes(request.id) && isFirstOrLast(request, today, policy.zone);
  return kind === 'sponsor' && policy.reapprovalMail && rows.some(isNoticed);
}

/** The mail says everything without its card. Whoever decides about requests has a card of each. */
async function cardOf({ kind, date, person }: Digest, rows: DigestRow[], ports: WorkPorts): Promise<object | undefined> {
  if (!ports.outlook || kind !== 'sponsor') return undefined;
  try {
    return await drawOutlookDigest({ kind, date, recipient: person }, rows, rows.length, { ...ports, outlook: ports.outlook });
  } catch (fault) {
    ports.log.warn({ person, kind, date, fault: (fault as Error).name }, 'a digest goes without its card');
    return undefined;
  }
}

/** One that may have arrived is repeated once and no more. */
async function noteOf(
  delivery: MailDelivery,
  note: DigestNote,
  digest: Digest,
  message: DigestMessage,
  ports: WorkPorts & { mail: MailChannel },
): Promise<DigestNote> {
  if (delivery.outcome === 'delivered') return { ...note, state: 'sent' };
  const wait = delivery.outcome === 'later' ? afterRefusal(delivery, ports) : undefined;
  if (wait !== undefined) {
    await ports.queue.enqueue(message, wait);
    return note;
  }
  const delay = ports.retry.delays[note.attempts];
  const isRepeat = delivery.outcome === 'later' && delivery.isAmbiguous && note.isAmbiguous === true;
  if (delivery.outcome === 'unreachable' || delay === undefined || isRepeat) {
    const about = digest.items[0];
    if (about !== undefined && digest.state === 'failed')
      await ports.views.putAttention('unreached', about, delivery.code, instant(ports.clock.now()));
    return { ...note, state: 'failed' };
  }
  await ports.queue.enqueue(message, Math.max(delay, delivery.afterSeconds ?? 0, delivery.isAmbiguous ? afterAmbiguous : 0));
  return { ...note, attempts: note.attempts + 1, ...(delivery.isAmbiguous && { isAmbiguous: true as const }) };
}
