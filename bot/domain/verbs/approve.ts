import { approve as approveRule, wordsAtMost } from '../request/lifecycle';
import { buttonTitles, cardSentences } from '../words/card-words';
import { selectionSentences } from '../words/selection-words';
import { doneSentences } from '../words/tab-words';
import { sentences, wordsLabels } from '../words/words';
import type { Verb } from './verb';

/** Everything as it was asked for, with a note where the approver writes one. */
export const approve: Verb = {
  takes: 'words',
  rule: (current, { words }, { standing, press }) => approveRule(current, standing.deciders, press, words),
  in: ['chat', 'tab', 'outlook', 'many'],
  asksIn: ['chat', 'tab', 'outlook'],
  rank: 'first',
  isAskedAtOnce: true,
  style: 'primary',
  title: buttonTitles.approve,
  ask: () => ({ kind: 'words', sentence: cardSentences.askApprove, label: wordsLabels.approve, most: wordsAtMost }),
  line: () => selectionSentences.approved,
  done: doneSentences.approve,
  event: 'Approved',
  waits: sentences.decisionWaits,
};
