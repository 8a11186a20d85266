import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type InChat, isInChat, liveCardOf, openedNow, wantedForm } from '../../../../bot/domain/messages/live-card';
import type { Wanted } from '../../../../bot/domain/messages/message';
import { headId, sponsorId } from '../../../make';

const made: InChat = { person: sponsorId, message: { kind: 'made' }, activity: 'a1' };
const news: InChat = { person: sponsorId, message: { kind: 'outcome', revision: 2 }, activity: 'a2', form: 'line' };
const openedAt = (at: string, one: InChat): InChat => {
  const { form: _form, ...card } = one;
  return { ...card, openedAt: at };
};
const later = openedAt('2027-01-18T11:00:00Z', news);
const wanted: Wanted[] = [{ person: sponsorId, message: { kind: 'outcome', revision: 2 } }];

describe('the live card', () => {
  it.each<[string, InChat[], InChat | undefined]>([
    ['the only one', [made, news], made],
    ['the one opened last', [made, later], later],
    ['the one opened last, wherever it stands', [later, made], later],
    ['the one opened a moment later', [later, openedAt('2027-01-18T11:00:00.001Z', made)], openedAt('2027-01-18T11:00:00.001Z', made)],
    ['nobody else’s', [{ ...later, person: headId }, made], made],
    ['none of a message that is gone', [made, { ...later, failed: 'ActivityNotFoundInConversation' }], made],
    ['none that was not posted', [{ person: sponsorId, message: { kind: 'outcome', revision: 2 } }], undefined],
    ['none of a line', [news], undefined],
    ['none of a list', [{ ...made, message: { kind: 'digest', of: 'sponsor', date: '2027-01-18' } }], undefined],
  ])('should be %s', (_which, all, live) => {
    expect(liveCardOf(sponsorId, all)).toEqual(live);
  });

  it.each<[string, InChat, InChat[], Wanted[], string]>([
    ['the live card', made, [made, news], [], 'card'],
    ['a card before it', made, [made, later], wanted, 'closed'],
    ['news', news, [made, news], wanted, 'line'],
    ['news that is none any more', news, [made, news], [], 'closed'],
    ['news of somebody else', news, [made, news], [{ person: headId, message: { kind: 'outcome', revision: 2 } }], 'closed'],
    ['what is closed', { ...news, form: 'closed' }, [made, news], wanted, 'closed'],
  ])('should be what %s looks like', (_what, copy, all, still, form) => {
    expect(wantedForm(copy, all.includes(copy) ? all : [copy, ...all], still)).toBe(form);
  });

  it('should be the one that is opened now, also where the clock stands still', () => {
    const now = Temporal.Instant.from('2027-01-18T11:00:00Z');
    expect(openedNow(sponsorId, [made], now)).toBe('2027-01-18T11:00:00Z');
    expect(openedNow(sponsorId, [made, later], now)).toBe('2027-01-18T11:00:00.001Z');
    expect(openedNow(headId, [made, later], now)).toBe('2027-01-18T11:00:00Z');
  });

  it('should be one of a person, whatever they have, and stay it once the others have closed', () => {
    const one = fc.record({
      person: fc.constantFrom(sponsorId, headId),
      message: fc.oneof(
        fc.record({ kind: fc.constant('ask'), revision: fc.integer({ min: 1, max: 3 }) }),
        fc.record({ kind: fc.constant('opened' as const), at: fc.constantFrom('a', 'b') }),
      ),
      activity: fc.constantFrom('a1', 'a2', undefined),
      failed: fc.constantFrom(undefined, 'gone'),
      form: fc.constantFrom(undefined, 'line' as const, 'closed' as const),
      openedAt: fc.constantFrom(undefined, '2027-01-18T11:00:00Z', '2027-01-18T12:00:00Z'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (given) => {
        const all = given.map((each) => JSON.parse(JSON.stringify(each)) as InChat);
        for (const person of [sponsorId, headId]) {
          const live = liveCardOf(person, all);
          const cards = all.filter((each) => each.person === person && isInChat(each) && each.form === undefined);
          expect(cards.filter((each) => wantedForm(each, all, []) === 'card')).toEqual(live ? [live] : []);
          expect(live === undefined).toBe(cards.length === 0);
          const after = all.filter((each) => each.person !== person || wantedForm(each, all, []) === 'card');
          expect(liveCardOf(person, after)).toBe(live);
        }
      }),
    );
  });
});
