import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { accountWanted } from '../../../../bot/domain/account/directory-account';
import { type ItAccess, itAccessLevels } from '../../../../bot/domain/form/answer-values';
import { agree, cancelProposal, refuse } from '../../../../bot/domain/request/agreement';
import { noticesDue, nudge, wake } from '../../../../bot/domain/request/clock';
import { resend } from '../../../../bot/domain/request/corrections';
import { followMerge } from '../../../../bot/domain/request/follow-merge';
import { acceptHandover, offerHandover } from '../../../../bot/domain/request/handover';
import { cardStateOn } from '../../../../bot/domain/request/id-card';
import { openProposal } from '../../../../bot/domain/request/proposal';
import { addProposedPhoto, openPhotoLink, proposeChange } from '../../../../bot/domain/request/proposed-change';
import { end, letExpire, reapprove, shorten } from '../../../../bot/domain/request/reapproval';
import { isRefusal } from '../../../../bot/domain/request/refusal';
import { nextWake, reminderDates } from '../../../../bot/domain/request/request-dates';
import { photoFor } from '../../../../bot/domain/request/view-photo';
import { placesOf } from '../../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { approval, deepFreeze, makePerson, makeRequest, noon, sponsorId, strangerId } from '../../../make';
import { after, deciders, outcome, people, policy, pressOn, standing, type Who } from './proposal-parts';

const press = (who: Who, seen: number, day = '2027-01-25') => pressOn(who, seen, day);

const base = makeRequest({ revision: 5, events: 5, decision: approval });
const { photo: _old, ...withoutOld } = base.answers;
/** Approved, from 3 February to 31 August 2027: student-like, no card. */
const coming = deepFreeze({
  ...base,
  status: 'approved',
  answers: { ...withoutOld, itAccess: 'student-like', idCard: false },
}) as VisitorRequest;
const running: VisitorRequest = { ...coming, status: 'active' };

type Typed = Parameters<typeof proposeChange>[1];
const ask = (typed: Typed, current = coming, day = '2027-01-25', who: Who = 'sponsor', note?: string) =>
  proposeChange(current, typed, note, standing(who), press(who, current.revision, day));
const photo = { blob: 'b'.repeat(32) };
const raised = after(ask({ itAccess: 'staff-like' }));
const withoutPhoto = after(ask({ idCard: 'yes' }));
const withCard = after(addProposedPhoto(withoutPhoto, photo, press('sponsor', 6)));
const later = after(ask({ validFrom: '2027-02-15' }));

