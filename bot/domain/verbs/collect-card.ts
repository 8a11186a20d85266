import { collectCard as collectCardRule } from '../request/id-card';
import { cardAsks, cardEvents, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The card came back, or works no longer. */
export const collectCard: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => collectCardRule(current, standing, press),
  in: ['tab'],
  rank: 'first',
  style: 'primary',
  title: cardTitles['collect-card'],
  ask: () => ({ kind: 'confirm', sentence: cardAsks['collect-card'] }),
  done: cardVerbsDone['collect-card'],
  event: cardEvents['collect-card'],
  isForCardOffice: true,
};
