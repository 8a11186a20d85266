import { buttonTitles } from '../card-wording';
import { withdraw as withdrawRule } from '../lifecycle';
import { askSentences, doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** By its sponsor, while nobody has decided. */
export const withdraw: Verb = {
  takes: 'confirm',
  rule: (current, _body, { press }) => withdrawRule(current, press),
  in: ['chat', 'tab'],
  rank: 'rare',
  style: 'danger',
  title: buttonTitles.withdraw,
  ask: () => ({ kind: 'confirm', sentence: askSentences.withdraw }),
  done: doneSentences.withdraw,
  event: 'Withdrawn',
  closesDraft: true,
};
