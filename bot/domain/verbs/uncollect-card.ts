import { uncollectCard as uncollectCardRule } from '../request/id-card';
import { askUncollectCard, cardEvents, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The card did not come back after all. */
export const uncollectCard: Verb = {
  takes: 'confirm',
  rule: (current, { was }, { standing, press }) => uncollectCardRule(current, was, standing, press),
  in: ['tab'],
  rank: 'first',
  style: 'default',
  title: cardTitles['uncollect-card'],
  ask: ({ issued }) => ({ kind: 'confirm', sentence: askUncollectCard(issued?.number ?? ''), was: issued?.number }),
  done: cardVerbsDone['uncollect-card'],
  event: cardEvents['uncollect-card'],
  isForCardOffice: true,
  givesCardNumber: true,
};
