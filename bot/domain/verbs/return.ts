import { buttonTitles, cardSentences } from '../card-wording';
import { giveBack, wordsAtMost } from '../lifecycle';
import { doneSentences } from '../tab-wording';
import { sentences, wordsLabels } from '../wording';
import type { Verb } from './verb';

/** Needs a question, which the sponsor answers. */
export const returnWithQuestion: Verb = {
  takes: 'words',
  rule: (current, { words = '' }, { standing, press }) => giveBack(current, standing.deciders, words, press),
  in: ['chat', 'tab', 'outlook'],
  rank: 'first',
  style: 'default',
  title: buttonTitles.return,
  ask: () => ({ kind: 'words', sentence: cardSentences.askReturn, label: wordsLabels.return, most: wordsAtMost }),
  done: doneSentences.return,
  event: 'Returned with a question',
  waits: sentences.decisionWaits,
};
