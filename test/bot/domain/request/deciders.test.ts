import * as fc from 'fast-check';
import { decidersOf } from '../../../../bot/domain/request/deciders';
import { adminId, deputyId, headId, makeDepartment, sponsorId } from '../../../make';

const secondDeputy = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e003';
const secondAdmin = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e004';
const admins = [adminId, secondAdmin];
const department = makeDepartment({ deputies: [deputyId, secondDeputy] });
const lone = makeDepartment({ deputies: [] });
const { head: _head, ...headless } = department;

describe('decidersOf', () => {
  type Case = [
    string,
    Parameters<typeof decidersOf>[1],
    { sponsor?: string; involved?: string[]; gone?: string[] },
    string[],
    string[],
    'department' | 'admins',
  ];

  it.each<Case>([
    ['somebody else’s request', department, {}, [headId], [headId, deputyId, secondDeputy], 'department'],
    ['the head’s own request', department, { sponsor: headId }, [deputyId, secondDeputy], [deputyId, secondDeputy], 'department'],
    [
      'a request that the head once changed',
      department,
      { involved: [headId] },
      [deputyId, secondDeputy],
      [deputyId, secondDeputy],
      'department',
    ],
    ['a deputy’s own request', department, { sponsor: deputyId }, [headId], [headId, secondDeputy], 'department'],
    ['a request that a deputy once sponsored', department, { involved: [deputyId] }, [headId], [headId, secondDeputy], 'department'],
    [
      'a request of the head and one deputy',
      department,
      { sponsor: headId, involved: [deputyId] },
      [secondDeputy],
      [secondDeputy],
      'department',
    ],
    [
      'a request that everybody there had a part in',
      department,
      { sponsor: headId, involved: [deputyId, secondDeputy] },
      admins,
      admins,
      'admins',
    ],
    ['the own request of a head without deputies', lone, { sponsor: headId }, admins, admins, 'admins'],
    ['a head whose account is disabled', department, { gone: [headId] }, [deputyId, secondDeputy], [deputyId, secondDeputy], 'department'],
    ['a head without deputies whose account is disabled', lone, { gone: [headId] }, admins, admins, 'admins'],
    ['a deputy whose account is disabled', department, { gone: [deputyId] }, [headId], [headId, secondDeputy], 'department'],
    ['a department without a head', headless, {}, [deputyId, secondDeputy], [deputyId, secondDeputy], 'department'],
    ['a department that is gone', undefined, {}, admins, admins, 'admins'],
    ['an admin’s own request to a department without anybody', undefined, { sponsor: adminId }, [secondAdmin], [secondAdmin], 'admins'],
    ['nobody at all', undefined, { sponsor: adminId, gone: [secondAdmin] }, [], [], 'admins'],
  ])('should name who is asked and who may decide: %s', (_what, where, { sponsor = sponsorId, involved = [], gone = [] }, ask, may, as) => {
    const request = { sponsor, involved: [sponsor, ...involved] };
    expect(decidersOf(request, where, admins, (person) => !gone.includes(person))).toEqual({ ask, may, as });
  });

  it('should ask the deputies beside a head who is away, and only for this question and this head', () => {
    const request = { sponsor: sponsorId, involved: [sponsorId] };
    const may = [headId, deputyId, secondDeputy];
    expect(decidersOf({ ...request, question: { headAway: { person: headId } } }, department, admins)).toEqual({
      ask: may,
      may,
      as: 'department',
    });
    expect(decidersOf({ ...request, question: { headAway: { person: headId } }, status: 'active' }, department, admins).ask).toEqual([
      headId,
    ]);
    expect(decidersOf({ ...request, question: { headAway: { person: adminId } } }, department, admins).ask).toEqual([headId]);
    expect(decidersOf({ ...request, question: { headAway: { person: headId } } }, lone, admins).ask).toEqual([headId]);
  });

  it('should not rely on the sponsor being noted among those involved', () => {
    expect(decidersOf({ sponsor: headId, involved: [] }, department, admins).may).toEqual([deputyId, secondDeputy]);
  });

  it('should never let anybody decide who had a part in the request or whose account is gone, nor ask who may not answer', () => {
    const person = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f');
    const people = fc.uniqueArray(person, { maxLength: 4 });
    const place = fc.option(fc.record({ head: person, deputies: people }), { nil: undefined });
    fc.assert(
      fc.property(person, people, place, people, people, (sponsor, involved, where, everyAdmin, gone) => {
        const within = where && makeDepartment(where);
        const { ask, may, as } = decidersOf({ sponsor, involved }, within, everyAdmin, (one) => !gone.includes(one));
        const isOut = (one: string) => one === sponsor || involved.includes(one) || gone.includes(one);
        expect(may.filter(isOut)).toEqual([]);
        expect(may).toEqual(expect.arrayContaining(ask));
        expect(new Set(may).size).toBe(may.length);
        const there = where ? [where.head, ...where.deputies].filter((one) => !isOut(one)) : [];
        expect(new Set(may)).toEqual(new Set(there.length > 0 ? there : everyAdmin.filter((one) => !isOut(one))));
        expect(as).toBe(there.length > 0 ? 'department' : 'admins');
        expect(ask.length === 0).toBe(may.length === 0);
      }),
      { numRuns: 500 },
    );
  });
});