describe('asking for a change of what was approved', () => {
  it.each<[string, Typed, VisitorRequest, string, string]>([
    ['a higher level', { itAccess: 'staff-like' }, coming, '2027-01-25', 'propose-change'],
    ['a higher level of one that runs', { itAccess: 'staff-like' }, running, '2027-03-01', 'propose-change'],
    ['a card', { idCard: 'yes' }, coming, '2027-01-25', 'propose-change'],
    ['a card in place of access', { itAccess: 'none', idCard: 'yes' }, coming, '2027-01-25', 'propose-change'],
    ['a later first day', { validFrom: ' 2027-02-15 ' }, coming, '2027-01-25', 'propose-change'],
    ['the last day as the first', { validFrom: '2027-08-31' }, coming, '2027-01-25', 'propose-change'],
    ['nothing', {}, coming, '2027-01-25', 'unchanged'],
    ['what stands', { itAccess: 'student-like', idCard: 'no', validFrom: '2027-02-03' }, coming, '2027-01-25', 'unchanged'],
    ['neither access nor card', { itAccess: 'none' }, coming, '2027-01-25', 'nothing-left'],
    ['an earlier first day', { validFrom: '2027-02-01' }, coming, '2027-01-25', 'not-later'],
    ['a first day after the last', { validFrom: '2027-09-01' }, coming, '2027-01-25', 'too-far'],
    ['no day', { validFrom: 'soon' }, coming, '2027-01-25', 'not-a-date'],
    ['an emptied day', { validFrom: '' }, coming, '2027-01-25', 'not-a-date'],
    ['a first day that has come, though the clock is late', { validFrom: '2027-02-15' }, coming, '2027-02-03', 'moved-on'],
    ['a level that there is not', { itAccess: '__proto__' }, coming, '2027-01-25', 'moved-on'],
    ['anything after the last day', { itAccess: 'staff-like' }, running, '2027-09-01', 'over-already'],
    ['anything of one that waits', { itAccess: 'staff-like' }, { ...coming, status: 'pending' }, '2027-01-25', 'moved-on'],
    ['anything of one that was ended', { itAccess: 'staff-like' }, { ...coming, status: 'ended' }, '2027-01-25', 'moved-on'],
  ])('should come to the right answer for %s', (_what, typed, current, day, expected) => {
    expect(outcome(ask(typed, current, day))).toBe(expected);
  });

  it.each<[Who, string]>([
    ['head', 'not-yours'],
    ['admin', 'not-yours'],
    ['stranger', 'not-yours'],
  ])('should not be done by the %s', (who, expected) => {
    expect(outcome(ask({ itAccess: 'staff-like' }, coming, '2027-01-25', who))).toBe(expected);
  });

  it('should not be done by an approver who stands in, who would agree with themselves', () => {
    const result = proposeChange(coming, { itAccess: 'staff-like' }, '', standing('head', true), press('head', 5));
    expect(outcome(result)).toBe('not-yours');
  });

  it('should say what would change, and why', () => {
    const result = ask({ itAccess: 'staff-like' }, coming, '2027-01-25', 'sponsor', ' She teaches now. ');
    expect(result).toMatchObject({
      event: { verb: 'propose-change', fields: ['itAccess'], revision: 6 },
      detail: { before: { itAccess: 'student-like' }, after: { itAccess: 'staff-like' }, words: 'She teaches now.' },
      request: { account: { proposal: { open: { note: 'She teaches now.', by: sponsorId } } } },
    });
  });

  it('should replace what was asked before, refuse the same once more, and be refused on a second device', () => {
    expect(outcome(ask({}, raised))).toBe('unchanged');
    const both = after(ask({ idCard: 'yes' }, raised));
    expect(both.account?.proposal?.open).toMatchObject({
      change: { itAccess: 'staff-like', idCard: true },
      revision: 7,
      awaitsPhoto: true,
    });
    expect(outcome(proposeChange(raised, { idCard: 'yes' }, '', standing('sponsor'), press('sponsor', 5)))).toBe('moved-on');
    // What is put back to what stands is asked no longer.
    expect(openProposal(after(ask({ itAccess: 'student-like', validFrom: '2027-02-15' }, raised)))?.change).toEqual({
      validFrom: '2027-02-15',
    });
  });

  const issued = { by: 'office', at: '2027-02-04T09:00:00Z', channel: 'tab' as const, number: '1', until: '2027-08-31' };
  const withOld: VisitorRequest = { ...running, answers: { ...running.answers, idCard: true, photo } };
  it.each<[string, VisitorRequest, string]>([
    ['before it was issued', withOld, 'propose-change'],
    ['once it was issued', { ...withOld, issued }, 'card-issued'],
    ['once it came back', { ...withOld, issued: { ...issued, collected: issued } }, 'propose-change'],
  ])('should take the card away %s: %#', (_when, current, expected) => {
    expect(outcome(ask({ idCard: 'no' }, current, '2027-03-01'))).toBe(expected);
  });

  it('should need no other photo where there is one', () => {
    const left: VisitorRequest = { ...coming, answers: { ...coming.answers, photo } };
    expect(openProposal(after(ask({ idCard: 'yes' }, left)))).toBeDefined();
  });
});

