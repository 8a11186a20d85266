import type { FormContext } from '../../domain/form/form-context';
import type { Person } from '../../domain/organisation/organisation';
import type { VisitorRequest } from '../../domain/request/visitor-request';
import { crowdedKinds, matterAge, matterOf, matterSentence } from '../../domain/shown/matters';
import { fullName } from '../../domain/words/card-words';
import type { AttentionRow, CountedMatters } from '../../ports/views';
import { formContext } from '../../shown/form-context';
import { departmentsWithHeads } from '../../shown/health';
import { type OpenMatter, openMattersIn } from '../../shown/open-matters';
import { departmentName, json, type TabAnswer, type TabPorts } from './answer';
import type { AttentionGroup, AttentionItem, AttentionPage } from './attention-contract';
import type { ListAsk } from './list-contract';

/** Matters of one page. */
const mostItems = 50;
/** As many as one storage call answers with. */
const mostCounted = 1_000;

/**
 * `POST /lists/attention`: a page of what the product could not settle by itself. Two storage calls, and one for each matter:
 * whom it is about. A matter that is settled meanwhile is taken off the list instead of being shown.
 */
export async function listAttention(_person: Person, { cursor }: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const context = await formContext(ports);
  const departments = cursor === undefined ? await headless(ports) : [];
  const counts = await ports.views.countAttention(mostCounted);
  const crowded = crowdedKinds(counts);
  let after = cursor;
  for (;;) {
    const { items, next } = await ports.views.listAttention(mostItems, after, crowded);
    const open = (await openMattersIn(items, context.today, ports)).map((matter) => shownMatter(matter, context, ports));
    // A page on which every matter is settled comes out empty; later pages follow.
    if (open.length > 0 || next === undefined) {
      const groups = attentionGroups(counts, crowded, open, ports);
      const page: AttentionPage = { groups, items: open, departments, ...(next && { cursor: next }) };
      return json(page);
    }
    after = next;
  }
}

/** In the order of their kinds, as the matters are. What is on this page is there, however long the list. */
function attentionGroups(
  counts: Readonly<Record<string, CountedMatters>>,
  crowded: readonly string[],
  items: readonly AttentionItem[],
  { clock }: Pick<TabPorts, 'clock'>,
): AttentionGroup[] {
  const kinds = new Set([...Object.keys(counts), ...items.map(({ kind }) => kind)]);
  return [...kinds].sort().map((kind) => {
    const { title, advice, remedies } = matterOf(kind);
    const here = items.filter((item) => item.kind === kind).length;
    const counted = counts[kind];
    const isOneLine = counted !== undefined && crowded.includes(kind);
    const count = Math.max(counted?.count ?? 0, here);
    return { kind, title, advice, remedies: [...remedies], count, ...(isOneLine && { age: matterAge(counted.since, clock.now()) }) };
  });
}

function shownMatter({ row, current }: OpenMatter, context: FormContext, ports: TabPorts): AttentionItem {
  const { kind, key, request, code, since } = row;
  const sentence = matterSentence(kind, code, current?.account?.directory?.task?.words);
  const age = matterAge(since, ports.clock.now());
  return { kind, key, request, ...shownSubject(row, current, context), ...(sentence !== undefined && { sentence }), age };
}

function shownSubject(
  { request }: AttentionRow,
  current: VisitorRequest | undefined,
  context: FormContext,
): Pick<AttentionItem, 'visitor' | 'department' | 'revision' | 'validFrom' | 'validTo'> {
  if (!current) return { visitor: request };
  const { answers, revision, validFrom, validTo } = current;
  const department = { id: answers.department, name: departmentName(answers.department, context) };
  return { visitor: fullName(answers) ?? request, department, revision, validFrom, validTo };
}

/** Where nobody of the department is asked first: by the departments and the directory, both of which are cached. */
async function headless(ports: TabPorts): Promise<AttentionPage['departments']> {
  const all = await departmentsWithHeads(ports);
  const sentences = {
    none: 'No head is entered, so the deputies or the administrators are asked.',
    gone: 'The head has left or cannot sign in, so the deputies or the administrators are asked.',
  };
  return all.flatMap(({ id, name, head }) => (head === 'able' ? [] : [{ id, name, sentence: sentences[head] }]));
}
