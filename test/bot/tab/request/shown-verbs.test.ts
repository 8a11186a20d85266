import type { Verb, VerbOffer } from '../../../../bot/channels/tab/contract';
import { shownVerbs } from '../../../../bot/tab/request/shown-verbs';

const rare = ['approve-changed', 'resend', 'correct', 'end', 'withdraw', 'offer-handover'];
const offers = (...verbs: Verb[]): VerbOffer[] =>
  verbs.map((verb) => ({ verb, title: verb, style: 'default', rank: rare.includes(verb) ? 'rare' : 'first' }));
const names = (some: VerbOffer[]) => some.map(({ verb }) => verb);

describe('the buttons of a request', () => {
  it('should all be in view where there are few', () => {
    expect(names(shownVerbs(offers('nudge', 'withdraw', 'offer-handover')).buttons)).toEqual(['nudge', 'withdraw', 'offer-handover']);
  });

  it('should hide the rarer ones, in their order, and never an answer to what is asked', () => {
    const { buttons, more } = shownVerbs(offers('approve', 'return', 'reject', 'approve-changed', 'resend', 'correct', 'end'));
    expect([names(buttons), names(more)]).toEqual([
      ['approve', 'return', 'reject', 'approve-changed', 'resend'],
      ['correct', 'end'],
    ]);
    const answers = offers('accept-handover', 'decline-handover', 'approve', 'return', 'reject', 'approve-changed', 'end');
    expect(names(shownVerbs(answers).more)).toEqual(['approve-changed', 'end']);
  });
});
