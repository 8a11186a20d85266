import { noticeCard } from '../../cards/notice';
import { dueOfTask, viewOf } from '../domain/request/views';
import { itTasksTitle, type OpenTasks, openTasksMail, openTasksNews } from '../domain/words/it-words';
import type { WorkMessage } from '../ports/queue';
import type { ViewRow } from '../ports/views';
import { deliver, type Sent } from './deliver';
import { newsMail } from './mail/merge-mail';
import { notifyAdmins } from './notify-admins';
import { postToPerson } from './reach-person';
import { sendMail } from './send-mail';
import type { WorkPorts } from './work-ports';

type TasksMessage = Extract<WorkMessage, { kind: 'it-tasks' }>;

/** Under which admins find that somebody in IT was reached neither in Teams nor by mail. */
export const untoldMatter = 'it-untold';

const rowsAtOnce = 999;

/** Every open task of IT, ends first. A thousand a call. */
export async function openItTasks({ views }: Pick<WorkPorts, 'views'>): Promise<ViewRow[]> {
  const rows: ViewRow[] = [];
  let next: string | undefined;
  do {
    const page = await views.list(viewOf.itTasks, rowsAtOnce, next);
    rows.push(...page.rows);
    next = page.next;
  } while (next !== undefined);
  return rows;
}

/**
 * Tells somebody in IT in Teams how many tasks are open, and where that does not reach them by mail; where neither does, the admins are
 * told. A crash costs at most one duplicate.
 */
export async function notifyItService(message: TasksMessage, ports: WorkPorts): Promise<void> {
  const rows = await openItTasks(ports);
  const [first] = rows;
  if (!first) return;
  const { person, delivery = {}, byMail } = message;
  const open = tallied(rows, ports);
  const send = () => (byMail ? mailedTasks(message, open, ports) : postedTasks(message, open, ports));
  const { record, again, verdict } = await deliver(delivery, { channel: byMail ? 'mail' : 'teams', causedBy: person, send }, ports);
  if (again) return ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
  if (!verdict) return;
  if (verdict.kind === 'delivered') return;
  const { delivery: _inTeams, ...anew } = message;
  if (!byMail && ports.mail) return ports.queue.enqueue({ ...anew, byMail: true }, 0);
  await notifyAdmins(untoldMatter, first.request, record.failed ?? '', ports);
}

function tallied(rows: readonly ViewRow[], { clock }: Pick<WorkPorts, 'clock'>): OpenTasks {
  const today = clock.now().toPlainDate().toString();
  const dues = rows.map(dueOfTask).sort();
  return { count: rows.length, overdue: dues.filter((due) => due < today).length, due: dues[0] ?? today };
}

async function postedTasks({ person }: TasksMessage, open: OpenTasks, ports: WorkPorts): Promise<Sent> {
  const url = ports.tabUrl?.(person, 'it-tasks');
  const card = noticeCard({ sentence: openTasksNews(open), buttons: [], ...(url !== undefined && { link: { title: itTasksTitle, url } }) });
  const delivery = await postToPerson(await ports.conversations.find(person), person, card, ports);
  ports.log.info({ person, outcome: delivery.outcome }, 'news of IT tasks');
  return delivery;
}

async function mailedTasks({ person }: TasksMessage, open: OpenTasks, ports: WorkPorts): Promise<Sent | 'over'> {
  const { mail } = ports;
  if (!mail) return 'over';
  const say = (link: string | undefined) => {
    const content = newsMail(openTasksMail(open), openTasksNews(open), ports.policy.organisation);
    return link === undefined ? content : { ...content, link: { title: itTasksTitle, url: link } };
  };
  return sendMail({ person }, say, { ...ports, mail }, { place: 'it-tasks' });
}
