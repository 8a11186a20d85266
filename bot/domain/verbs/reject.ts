import { buttonTitles, cardSentences } from '../card-wording';
import { reject as rejectRule, wordsAtMost } from '../lifecycle';
import { doneSentences } from '../tab-wording';
import { sentences, wordsLabels } from '../wording';
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