describe('a card that is newly wanted', () => {
  it('should be asked of nobody before its photo is there', () => {
    expect(openProposal(withoutPhoto)).toBeUndefined();
    expect(outcome(agree(withoutPhoto, deciders, press('head', 6)))).toBe('moved-on');
    expect(outcome(refuse(withoutPhoto, deciders, 'No.', press('head', 6)))).toBe('moved-on');
    expect(outcome(nudge(withoutPhoto, people.sponsor, policy, press('sponsor', 6, '2027-01-29')))).toBe('moved-on');
    expect(outcome(resend(withoutPhoto, standing('admin'), press('admin', 6)))).toBe('moved-on');
    // Its sponsor is reminded of the photo.
    expect(noticesDue(withoutPhoto, Temporal.PlainDate.from('2027-01-25'), Temporal.PlainDate.from('2027-02-02'), policy)).toEqual([
      { kind: 'photo' },
    ]);
    expect(placesOf(withoutPhoto).map(({ partition }) => partition)).not.toContain('waiting');
    expect(outcome(cancelProposal(withoutPhoto, standing('sponsor'), press('sponsor', 6)))).toBe('cancel-proposal');
  });

  it('should be asked as of the photo, once', () => {
    const at = press('sponsor', 6, '2027-01-27');
    const whole = after(addProposedPhoto(withoutPhoto, photo, at));
    expect(openProposal(whole)).toMatchObject({ photo, revision: 7, at: at.now.toInstant().toString() });
    expect(outcome(addProposedPhoto(whole, photo, at))).toBe('moved-on');
    expect(outcome(addProposedPhoto(withoutPhoto, photo, press('stranger', 6)))).toBe('not-yours');
    const handed = { ...withoutPhoto, sponsor: strangerId };
    expect(outcome(addProposedPhoto(handed, photo, press('sponsor', 6)))).toBe('not-yours');
    expect(outcome(addProposedPhoto(withoutPhoto, photo, press('sponsor', 6, '2027-09-01')))).toBe('moved-on');
  });

  it('should keep the ways in for the photo until that is there, without a new revision', () => {
    const upload = { hash: 'a', until: '2027-01-25T13:00:00Z' };
    const linked = after(openPhotoLink(withoutPhoto, (before) => [...before, upload], press('sponsor', 6)));
    expect(linked).toMatchObject({ revision: 6, account: { proposal: { open: { uploads: [upload] } } } });
    expect(after(addProposedPhoto(linked, photo, press('sponsor', 6))).account?.proposal?.open).not.toHaveProperty('uploads');
    expect(outcome(openPhotoLink(raised, () => [upload], press('sponsor', 6)))).toBe('moved-on');
  });

  it('should not reach the card office before it is agreed, nor its photo', () => {
    const today = Temporal.PlainDate.from('2027-01-25');
    const office = makePerson({ id: 'office', isCardOffice: true });
    const agreed = after(agree(withCard, deciders, press('head', 7)));
    expect([coming, withCard, agreed].map((request) => cardStateOn(request, today))).toEqual([undefined, undefined, 'issue']);
    expect(placesOf(withCard).map(({ partition }) => partition)).not.toContain('cards');
    expect([withCard, agreed].map((request) => photoFor(request, office, deciders, today))).toEqual([undefined, photo]);
    expect([people.head, people.sponsor, people.stranger].map((one) => photoFor(withCard, one, deciders, today))).toEqual([
      photo,
      photo,
      undefined,
    ]);
    expect(agreed.answers).toMatchObject({ idCard: true, photo });
    expect(agreed.account?.proposal?.last).not.toHaveProperty('photo');
  });
});

