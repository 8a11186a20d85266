import { collectCard as collectCardRule } from '../request/id-card';
import { askCollectCard, cardEvents, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The card came back, or works no longer. */
export const collectCard: Verb = {
  takes: 'confirm',
  rule: (current, { was }, { standing, press }) => collectCardRule(current, was, standing, press),
  in: ['tab'],
  rank: 'first',
  style: 'primary',
  title: cardTitles['collect-card'],
  ask: ({ issued }) => ({ kind: 'confirm', sentence: askCollectCard(issued?.number ?? ''), was: issued?.number }),
  done: cardVerbsDone['collect-card'],
  event: cardEvents['collect-card'],
  isForCardOffice: true,
};
