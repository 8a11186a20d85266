import { accountRetried } from '../../domain/account/directory-account';
import type { FormContext } from '../../domain/form/form-context';
import type { Person } from '../../domain/organisation/organisation';
import { isOpenMatter } from '../../domain/request/attention';
import { type RequestId, unlessKnown } from '../../domain/request/visitor-request';
import { attentionSentence } from '../../domain/shown/timeline-words';
import { fullName } from '../../domain/words/card-words';
import type { AttentionRow } from '../../ports/views';
import { formContext } from '../../shown/form-context';
import { changeRequest } from '../../verbs/perform';
import { departmentName, json, type TabAnswer, type TabPorts } from './answer';
import type { AttentionDone, AttentionItem, AttentionPage, ListAsk } from './list-contract';

/** Matters of one page. */
const mostItems = 50;

/**
 * `POST /lists/attention`: a page of what the product could not settle by itself. One storage call, and one for each matter:
 * whom it is about. A matter that is settled meanwhile is taken off the list instead of being shown.
 */
export async function listAttention(_person: Person, { cursor }: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const context = await formContext(ports);
  let after = cursor;
  for (;;) {
    const { items, next } = await ports.views.listAttention(mostItems, after);
    const open = (await Promise.all(items.map((item) => openMatter(item, context, ports)))).flat();
    const page: AttentionPage = { items: open, ...(next && { cursor: next }) };
    // A page on which every matter is settled comes out empty; later pages follow.
    if (open.length > 0 || next === undefined) return json(page);
    after = next;
  }
}

async function openMatter(row: AttentionRow, context: FormContext, { requests, views }: TabPorts): Promise<AttentionItem[]> {
  const { kind, request, code, since } = row;
  const current = (await requests.read(request).catch(unlessKnown))?.value;
  if (current && !isOpenMatter(row, current, context.today)) {
    await views.clearAttention(kind, request);
    return [];
  }
  const about = current && `${fullName(current.answers) ?? request}, ${departmentName(current.answers.department, context)}: `;
  return [{ kind, request, code, since, sentence: `${about ?? ''}${attentionSentence(kind, code)}` }];
}

/** `POST /attention/done` */
export async function finishAttention(person: Person, { kind, request }: AttentionDone, ports: TabPorts): Promise<TabAnswer> {
  await ports.views.clearAttention(kind, request);
  if (kind === 'account-hand') await retryAccount(person, request, ports);
  ports.log.info({ person: person.id, request, kind }, 'an admin took a matter off the list');
  return { kind: 'done' };
}

/** They have seen to it: the directory, or people in IT, are asked at once. */
async function retryAccount({ id }: Person, request: RequestId, ports: TabPorts): Promise<void> {
  const actor = { id, channel: 'tab' as const };
  await changeRequest(request, (current) => accountRetried(current, { actor, now: ports.clock.now() }), ports);
}
