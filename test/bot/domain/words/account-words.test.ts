import {
  accountLines,
  accountTitles,
  handedLine,
  nudgeFromSentence,
  reapproveFromSentence,
} from '../../../../bot/domain/words/account-words';
import { headId, makeRequest, sponsorId } from '../../../make';

const nameOf = (person: string) => (person === headId ? 'Eleanor Brightwater' : 'Marisol Okafor');
const zone = 'Europe/London';
const did = { by: headId, at: '2027-07-05T13:05:00Z', channel: 'outlook' } as const;
const offer = { ...did, to: sponsorId, revision: 2 };

describe('what happened to an account', () => {
  it('should be told by who, when and where, in the order of things', () => {
    const request = makeRequest({ account: { reapproved: { ...did, from: '2027-09-01' }, ending: { ...did, by: sponsorId } } });
    expect(accountLines(request, false, nameOf, zone)).toEqual([
      'Reapproved by Eleanor Brightwater on Mon 5 Jul 2027 at 14:05 in Outlook.',
      'Left to expire by Marisol Okafor on Mon 5 Jul 2027 at 14:05 in Outlook. No more reminders will be sent.',
    ]);
    expect(accountLines(request, true, nameOf, zone)).toHaveLength(1);
    expect(accountLines({ ...request, account: { ...request.account, end: did } }, true, nameOf, zone)).toEqual([
      'Ended by Eleanor Brightwater on Mon 5 Jul 2027 at 14:05 in Outlook.',
    ]);
    expect(accountLines(makeRequest(), false, nameOf, zone)).toEqual([]);
  });

  it('should say how an offer was answered', () => {
    const handed = { ...offer, from: headId, answeredAt: did.at };
    expect(handedLine({ ...handed, answer: 'accepted' }, nameOf, zone)).toBe(
      'Marisol Okafor accepted and is now the sponsor (Mon 5 Jul 2027 at 14:05).',
    );
    expect(handedLine({ ...handed, answer: 'declined' }, nameOf, zone)).toContain('declined, so nothing has changed');
    expect(handedLine({ ...handed, answer: 'expired' }, nameOf, zone)).toBe(
      'Marisol Okafor did not accept or decline in time, so the handover expired on Mon 5 Jul 2027 and nothing has changed.',
    );
  });

  it('should give every day with its weekday', () => {
    expect(reapproveFromSentence('2027-08-01')).toBe('You can reapprove it from Sun 1 Aug 2027.');
    expect(nudgeFromSentence('2027-01-19')).toBe('You can send a reminder from Tue 19 Jan 2027.');
  });

  it('should call each button by a title of its own, short enough for a telephone', () => {
    const titles = Object.values(accountTitles);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => title.length > 26)).toEqual([]);
  });
});
