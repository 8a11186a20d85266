import { fullName } from '../domain/card-wording';
import type { FormContext } from '../domain/form';
import type { Person } from '../domain/records';
import { attentionSentence } from '../domain/timeline-wording';
import type { AttentionRow } from '../ports';
import { formContext } from '../shown/form-context';
import { departmentName, json, type TabAnswer, type TabPorts } from './answer';
import type { AttentionDone, AttentionItem, AttentionPage, ListAsk } from './contract';

/** Matters of one page. */
const mostItems = 50;

/** `POST /lists/attention`: a page of what the product could not settle by itself. One storage call, and one for each matter: whom it is about. */
export async function listAttention(_person: Person, { cursor }: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const { items, next } = await ports.views.listAttention(mostItems, cursor);
  const context = await formContext(ports);
  const page: AttentionPage = { items: await Promise.all(items.map((item) => shown(item, context, ports))), ...(next && { cursor: next }) };
  return json(page);
}

async function shown({ kind, request, code, since }: AttentionRow, context: FormContext, { requests }: TabPorts): Promise<AttentionItem> {
  const sentence = attentionSentence(kind);
  const answers = (await requests.read(request))?.value.answers;
  const about = answers && `${fullName(answers) ?? request}, ${departmentName(answers.department, context)}: `;
  return { kind, request, code, since, sentence: `${about ?? ''}${sentence}` };
}

/** `POST /attention/done` */
export async function finishAttention(person: Person, { kind, request }: AttentionDone, ports: TabPorts): Promise<TabAnswer> {
  await ports.views.clearAttention(kind, request);
  ports.log.info({ person: person.id, request, kind }, 'an admin took a matter off the list');
  return { kind: 'done' };
}
