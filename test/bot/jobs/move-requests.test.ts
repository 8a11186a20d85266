import { departmentCacheMinutes } from '../../../bot/adapters/azure/department-table';
import { asMerged, mergeFollowsAfter } from '../../../bot/domain/organisation/department-merge';
import { moveRequests } from '../../../bot/jobs/move-requests';
import { work } from '../../../bot/jobs/work';
import type { WorkMessage } from '../../../bot/ports/queue';
import type { InMemoryDepartments } from '../../fakes/in-memory-departments';
import { makePorts } from '../../fakes/ports';
import { adminId, makeDepartment, makeRequest, newRequestId } from '../../make';

const message = { kind: 'merge', department: 'computer-science', into: 'informatics', by: adminId } as const satisfies WorkMessage;

it('should go through the whole list, a slice a message, past what is over', async () => {
  const ports = makePorts();
  const departments = ports.departments as InMemoryDepartments;
  await departments.save(makeDepartment({ id: 'informatics', name: 'Informatics' }));
  const ids = Array.from({ length: 7 }, newRequestId);
  for (const [place, id] of ids.entries()) {
    await ports.has(makeRequest({ id, status: place === 3 ? 'withdrawn' : 'pending', madeAt: `2027-01-18T10:1${place}:00Z` }));
    await work({ kind: 'request', id, commitId: '' }, ports);
  }
  const whereNow = async () => (await Promise.all(ids.map((id) => ports.requests.read(id)))).map((one) => one?.value.answers.department);
  // Not merged: the message came before the row.
  await moveRequests(message, ports);
  expect(new Set(await whereNow())).toEqual(new Set(['computer-science']));
  await departments.save(asMerged(makeDepartment(), 'informatics'));
  ports.queue.take();
  await moveRequests(message, ports, 3);
  let slices = 1;
  for (let next = ports.queue.take(); next.length > 0; next = ports.queue.take()) {
    for (const one of next) {
      if (one.kind === 'merge') {
        slices += 1;
        await moveRequests(one, ports, 3);
      } else await work(one, ports);
    }
  }
  expect(slices).toBe(3);
  const over = (await whereNow()).map((department, place) => [place, department]).filter(([, department]) => department !== 'informatics');
  expect(over).toEqual([[3, 'computer-science']]);
});

it('should begin once no process remembers the department as it was', () => {
  expect(mergeFollowsAfter).toBeGreaterThan(departmentCacheMinutes * 60);
});
