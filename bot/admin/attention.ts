import { isOpenMatter } from '../domain/attention';
import { fullName } from '../domain/card-wording';
import type { FormContext } from '../domain/form';
import type { Person } from '../domain/records';
import { attentionSentence } from '../domain/timeline-wording';
import type { AttentionRow } from '../ports';
import { formContext } from '../shown/form-context';
import { departmentName, json, type TabAnswer, type TabPorts } from './answer';
import type { AttentionDone, AttentionItem, AttentionPage } from './contract';

/** Matters shown at once; whoever has more works through these first. */
const mostItems = 50;

/**
 * `POST /lists/attention`: what the product could not settle by itself. One storage call, and one for each matter: whom it is
 * about. A matter that is settled meanwhile is taken off the list instead of being shown.
 */
export async function listAttention(_person: Person, ports: TabPorts): Promise<TabAnswer> {
  const context = await formContext(ports);
  for (;;) {
    const { items, isMore } = await ports.views.listAttention(mostItems);
    const open = (await Promise.all(items.map((item) => openMatter(item, context, ports)))).flat();
    // A page of nothing but settled matters is gone now; what comes after it is still to be shown.
    if (open.length > 0 || !isMore) return json({ items: open, isPartial: isMore } satisfies AttentionPage);
  }
}

async function openMatter(row: AttentionRow, context: FormContext, { requests, views }: TabPorts): Promise<AttentionItem[]> {
  const { kind, request, code, since } = row;
  const current = (await requests.read(request))?.value;
  if (current && !isOpenMatter(row, current, context.today)) {
    await views.clearAttention(kind, request);
    return [];
  }
  const about = current && `${fullName(current.answers) ?? request}, ${departmentName(current.answers.department, context)}: `;
  return [{ kind, request, code, since, sentence: `${about ?? ''}${attentionSentence(kind)}` }];
}

/** `POST /attention/done` */
export async function finishAttention(person: Person, { kind, request }: AttentionDone, ports: TabPorts): Promise<TabAnswer> {
  await ports.views.clearAttention(kind, request);
  ports.log.info({ person: person.id, request, kind }, 'an admin took a matter off the list');
  return { kind: 'done' };
}
