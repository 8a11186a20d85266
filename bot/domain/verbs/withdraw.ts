import { buttonTitles } from '../card-wording';
import { withdraw as withdrawRule } from '../lifecycle';
import { askSentences, doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** By its sponsor, while nobody has decided. */
export const withdraw: Verb = {
  takes: 'confirm',
  // The rule asks only who it is: whoever’s account is disabled is nobody.
  rule: (current, _body, { standing, press }) => (standing.person.isEnabled ? withdrawRule(current, press) : { refused: 'not-yours' }),
  in: ['chat', 'tab'],
  rank: 'rare',
  style: 'danger',
  title: buttonTitles.withdraw,
  ask: () => ({ kind: 'confirm', sentence: askSentences.withdraw }),
  done: doneSentences.withdraw,
  event: 'Withdrawn',
  closesDraft: true,
};
