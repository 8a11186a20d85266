import { cardNumberAtMost, issueCard as issueCardRule } from '../request/id-card';
import { askIssueCard, cardEvents, cardLabels, cardTitles, cardVerbsDone } from '../words/id-card-words';
import type { Verb } from './verb';

/** The card office has issued the card, with this number. */
export const issueCard: Verb = {
  takes: 'words',
  rule: (current, { words = '' }, { standing, press }) => issueCardRule(current, words, standing, press),
  in: ['tab'],
  rank: 'first',
  style: 'primary',
  title: cardTitles['issue-card'],
  ask: (_request, { context }) => ({
    kind: 'words',
    sentence: askIssueCard(context.policy.photoDays),
    label: cardLabels.number,
    most: cardNumberAtMost,
    isShort: true,
  }),
  done: cardVerbsDone['issue-card'],
  event: cardEvents['issue-card'],
  isForCardOffice: true,
  givesCardNumber: true,
};
