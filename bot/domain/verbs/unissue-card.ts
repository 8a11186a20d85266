import { unissueCard as unissueCardRule } from '../request/id-card';
import { askUnissueCard, cardEvents, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The card was never issued, or to another visitor. */
export const unissueCard: Verb = {
  takes: 'confirm',
  rule: (current, { was }, { standing, press }) => unissueCardRule(current, was, standing, press),
  in: ['tab'],
  rank: 'rare',
  style: 'default',
  title: cardTitles['unissue-card'],
  ask: ({ issued }) => ({ kind: 'confirm', sentence: askUnissueCard(issued?.number ?? ''), was: issued?.number }),
  done: cardVerbsDone['unissue-card'],
  event: cardEvents['unissue-card'],
  isForCardOffice: true,
};
