import { cardNumberAtMost, correctCard as correctCardRule } from '../request/id-card';
import { askCorrectCard, cardEvents, cardLabels, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The number of the card was typed wrong. */
export const correctCard: Verb = {
  takes: 'words',
  rule: (current, { words, was }, { standing, press }) => correctCardRule(current, { words, was }, standing, press),
  in: ['tab'],
  rank: 'rare',
  style: 'default',
  title: cardTitles['correct-card'],
  ask: ({ issued }) => ({
    kind: 'words',
    sentence: askCorrectCard(issued?.number ?? ''),
    label: cardLabels.number,
    most: cardNumberAtMost,
    isShort: true,
    was: issued?.number,
  }),
  done: cardVerbsDone['correct-card'],
  event: cardEvents['correct-card'],
  isForCardOffice: true,
  givesCardNumber: true,
};
