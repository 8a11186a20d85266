import { reject as rejectRule, wordsAtMost } from '../request/lifecycle';
import { buttonTitles, cardSentences } from '../words/card-words';
import { doneSentences } from '../words/tab-words';
import { sentences, wordsLabels } from '../words/words';
import type { Verb } from './verb';

/** Needs a reason, which the sponsor reads. */
export const reject: Verb = {
  takes: 'words',
  rule: (current, { words = '' }, { standing, press }) => rejectRule(current, standing.deciders, words, press),
  in: ['chat', 'tab', 'outlook'],
  rank: 'first',
  style: 'danger',
  title: buttonTitles.reject,
  ask: () => ({ kind: 'words', sentence: cardSentences.askReject, label: wordsLabels.reject, most: wordsAtMost }),
  done: doneSentences.reject,
  event: 'Rejected',
  waits: sentences.decisionWaits,
};
