import { end as endRule } from '../request/reapproval';
import { accountTitles } from '../words/account-words';
import { askSentences, doneSentences } from '../words/tab-words';
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
