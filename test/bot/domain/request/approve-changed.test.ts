import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { itAccessLevels } from '../../../../bot/domain/form/answer-values';
import { approveChanged, type ChangedTerms, levelsUpTo } from '../../../../bot/domain/request/approve-changed';
import { type Press } from '../../../../bot/domain/request/lifecycle';
import { recall } from '../../../../bot/domain/request/recall';
import { isRefusal } from '../../../../bot/domain/request/refusal';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { deputyId, headId, makeRequest, strangerId } from '../../../make';

const deciders = { ask: [headId], may: [headId, deputyId], as: 'department' as const };
const asked = makeRequest({ answers: { ...makeRequest().answers, itAccess: 'staff-like', idCard: true } });
const press = (changes: Partial<Press> = {}): Press => ({
  actor: { id: headId, channel: 'teams' },
  now: Temporal.ZonedDateTime.from('2027-01-19T10:00[Europe/London]'),
  seen: 1,
  ...changes,
});
const terms = (changes: Partial<ChangedTerms> = {}): ChangedTerms => ({
  validTo: asked.validTo,
  itAccess: 'staff-like',
  idCard: 'yes',
  ...changes,
});

function approved(changes: Partial<ChangedTerms>, request: VisitorRequest = asked) {
  const result = approveChanged(request, deciders, terms(changes), press());
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

describe('approveChanged', () => {
  it('should keep both versions of all that it changed', () => {
    const { request, event, detail } = approved({ validTo: '2027-05-31', itAccess: 'student-like', idCard: 'no' });
    expect(request).toMatchObject({ status: 'approved', revision: 2, validTo: '2027-05-31', decision: { outcomeRevision: 2 } });
    expect(request.answers).toMatchObject({ itAccess: 'student-like', idCard: false });
    expect(request.decision?.change).toEqual({
      validTo: { asked: '2027-08-31', approved: '2027-05-31' },
      itAccess: { asked: 'staff-like', approved: 'student-like' },
      idCard: { asked: true, approved: false },
    });
    expect(event).toMatchObject({ verb: 'approve', fields: ['validTo', 'itAccess', 'idCard'] });
    expect(detail).toEqual({
      before: { validTo: '2027-08-31', itAccess: 'staff-like', idCard: true },
      after: { validTo: '2027-05-31', itAccess: 'student-like', idCard: false },
    });
  });

  it.each<[Partial<ChangedTerms>, object]>([
    [{}, { refused: 'unchanged' }],
    [{ validTo: '' }, { refused: 'not-a-date' }],
    [{ validTo: '2027-02-30' }, { refused: 'not-a-date' }],
    [{ validTo: '2027-09-01' }, { refused: 'too-far', most: '2027-08-31' }],
    [{ validTo: '2027-02-02' }, { refused: 'too-early', least: '2027-02-03' }],
    [{ itAccess: 'admin' }, { refused: 'more-than-asked' }],
    [{ itAccess: 'none', idCard: 'no' }, { refused: 'nothing-left' }],
  ])('should refuse %j', (changes, refusal) => {
    expect(approveChanged(asked, deciders, terms(changes), press())).toEqual(refusal);
  });

  it('should refuse more than was asked for', () => {
    const little = makeRequest({ answers: { ...asked.answers, itAccess: 'student-like', idCard: false } });
    expect(approveChanged(little, deciders, terms({ idCard: 'no' }), press())).toEqual({ refused: 'more-than-asked' });
    expect(approveChanged(little, deciders, terms({ itAccess: 'student-like', idCard: 'yes' }), press())).toEqual({
      refused: 'more-than-asked',
    });
  });

  it('should look at who presses first, whatever was typed', () => {
    const stranger = press({ actor: { id: strangerId, channel: 'teams' }, seen: 9 });
    expect(approveChanged(asked, deciders, terms({ validTo: 'x' }), stranger)).toEqual({ refused: 'not-yours' });
    expect(approveChanged(asked, deciders, terms({ validTo: 'x' }), press({ seen: 2 }))).toEqual({ refused: 'moved-on' });
  });

  it('should ask the same question again when it is taken back', () => {
    const { request } = approved({ validTo: '2027-05-31', itAccess: 'none' });
    const back = recall(request, deciders, press({ seen: 2 }));
    if (isRefusal(back)) throw new Error(back.refused);
    expect(back.request.answers).toEqual(asked.answers);
    expect(back.request.validTo).toBe(asked.validTo);
  });

  it('should never give more than was asked for, nor nothing', () => {
    const wishes = fc.record({
      validTo: fc
        .date({ min: new Date('2026-12-01'), max: new Date('2027-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      itAccess: fc.constantFrom(...itAccessLevels),
      idCard: fc.constantFrom('yes', 'no'),
    });
    const askedFor = fc.record({ itAccess: fc.constantFrom(...itAccessLevels), idCard: fc.boolean() });
    fc.assert(
      fc.property(askedFor, wishes, (answers, wish) => {
        const request = makeRequest({ answers: { ...asked.answers, ...answers } });
        const result = approveChanged(request, deciders, wish, press());
        if (isRefusal(result)) return;
        const { request: next } = result;
        expect(next.validTo <= request.validTo && next.validTo >= next.validFrom).toBe(true);
        expect(levelsUpTo(request.answers.itAccess)).toContain(next.answers.itAccess);
        expect(request.answers.idCard || !next.answers.idCard).toBe(true);
        // What was asked for may have been nothing in this test; what is approved never is.
        expect(next.answers.idCard || next.answers.itAccess !== 'none').toBe(true);
      }),
    );
  });
});
