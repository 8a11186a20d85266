import { cardNumberAtMost, issueCard as issueCardRule } from '../request/id-card';
import { cardAsks, cardEvents, cardLabels, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The card office has issued the card, with this number. */
export const issueCard: Verb = {
  takes: 'words',
  rule: (current, { words = '' }, { standing, press }) => issueCardRule(current, words, standing, press),
  in: ['tab'],
  rank: 'first',
  style: 'primary',
  title: cardTitles['issue-card'],
  ask: () => ({ kind: 'words', sentence: cardAsks['issue-card'], label: cardLabels.number, most: cardNumberAtMost, isShort: true }),
  done: cardVerbsDone['issue-card'],
  event: cardEvents['issue-card'],
  isForCardOffice: true,
  givesCardNumber: true,
};
