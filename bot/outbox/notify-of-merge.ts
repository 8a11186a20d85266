import { noticeCard } from '../../cards/notice';
import type { Department } from '../domain/organisation/organisation';
import { mergeMail, mergeNews } from '../domain/words/organisation-words';
import type { WorkMessage } from '../ports/queue';
import { deliver, type Sent } from './deliver';
import { newsMail } from './mail/merge-mail';
import { postToPerson } from './reach-person';
import { sendMail } from './send-mail';
import type { WorkPorts } from './work-ports';

type MergedMessage = Extract<WorkMessage, { kind: 'merged' }>;

/** Tells a head in Teams, and where that does not reach them by mail, that a department was merged. A crash costs at most one duplicate. */
export async function notifyOfMerge(message: MergedMessage, ports: WorkPorts): Promise<void> {
  const { person, department, into, by, delivery = {}, byMail } = message;
  const [former, target] = await Promise.all([ports.departments.stored(department), ports.departments.stored(into)]);
  // The message comes before the row.
  if (former?.value.mergedInto !== into || !target) return;
  const sentence = mergeNews(former.value, target.value);
  const send = () => (byMail ? mailed(message, target.value, sentence, ports) : posted(message, sentence, ports));
  const { record, again, verdict } = await deliver(delivery, { channel: byMail ? 'mail' : 'teams', causedBy: by, send }, ports);
  if (again) return ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
  if (!verdict || verdict.kind === 'delivered') return;
  const { delivery: _inTeams, ...anew } = message;
  if (!byMail && ports.mail) return ports.queue.enqueue({ ...anew, byMail: true }, 0);
  ports.log.error({ person, target: department }, 'a head was not told of a merge');
}

async function posted({ person, department }: MergedMessage, sentence: string, ports: WorkPorts): Promise<Sent> {
  const delivery = await postToPerson(await ports.conversations.find(person), person, noticeCard({ sentence, buttons: [] }), ports);
  ports.log.info({ person, target: department, outcome: delivery.outcome }, 'news of a merge');
  return delivery;
}

async function mailed({ person }: MergedMessage, { name }: Department, sentence: string, ports: WorkPorts): Promise<Sent | 'over'> {
  const { mail } = ports;
  if (!mail) return 'over';
  return sendMail({ person }, () => newsMail(mergeMail(name), sentence, ports.policy.organisation), { ...ports, mail });
}
