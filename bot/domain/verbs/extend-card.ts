import { extendCard as extendCardRule } from '../request/id-card';
import { askExtendCard, cardEvents, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The card system has the request's last day now. */
export const extendCard: Verb = {
  takes: 'confirm',
  rule: (current, { was }, { standing, press }) => extendCardRule(current, was, standing, press),
  in: ['tab'],
  rank: 'first',
  style: 'primary',
  title: cardTitles['extend-card'],
  ask: ({ validTo, issued }) => ({
    kind: 'confirm',
    sentence: askExtendCard(issued?.number ?? '', validTo, issued?.until ?? validTo),
    was: validTo,
  }),
  done: cardVerbsDone['extend-card'],
  event: cardEvents['extend-card'],
  isForCardOffice: true,
};