describe('answering a change', () => {
  it.each<[Who, string]>([
    ['head', 'agree'],
    ['deputy', 'agree'],
    ['sponsor', 'own-request'],
    ['admin', 'not-yours'],
    ['stranger', 'not-yours'],
  ])('by the %s should come to: %s', (who, expected) => {
    expect(outcome(agree(raised, deciders, press(who, 6)))).toBe(expected);
    expect(outcome(refuse(raised, deciders, 'No.', press(who, 6)))).toBe(expected === 'agree' ? 'refuse' : expected);
  });

  it('should change the level of the account with the agreement, and not before; once', () => {
    const level = (request: VisitorRequest) => accountWanted(request, { userName: 'ofairweather' }, '', noon('2027-03-01')).level;
    const agreed = after(agree(raised, deciders, press('head', 6)));
    expect([raised, agreed].map(level)).toEqual(['student-like', 'staff-like']);
    expect(outcome(agree(agreed, deciders, press('head', 6)))).toBe('moved-on');
    expect(outcome(agree(agreed, deciders, press('deputy', 7)))).toBe('moved-on');
    expect(agree(raised, deciders, press('head', 6))).toMatchObject({
      event: { fields: ['itAccess'] },
      detail: { before: { itAccess: 'student-like' }, after: { itAccess: 'staff-like' } },
    });
  });

  it('should move the first day, and with it the day on which the clock wakes', () => {
    const agreed = after(agree(later, deciders, press('head', 6)));
    expect(agreed).toMatchObject({ status: 'approved', validFrom: '2027-02-15', validTo: '2027-08-31' });
    expect(nextWake(agreed, noon('2027-01-29'), policy)).toBe('2027-02-15T00');
    expect(wake(agreed, noon('2027-02-03'), policy)).toBeUndefined();
  });

  it('should not move a first day that has come, however late the clock', () => {
    expect(outcome(agree(later, deciders, press('head', 6, '2027-02-03')))).toBe('moved-on');
    const begun = after(wake(later, noon('2027-02-03'), policy)!);
    expect(begun).toMatchObject({ status: 'active', validFrom: '2027-02-03', account: { proposal: { last: { answer: 'unanswered' } } } });
    const both = after(wake(after(ask({ itAccess: 'staff-like' }, later)), noon('2027-02-03'), policy)!);
    expect(openProposal(both)?.change).toEqual({ itAccess: 'staff-like' });
    const unasked = after(wake(after(ask({ validFrom: '2027-02-15' }, withoutPhoto)), noon('2027-02-03'), policy)!);
    expect(unasked.account?.proposal?.open?.change).toEqual({ idCard: true });
  });

  it('should not take away a card that was issued meanwhile, which can still be refused', () => {
    const without = after(ask({ idCard: 'no' }, { ...running, answers: { ...running.answers, idCard: true, photo } }, '2027-03-01'));
    const issued = {
      ...without,
      issued: { by: 'office', at: '2027-03-02T09:00:00Z', channel: 'tab' as const, number: '1', until: '2027-08-31' },
    };
    expect(outcome(agree(issued, deciders, press('head', 6, '2027-03-02')))).toBe('card-issued');
    expect(outcome(refuse(issued, deciders, 'It is out.', press('head', 6, '2027-03-02')))).toBe('refuse');
  });

  const meanwhile: Record<string, VisitorRequest> = {
    'ended meanwhile': after(end(raised, standing('admin'), press('admin', 6))),
    'replaced meanwhile': after(ask({ itAccess: 'none', idCard: 'yes' }, raised)),
    'withdrawn meanwhile': after(cancelProposal(raised, standing('sponsor'), press('sponsor', 6))),
    'sent again by an admin meanwhile': after(resend(raised, standing('admin'), press('admin', 6))),
  };
  it.each(Object.entries(meanwhile))('should change nothing of what was %s', (_what, now) => {
    expect(outcome(agree(now, deciders, press('head', 6)))).toBe('moved-on');
  });

  it('should go on through a handover, whose successor may not answer it', () => {
    const offered = after(offerHandover(raised, people.deputy, standing('sponsor'), press('sponsor', 6)));
    const handed = after(acceptHandover(offered, people.deputy, press('deputy', 7)));
    expect(outcome(agree(handed, deciders, press('deputy', handed.revision)))).toBe('own-request');
    expect(after(agree(handed, deciders, press('head', handed.revision))).answers.itAccess).toBe('staff-like');
  });

  it('should be asked anew of the heads of a department into which its own is merged', () => {
    const merge = { from: raised.answers.department, into: 'arts', hasOtherDeciders: true };
    const moved = after(followMerge(raised, merge, press('admin', 6)));
    expect(openProposal(moved)).toMatchObject({ revision: 7, change: { itAccess: 'staff-like' } });
    expect(outcome(agree(moved, deciders, press('head', 6)))).toBe('moved-on');
    // What still lacks its photo is asked of nobody, there either.
    const unasked = after(followMerge(withoutPhoto, merge, press('admin', 6)));
    expect(unasked.account?.proposal?.open).toMatchObject({ awaitsPhoto: true, revision: 6 });
  });

  it('should be over with the account, without its photo', () => {
    const expired = after(wake({ ...withCard, status: 'active' }, noon('2027-09-01'), policy)!);
    expect(expired.account?.proposal?.last).toMatchObject({ answer: 'unanswered', change: { idCard: true } });
    expect(expired.account?.proposal?.last).not.toHaveProperty('photo');
    expect(expired.answers.idCard).toBe(false);
    expect(after(wake({ ...withoutPhoto, status: 'active' }, noon('2027-09-01'), policy)!).account?.proposal).toBeUndefined();
    expect(outcome(agree(expired, deciders, press('head', expired.revision, '2027-09-01')))).toBe('moved-on');
  });
});

