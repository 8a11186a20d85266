import type { DeliveryRecord } from '../domain/messages/delivery';
import { isFirstOrLast } from '../domain/notices/digest';
import type { DigestRow } from '../domain/shown/list';
import { digestPlaces } from '../domain/shown/teams-link';
import type { Digest } from '../ports/digests';
import type { MailChannel } from '../ports/mail';
import { asItems, newlyDueIn, rowsToSend } from '../shown/digest-rows';
import { formContext } from '../shown/form-context';
import { drawOutlookDigest } from '../shown/outlook-list';
import { deliver, type Sent } from './deliver';
import { digestMail } from './mail/digest-mail';
import { notifyAdminsOfDigest } from './notify-admins';
import { sendMail } from './send-mail';
import type { Requeue, WorkPorts } from './work-ports';

export interface DigestProgress {
  digest: Digest;
  again?: Requeue;
}

/**
 * Sends a digest as a mail: in addition to the chat message for a first or last notice, or instead of it where Teams
 * does not reach the person. Drawn from the current state; not sent where nothing is left to do.
 */
export async function mailDigest(digest: Digest, ports: WorkPorts): Promise<DigestProgress> {
  const { mail } = ports;
  const isDue = digest.mail === undefined ? digest.state !== 'open' && digest.state !== 'empty' : digest.mail.state === 'open';
  if (!mail || !isDue) return { digest };
  const rows = await rowsToSend(digest, ports);
  const { state, ...before } = digest.mail ?? { state: goesByMail(digest, rows, ports) ? 'open' : 'none' };
  if (state !== 'open' || rows.length === 0) return { digest: { ...digest, mail: { ...before, state: 'none' } } };
  const send = () => sendRows(digest, rows, { ...ports, mail });
  const { record, again, verdict } = await deliver(before, { channel: 'mail', causedBy: digest.person, rank: 'list', send }, ports);
  if (record.failed !== undefined && digest.state === 'failed') await notifyAdminsOfDigest(digest, record.failed, ports);
  // Without a message in Teams, the mail alone is the list from now on.
  const shown = digest.state === 'failed' && verdict && asItems(rows);
  return { digest: { ...digest, ...shown, mail: { ...record, state: deliveryState(record) } }, ...(again && { again }) };
}

function deliveryState({ sentAt, failed }: DeliveryRecord): 'sent' | 'failed' | 'open' {
  if (sentAt !== undefined) return 'sent';
  return failed === undefined ? 'open' : 'failed';
}

async function sendRows(digest: Digest, rows: DigestRow[], ports: WorkPorts & { mail: MailChannel }): Promise<Sent> {
  const { person, kind } = digest;
  const context = await formContext(ports);
  const card = await drawDigestInMail(digest, rows, ports);
  const say = (link: string | undefined) => digestMail({ kind, rows, today: context.today, context }, link);
  return await sendMail({ person }, say, ports, { place: digestPlaces[kind], ...(card && { card }) });
}

/** The first and the last notice, also to whoever stands in for a sponsor who has left. */
function goesByMail(digest: Digest, rows: DigestRow[], { policy, clock }: WorkPorts): boolean {
  if (digest.state === 'failed') return true;
  const today = clock.now().toPlainDate();
  const due = newlyDueIn(digest);
  const isNoticed = ({ request, rowState }: DigestRow) =>
    rowState === 'undecided' && due.has(request.id) && isFirstOrLast(request, today, policy);
  return policy.reapprovalMail && rows.some(isNoticed);
}

/** The mail says everything without its card. An approver has a card for each request. */
async function drawDigestInMail({ kind, date, person }: Digest, rows: DigestRow[], ports: WorkPorts): Promise<object | undefined> {
  if (!ports.outlook || kind !== 'sponsor') return undefined;
  try {
    return await drawOutlookDigest({ kind, date, recipient: person }, rows, rows.length, { ...ports, outlook: ports.outlook });
  } catch (fault) {
    ports.log.warn({ person, kind, date, fault: (fault as Error).name }, 'a digest goes without its card');
    return undefined;
  }
}
