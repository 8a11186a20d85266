import { cardNumberAtMost, replaceCard as replaceCardRule } from '../request/id-card';
import { askReplaceCard, cardEvents, cardLabels, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** Another card in place of one that is out. */
export const replaceCard: Verb = {
  takes: 'words',
  rule: (current, { words, was }, { standing, press }) => replaceCardRule(current, { words, was }, standing, press),
  in: ['tab'],
  rank: 'rare',
  style: 'default',
  title: cardTitles['replace-card'],
  ask: ({ issued }) => ({
    kind: 'words',
    sentence: askReplaceCard(issued?.number ?? ''),
    label: cardLabels.number,
    most: cardNumberAtMost,
    isShort: true,
    was: issued?.number,
  }),
  done: cardVerbsDone['replace-card'],
  event: cardEvents['replace-card'],
  isForCardOffice: true,
  givesCardNumber: true,
};
