import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { accountWanted } from '../../../../bot/domain/account/directory-account';
import { agree, cancelProposal, refuse } from '../../../../bot/domain/request/agreement';
import { noticesDue, nudge, wake } from '../../../../bot/domain/request/clock';
import { resend } from '../../../../bot/domain/request/corrections';
import { acceptHandover, offerHandover } from '../../../../bot/domain/request/handover';
import { openProposal } from '../../../../bot/domain/request/proposal';
import { end, letExpire, reapprove, shorten } from '../../../../bot/domain/request/reapproval';
import { isRefusal } from '../../../../bot/domain/request/refusal';
import { nextWake, reminderDates } from '../../../../bot/domain/request/request-dates';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { approval, deepFreeze, deputyId, makeRequest, noon, sponsorId } from '../../../make';
import { after, deciders, formerId, outcome, people, policy, pressOn, standing, type Who, whole } from './proposal-parts';

/** The last day that needs no agreement, eight months from 3 February. */
const free = '2027-10-02';
const asked = '2027-12-31';
const press = (who: Who, seen: number, day = '2027-08-10') => pressOn(who, seen, day);

/** Active from 3 February to 31 August 2027: its window opens on 1 August. */
const running = deepFreeze(
  makeRequest({ status: 'active', revision: 5, events: 5, involved: [formerId, sponsorId], decision: approval }),
) as VisitorRequest;

const ask = (until: string, current = running, who: Who = 'sponsor', isSponsorGone = false) =>
  reapprove(current, until, standing(who, isSponsorGone), policy, press(who, current.revision));

/** As it is once its sponsor has asked for an extension. */
const proposed = after(ask(asked));

describe('reapproving past the limit of the reason', () => {
  it.each([
    { until: '2027-09-30', verb: 'reapprove' },
    { until: free, verb: 'reapprove' },
    { until: '2027-10-03', verb: 'propose' },
    { until: asked, verb: 'propose' },
  ])('should be a $verb to $until', ({ until, verb }) => {
    const result = ask(until);
    expect(outcome(result)).toBe(verb);
    expect(after(result).validTo).toBe(verb === 'propose' ? '2027-08-31' : until);
  });

  it('should move no date where the reason has no limit, which is the default', () => {
    const result = reapprove(running, asked, standing('sponsor'), whole, press('sponsor', 5));
    expect(outcome(result)).toBe('reapprove');
    expect(after(result).validTo).toBe(asked);
  });

  it('should be the agreement itself by an approver who stands in for a sponsor who has left', () => {
    const result = ask(asked, running, 'head', true);
    expect(outcome(result)).toBe('reapprove');
    expect(after(result).validTo).toBe(asked);
  });

  it('should replace what was asked before, and refuse the same once more', () => {
    expect(outcome(ask(asked, proposed))).toBe('asked-already');
    const another = after(ask('2028-01-31', proposed));
    expect(another.account?.proposal?.open).toMatchObject({ change: { validTo: '2028-01-31' }, revision: 7 });
    const sooner = after(ask('2027-09-30', proposed));
    expect(sooner.validTo).toBe('2027-09-30');
    expect(sooner.account?.proposal).toBeUndefined();
  });

  it('should never set a later day by one person alone, whatever day and limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_400 }), fc.option(fc.integer({ min: 1, max: 48 }), { nil: undefined }), (days, months) => {
        const reasons = whole.reasons.map((reason) => ({ ...reason, ...(months !== undefined && { agreeAfterMonths: months }) }));
        const until = Temporal.PlainDate.from(running.validTo).add({ days });
        const result = reapprove(running, until.toString(), standing('sponsor'), { ...whole, reasons }, press('sponsor', 5));
        if (isRefusal(result)) return result.refused === 'too-far';
        const isLong =
          months !== undefined && Temporal.PlainDate.compare(until, Temporal.PlainDate.from('2027-02-03').add({ months })) >= 0;
        const { validTo, account } = result.request;
        return isLong ? validTo === running.validTo && account?.proposal?.open !== undefined : validTo === until.toString();
      }),
    );
  });
});

