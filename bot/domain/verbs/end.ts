import { accountTitles } from '../account-wording';
import { end as endRule } from '../reapproval';
import { askSentences, doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** At once and for good. */
export const end: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => endRule(current, standing, press),
  in: ['chat', 'tab'],
  rank: 'rare',
  style: 'danger',
  title: accountTitles.end,
  ask: () => ({ kind: 'confirm', sentence: askSentences.end }),
  done: doneSentences.end,
  event: 'Ended',
};