describe('a change beside the end of the account', () => {
  const waiting = { ...raised, status: 'active' } as VisitorRequest;
  const inWindow = '2027-08-10';
  const reapproved = (until: string, current: VisitorRequest) =>
    reapprove(current, until, standing('sponsor'), policy, press('sponsor', current.revision, inWindow));

  it('should leave it to the sponsor to reapprove or let it expire', () => {
    expect(reminderDates(waiting, policy)).not.toHaveLength(0);
    expect(outcome(letExpire(waiting, standing('sponsor'), press('sponsor', 6, inWindow)))).toBe('let-end');
    const kept = after(reapproved('2027-09-30', waiting));
    expect(kept).toMatchObject({ validTo: '2027-09-30', account: { proposal: { open: { change: { itAccess: 'staff-like' } } } } });
  });

  it('should be one proposal with an extension, and none be added to that', () => {
    const both = after(reapproved('2027-12-31', waiting));
    expect(openProposal(both)).toMatchObject({ change: { itAccess: 'staff-like', validTo: '2027-12-31' }, revision: 7 });
    expect(outcome(ask({ idCard: 'yes' }, both, inWindow))).toBe('extension-waits');
    const agreed = after(agree(both, deciders, press('head', 7, inWindow)));
    expect(agreed).toMatchObject({ validTo: '2027-12-31', answers: { itAccess: 'staff-like' } });
    const sooner = after(reapproved('2027-09-30', both));
    expect(openProposal(sooner)?.change).toEqual({ itAccess: 'staff-like' });
    const brought = after(shorten(both, '2027-08-20', standing('sponsor'), press('sponsor', 7, inWindow)));
    expect(openProposal(brought)?.change).toEqual({ itAccess: 'staff-like' });
  });

  it('should not hold an extension up for a photo', () => {
    const extended = after(reapproved('2027-12-31', { ...withoutPhoto, status: 'active' }));
    expect(openProposal(extended)?.change).toEqual({ validTo: '2027-12-31' });
  });

  it('should ask for no first day after a last day that was brought forward', () => {
    const brought = after(shorten(later, '2027-02-10', standing('sponsor'), press('sponsor', 6)));
    expect(brought.account?.proposal).toBeUndefined();
    const within = after(shorten(later, '2027-02-20', standing('sponsor'), press('sponsor', 6)));
    expect(openProposal(within)?.change).toEqual({ validFrom: '2027-02-15' });
  });

  it('should be pressed further beside the reminders of the sponsor', () => {
    const day = Temporal.PlainDate.from('2027-08-18');
    const asked = { ...waiting, account: { proposal: { open: { ...waiting.account!.proposal!.open!, at: '2027-08-10T09:00:00Z' } } } };
    const all = noticesDue(asked, Temporal.PlainDate.from('2027-08-11'), day, policy).map(({ kind }) => kind);
    expect(all).toEqual(['nudge', 'reapproval']);
  });
});

describe('whatever is proposed', () => {
  const typed = fc.record(
    {
      itAccess: fc.constantFrom<ItAccess>(...itAccessLevels),
      idCard: fc.constantFrom('yes', 'no'),
      validFrom: fc.integer({ min: -40, max: 300 }).map((days) => Temporal.PlainDate.from('2027-02-03').add({ days }).toString()),
    },
    { requiredKeys: [] },
  );
  const stands = ({ status, answers, validFrom, validTo }: VisitorRequest) => ({ status, answers, validFrom, validTo });

  it('should alter nothing of what stands, by any number of proposals, until it is agreed; then exactly that', () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), fc.boolean(), (rounds, isRefused) => {
        let current = coming;
        for (const round of rounds) {
          const result = ask(round, current);
          if (!isRefusal(result)) current = after(result);
          expect(stands(current)).toEqual(stands(coming));
        }
        if (current.account?.proposal?.open?.awaitsPhoto)
          current = after(addProposedPhoto(current, photo, press('sponsor', current.revision)));
        expect(stands(current)).toEqual(stands(coming));
        const open = openProposal(current);
        if (!open) return;
        const at = press('head', current.revision);
        const done = after(isRefused ? refuse(current, deciders, 'No.', at) : agree(current, deciders, at));
        const { validFrom, ...given } = open.change;
        const expected = isRefused
          ? stands(coming)
          : {
              ...stands(coming),
              validFrom: validFrom ?? coming.validFrom,
              answers: { ...coming.answers, ...given, ...(given.idCard && { photo }) },
            };
        expect(stands(done)).toEqual(expected);
        // Nothing without access and card was ever approved, and no first day after the last.
        expect(done.answers.itAccess !== 'none' || done.answers.idCard).toBe(true);
        expect(done.validFrom <= done.validTo).toBe(true);
      }),
    );
  });
});
