import { Temporal } from 'temporal-polyfill';
import { maySponsor, request } from '../../../../bot/domain/request/lifecycle';
import {
  backFrom,
  canBeNamedFor,
  copyForSponsor,
  isAskedOf,
  isBeingConfirmed,
  isConfirmed,
  preparedAtMost,
  refusesNaming,
  withColleagueAsked,
} from '../../../../bot/domain/request/prepared';
import type { Draft } from '../../../../bot/domain/request/records';
import { deputyId, headId, makeAnswers, makeContext, makeDraft, makePerson, sponsorId } from '../../../make';

const now = Temporal.ZonedDateTime.from('2027-01-20T10:00:00[Europe/London]');
const context = makeContext();
const photo = { blob: 'a'.repeat(32) };
const full = makeDraft({
  step: 'review',
  answers: makeAnswers({ validFrom: '2027-02-01', validTo: '2027-06-30', photo }),
  uploads: [{ hash: 'b'.repeat(64), until: '2027-01-20T10:30:00Z' }],
  cardActivity: 'card-1',
  spare: 'VR-00000009',
});
const colleague = makePerson({ id: headId, name: 'Eleanor Brightwater' });
const own = withColleagueAsked(full, colleague, now);
const copy = copyForSponsor(own, headId, { id: sponsorId, name: 'Marisol Okafor' });

describe('naming a colleague', () => {
  const { photo: _none, ...unfinished } = full.answers;
  const cases: [string, Partial<Draft>, boolean][] = [
    ['a new draft with everything', {}, true],
    ['one that misses something', { answers: unfinished }, false],
    ['one that changes a request', { changes: { revision: 1, department: 'computer-science' } }, false],
    ['one that asks again', { follows: 'VR-00000001' }, false],
    ['one that is with a colleague', { confirmation: { by: headId, name: 'E', at: '2027-01-20T10:00:00Z' } }, false],
    ['one that a colleague prepared', { prepared: { by: headId, name: 'E' } }, false],
  ];
  it.each(cases)('should be judged for %s', (_what, changes, is) => {
    expect(canBeNamedFor({ ...full, ...changes }, context)).toBe(is);
  });

  it.each([
    ['a member of staff', colleague, 0, undefined],
    ['nobody', undefined, 0, 'no-such-colleague'],
    ['somebody who is no member of staff', { ...colleague, isStaff: false }, 0, 'no-such-colleague'],
    ['a closed account', { ...colleague, isEnabled: false }, 0, 'no-such-colleague'],
    ['oneself', makePerson(), 0, 'oneself'],
    ['the tenth', colleague, preparedAtMost - 1, undefined],
    ['the eleventh', colleague, preparedAtMost, 'too-many'],
  ] as const)('should take or refuse %s', (_what, to, open, refusal) => {
    expect(refusesNaming(sponsorId, to, open)).toBe(refusal);
    if (!refusal) expect(to && maySponsor(to)).toBe(true);
  });

  it('should keep the whole draft with whoever prepared it, and close its ways for a photo', () => {
    expect(own).toMatchObject({ sponsor: sponsorId, answers: full.answers, uploads: [], confirmation: { by: headId } });
    expect(copy).toMatchObject({ id: full.id, sponsor: headId, answers: full.answers, prepared: { by: sponsorId }, uploads: [] });
    expect(Object.keys(copy)).not.toEqual(expect.arrayContaining(['confirmation']));
    expect([copy.cardActivity, copy.spare]).toEqual([undefined, undefined]);
    expect([isAskedOf(own, headId), isAskedOf(own, deputyId), isAskedOf(full, headId), isAskedOf(undefined, headId)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('confirming', () => {
  it('should make whoever confirms the sponsor, and involve whoever prepared it', () => {
    const change = request(copy, colleague, context, { actor: { id: headId, channel: 'teams' }, now });
    if ('refused' in change) throw new Error(change.refused);
    expect(change.request).toMatchObject({ sponsor: headId, involved: [headId, sponsorId], preparedBy: sponsorId });
    expect(isConfirmed(change.request, own)).toBe(true);
    expect(isConfirmed({ ...change.request, involved: [deputyId, sponsorId] }, own)).toBe(false);
    expect(isConfirmed({ involved: [headId] }, own)).toBe(false);
  });

  it('should hold the draft for a minute, no longer', () => {
    const held: Draft = { ...own, confirmation: { ...own.confirmation!, confirmingSince: now.toInstant().toString() } };
    expect([0, 59, 60, 3600].map((seconds) => isBeingConfirmed(held, now.add({ seconds })))).toEqual([true, true, false, false]);
    expect(isBeingConfirmed(own, now)).toBe(false);
  });
});

describe('coming back', () => {
  const edited: Draft = { ...copy, revision: 7, answers: { ...copy.answers, firstName: 'Otto' }, thumbnail: 'data:image/jpeg;base64,x' };

  it('should bring what the colleague changed, and tell whoever prepared it how it came back', () => {
    const back = backFrom(own, edited, photo, 'declined');
    expect(back).toMatchObject({
      sponsor: sponsorId,
      revision: 8,
      answers: { firstName: 'Otto', photo },
      cameBack: { name: 'Eleanor Brightwater', how: 'declined', isUntold: true },
      cardActivity: 'card-1',
      spare: 'VR-00000009',
    });
    expect([back.confirmation, back.prepared]).toEqual([undefined, undefined]);
  });

  it('should tell nothing to whoever took it back, and lose no more than a photo that could not be had', () => {
    const back = backFrom(own, edited, undefined, 'taken-back');
    expect([back.cameBack, back.answers.photo, back.thumbnail]).toEqual([undefined, undefined, undefined]);
    expect(back.answers.firstName).toBe('Otto');
    expect(backFrom(own, undefined, photo, 'taken-back').answers).toEqual(full.answers);
  });
});
