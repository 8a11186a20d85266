import { giveBack, wordsAtMost } from '../request/lifecycle';
import { buttonTitles, cardSentences } from '../words/card-words';
import { doneSentences } from '../words/tab-words';
import { sentences, wordsLabels } from '../words/words';
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
