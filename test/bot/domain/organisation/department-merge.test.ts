import { departmentCalled } from '../../../../bot/domain/organisation/department-called';
import { asMerged, asRenamed, departmentNow, mergeEvent, refusesMerge } from '../../../../bot/domain/organisation/department-merge';
import { adminId, makeDepartment } from '../../../make';

const history = makeDepartment({ id: 'history', name: 'School of History' });
const arts = makeDepartment({ id: 'arts', name: 'School of Arts' });
const merged = asMerged(makeDepartment({ id: 'drama', name: 'School of Drama' }), 'arts');
const closed = makeDepartment({ id: 'alchemy', name: 'School of Alchemy', isClosed: true });
const all = [history, arts, merged, closed];

it.each([
  ['history', 'arts', undefined],
  // A closed one may have open requests left.
  ['alchemy', 'arts', undefined],
  ['history', 'history', 'itself'],
  ['history', 'poetry', 'no-such-target'],
  ['history', 'alchemy', 'target-closed'],
  ['history', 'drama', 'target-merged'],
  ['drama', 'history', 'merged-already'],
  // A circle, by way of what was merged into it.
  ['arts', 'drama', 'target-merged'],
  ['arts', 'history', 'has-merged'],
])('of %s into %s should be judged %s', (former, into, refusal) => {
  expect(refusesMerge(all.find(({ id }) => id === former)!, into, all)).toBe(refusal);
});

it('should close the former one for good, with its name and people, and lead from its id and its name to the present one', () => {
  expect(merged).toMatchObject({ name: 'School of Drama', isClosed: true, mergedInto: 'arts', head: history.head });
  expect(['drama', 'arts', 'poetry'].map((id) => departmentNow(id, all))).toEqual(['arts', 'arts', 'poetry']);
  expect(['drama', 'School of Drama', 'arts'].map((text) => departmentCalled(text, all)?.id)).toEqual(['arts', 'arts', 'arts']);
});

it('should be recorded with where it went, as that was called then', () => {
  const at = { by: adminId, at: '2027-01-20T09:00:00Z' };
  const event = mergeEvent(history, asRenamed(history, 'past'), 'renamed', at);
  expect(event).toMatchObject({ ...at, department: 'history', kind: 'renamed', into: { id: 'past', name: 'School of History' } });
});