describe('answering an extension', () => {
  const answers: Record<Who, string> = {
    head: 'agree',
    deputy: 'agree',
    sponsor: 'own-request',
    former: 'own-request',
    admin: 'not-yours',
    stranger: 'not-yours',
  };
  it.each(Object.entries(answers) as [Who, string][])('by the %s should come to: %s', (who, expected) => {
    expect(outcome(agree(proposed, deciders, press(who, 6)))).toBe(expected);
    expect(outcome(refuse(proposed, deciders, 'No room.', press(who, 6)))).toBe(expected === 'agree' ? 'refuse' : expected);
  });

  it('should move the date once it is agreed to, and say whose reapproval it was', () => {
    const agreed = after(agree(proposed, deciders, press('deputy', 6)));
    expect(agreed).toMatchObject({ validTo: asked, revision: 7, status: 'active' });
    expect(agreed.account?.reapproved).toMatchObject({ by: sponsorId, from: '2027-09-01', count: 1 });
    expect(agreed.account?.proposal?.last).toMatchObject({ answer: 'agreed', answered: { by: deputyId }, settledAt: 7 });
    expect(outcome(agree(agreed, deciders, press('deputy', 6)))).toBe('moved-on');
    expect(outcome(refuse(agreed, deciders, 'No.', press('head', 7)))).toBe('moved-on');
  });

  it('should move the date of the directory’s account with the agreement, and not before', () => {
    const lastDay = (request: VisitorRequest) => accountWanted(request, { userName: 'ofairweather' }, '', noon('2027-08-10')).lastDay;
    expect(lastDay(proposed)).toBe('2027-08-31');
    expect(lastDay(after(agree(proposed, deciders, press('head', 6))))).toBe(asked);
  });

  it('should leave the old date where it is refused, and need a reason', () => {
    expect(outcome(refuse(proposed, deciders, '  ', press('head', 6)))).toBe('words-missing');
    const refused = after(refuse(proposed, deciders, ' No room. ', press('head', 6)));
    expect(refused).toMatchObject({ validTo: '2027-08-31', revision: 7 });
    expect(refused.account?.proposal?.last).toMatchObject({ answer: 'refused', words: 'No room.' });
    // The sponsor is asked to reapprove once more, and may ask for as much again.
    expect(reminderDates(refused, policy)).not.toHaveLength(0);
    expect(outcome(ask(asked, refused))).toBe('propose');
  });

  const meanwhile: Record<string, VisitorRequest> = {
    'ended meanwhile': after(end(proposed, standing('admin'), press('admin', 6))),
    'brought forward meanwhile': after(shorten(proposed, '2027-08-20', standing('sponsor'), press('sponsor', 6))),
    'asked for another day meanwhile': after(ask('2028-01-31', proposed)),
    'withdrawn meanwhile': after(cancelProposal(proposed, standing('sponsor'), press('sponsor', 6))),
    'offered to a colleague meanwhile': after(offerHandover(proposed, people.stranger, standing('sponsor'), press('sponsor', 6))),
    'sent again by an admin meanwhile': after(resend(proposed, standing('admin'), press('admin', 6))),
  };
  it.each(Object.entries(meanwhile))('should change nothing of what was %s', (_what, now) => {
    expect(outcome(agree(now, deciders, press('head', 6)))).toBe('moved-on');
    expect(outcome(refuse(now, deciders, 'No.', press('head', 6)))).toBe('moved-on');
  });

  it.each(['ended meanwhile', 'brought forward meanwhile', 'withdrawn meanwhile'])('should have nothing left to answer when %s', (what) => {
    const now = meanwhile[what]!;
    expect(now.account?.proposal).toBeUndefined();
    expect(outcome(agree(now, deciders, press('head', now.revision)))).toBe('moved-on');
  });

  it('should wait on through a handover, whose successor may not answer it', () => {
    const offered = after(offerHandover(proposed, people.deputy, standing('sponsor'), press('sponsor', 6)));
    const handed = after(acceptHandover(offered, people.deputy, press('deputy', 7)));
    expect(openProposal(handed)?.change).toEqual({ validTo: asked });
    expect(outcome(agree(handed, deciders, press('deputy', handed.revision)))).toBe('own-request');
    expect(after(agree(handed, deciders, press('head', handed.revision))).validTo).toBe(asked);
  });

  it.each([
    { when: 'before the clock has come', expire: (request: VisitorRequest) => request },
    { when: 'once the clock has been', expire: (request: VisitorRequest) => after(wake(request, noon('2027-09-01'), policy)!) },
  ])('should be too late after the last day, $when', ({ expire }) => {
    const over = expire(proposed);
    expect(agree(over, deciders, press('head', 6, '2027-09-01'))).toEqual({ refused: 'agreed-too-late', end: '2027-08-31' });
    expect(outcome(agree(over, deciders, press('sponsor', 6, '2027-09-01')))).toBe('own-request');
    expect(outcome(agree(over, deciders, press('stranger', 6, '2027-09-01')))).toBe('not-yours');
  });
});

describe('an extension that waits', () => {
  it('should stop the sponsor’s reminders, and keep them from letting it expire', () => {
    expect(reminderDates(running, policy)).not.toHaveLength(0);
    expect(reminderDates(proposed, policy)).toHaveLength(0);
    expect(outcome(letExpire(proposed, standing('sponsor'), press('sponsor', 6)))).toBe('moved-on');
    const withdrawn = after(cancelProposal(proposed, standing('sponsor'), press('sponsor', 6)));
    expect(outcome(letExpire(withdrawn, standing('sponsor'), press('sponsor', 7)))).toBe('let-end');
  });

  it('should be pressed further like every question: after two, four and six working days', () => {
    const days = ['2027-08-12', '2027-08-16', '2027-08-18'];
    const stages = days.map((day) => noticesDue(proposed, Temporal.PlainDate.from(day), Temporal.PlainDate.from(day), policy));
    expect(stages).toEqual([1, 2, 3].map((stage) => [{ kind: 'nudge', stage }]));
    expect(nextWake(proposed, noon('2027-08-10'), policy)).toBe('2027-08-12T08');
    expect(nextWake(proposed, noon('2027-08-18'), policy)).toBe('2027-09-01T00');
  });

  it('should take a reminder a working day', () => {
    expect(outcome(nudge(proposed, people.sponsor, policy, press('sponsor', 6)))).toBe('nudged-already');
    const reminded = after(nudge(proposed, people.sponsor, policy, press('sponsor', 6, '2027-08-11')));
    expect(openProposal(reminded)?.nudged).toMatchObject({ count: 1 });
    expect(outcome(nudge(reminded, people.sponsor, policy, press('sponsor', 6, '2027-08-11')))).toBe('nudged-already');
  });

  it('should be closed by the clock with its account, on the old date', () => {
    const expired = after(wake(proposed, noon('2027-09-01'), policy)!);
    expect(expired).toMatchObject({ status: 'expired', validTo: '2027-08-31' });
    expect(expired.account?.proposal?.last).toMatchObject({ answer: 'unanswered', settledAt: expired.revision });
  });

  it.each(['head', 'stranger', 'former', 'admin'] as const)('should not be withdrawn by the %s', (who) => {
    expect(outcome(cancelProposal(proposed, standing(who), press(who, 6)))).toBe('not-yours');
  });
});
