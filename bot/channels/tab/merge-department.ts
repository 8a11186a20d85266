import { departmentEvent } from '../../domain/organisation/department-events';
import { departmentMistakes } from '../../domain/organisation/department-form';
import { asMerged, asRenamed, mergeEvent, mergeFollowsAfter, refusesMerge } from '../../domain/organisation/department-merge';
import type { Department, Person } from '../../domain/organisation/organisation';
import { viewOf } from '../../domain/request/views';
import { isOver } from '../../domain/statuses/table';
import { mergeDone, mergePreview, mergeRefusal, organisationSentences } from '../../domain/words/organisation-words';
import type { DepartmentWrite } from '../../ports/directory';
import type { Stored } from '../../ports/stored';
import { json, type TabAnswer } from './answer';
import type { DepartmentMerge, MergeAnswer } from './department-contract';
import { type DepartmentPorts, departmentsAsShown } from './departments';

/** Rows of a page while requests are counted. */
const rowsAtOnce = 999;

const mergeJson = (value: MergeAnswer): TabAnswer => json(value);

/**
 * `POST /departments/merge`: says what would follow or, confirmed, closes the department for good. The worker moves its requests and tells
 * the heads; its messages come before the row is written, as a merge without them would leave the requests behind.
 */
export async function mergeDepartment(person: Person, body: DepartmentMerge, ports: DepartmentPorts): Promise<TabAnswer> {
  const all = await ports.departments.allStored();
  const former = all.find(({ value }) => value.id === body.id);
  if (former?.etag !== body.etag) return mergeJson({ kind: 'moved-on', sentence: organisationSentences.mergeMovedOn });
  const target = body.isRenamed ? renamedTarget(former.value, body.into.trim(), all) : mergeTarget(former.value, body.into, all);
  if ('wrong' in target) return mergeJson({ kind: 'wrong', sentence: target.wrong });
  const { into } = target;
  if (!body.isConfirmed) {
    const open = await countOpen(body.id, ports);
    return mergeJson({ kind: 'preview', open, sentence: mergePreview(open, former.value, into) });
  }
  await enqueueMerge(former.value, into, person, ports);
  const at = { by: person.id, at: ports.clock.now().toInstant().toString() };
  const event = mergeEvent(former.value, into, body.isRenamed ? 'renamed' : 'merged', at);
  const added = target.etag === undefined ? departmentEvent(undefined, into, at) : undefined;
  const written = await ports.departments.write([
    { department: asMerged(former.value, into.id), etag: former.etag, event },
    // One that is there is written as it is: so it cannot be closed or merged at the same moment.
    { department: into, ...(target.etag !== undefined && { etag: target.etag }), ...(added && { event: added }) } satisfies DepartmentWrite,
  ]);
  if (written === 'lost') return mergeJson({ kind: 'moved-on', sentence: organisationSentences.mergeMovedOn });
  ports.log.info({ person: person.id, target: former.value.id, what: event.kind }, 'a department was merged');
  return mergeJson({ kind: 'merged', view: await departmentsAsShown(ports), sentence: mergeDone(former.value, into) });
}

type Target = { into: Department; etag?: string } | { wrong: string };

function mergeTarget(former: Department, into: string, all: readonly Stored<Department>[]): Target {
  const refusal = refusesMerge(
    former,
    into,
    all.map(({ value }) => value),
  );
  const found = all.find(({ value }) => value.id === into);
  return refusal !== undefined || !found ? { wrong: mergeRefusal(refusal ?? 'no-such-target') } : { into: found.value, etag: found.etag };
}

/** The same department under an id that no other has or had. */
function renamedTarget(former: Department, id: string, all: readonly Stored<Department>[]): Target {
  const departments = all.map(({ value }) => value);
  if (departments.some((one) => one.id === id)) return { wrong: organisationSentences.idTaken };
  const into = asRenamed(former, id);
  const others = departments.filter((one) => one.id !== former.id);
  const refusal = refusesMerge(former, id, [...departments, into]);
  const [mistake] = departmentMistakes(into, others);
  if (refusal !== undefined) return { wrong: mergeRefusal(refusal) };
  return mistake ? { wrong: mistake.text } : { into };
}

/** Each head once. */
async function enqueueMerge(former: Department, into: Department, { id: by }: Person, { queue }: DepartmentPorts): Promise<void> {
  const merge = { department: former.id, into: into.id, by };
  const heads = new Set([former.head, into.head].filter((head) => head !== undefined));
  await queue.enqueue({ kind: 'merge', ...merge }, mergeFollowsAfter);
  for (const person of heads) await queue.enqueue({ kind: 'merged', person, ...merge }, mergeFollowsAfter);
}

async function countOpen(department: string, { views }: DepartmentPorts): Promise<number> {
  let count = 0;
  let next: string | undefined;
  do {
    const page = await views.list(viewOf.department(department), rowsAtOnce, next);
    count += page.rows.filter(({ status }) => !isOver(status)).length;
    next = page.next;
  } while (next !== undefined);
  return count;
}
