import { withdraw as withdrawRule } from '../request/lifecycle';
import { buttonTitles } from '../words/card-words';
import { askSentences, doneSentences } from '../words/tab-words';
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
