import { departmentChanges } from '../../../../bot/domain/organisation/department-changes';
import { deputyId, headId, makeDepartment, sponsorId } from '../../../make';

const music = makeDepartment({ id: 'music', name: 'Music' });
const estates = makeDepartment({ id: 'estates', name: 'Estates', kind: 'service', deputies: [] });

describe('changesOf', () => {
  it('should find nothing where nothing differs but the order', () => {
    const before = makeDepartment({ deputies: [deputyId, sponsorId] });
    expect(departmentChanges([before, music], [music, { ...before, deputies: [sponsorId, deputyId] }])).toEqual([]);
  });

  it('should tell added and missing departments apart', () => {
    expect(departmentChanges([music], [estates])).toEqual([
      { kind: 'added', department: estates },
      { kind: 'missing', department: music },
    ]);
  });

  it('should name every field that changes, blanks too', () => {
    const { head: _head, ...headless } = music;
    const before = { ...music, validFrom: '2027-01-11', deputies: [deputyId] };
    const after = { ...headless, name: 'Music School', kind: 'service' as const, validTo: '2027-07-31', deputies: [sponsorId] };
    expect(departmentChanges([before], [after])).toEqual([
      {
        kind: 'changed',
        department: after,
        fields: [
          { field: 'name', before: 'Music', after: 'Music School' },
          { field: 'kind', before: 'school', after: 'service' },
          { field: 'head', before: headId },
          { field: 'validFrom', before: '2027-01-11' },
          { field: 'validTo', after: '2027-07-31' },
        ],
        joining: [sponsorId],
        leaving: [deputyId],
      },
    ]);
  });

  it('should take an id for nothing but an id', () => {
    const odd = makeDepartment({ id: 'constructor' });
    expect(departmentChanges([], [odd])).toEqual([{ kind: 'added', department: odd }]);
  });
});
