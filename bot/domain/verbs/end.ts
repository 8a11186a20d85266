import { wordsAtMost } from '../request/lifecycle';
import { end as endRule } from '../request/reapproval';
import { accountTitles } from '../words/account-words';
import { askSentences, doneSentences } from '../words/tab-words';
import { wordsLabels } from '../words/words';
import type { Verb } from './verb';

/** At once and for good. */
export const end: Verb = {
  takes: 'words',
  rule: (current, { words }, { standing, press }) => endRule(current, standing, press, words),
  in: ['chat', 'tab', 'many'],
  rank: 'rare',
  style: 'danger',
  title: accountTitles.end,
  ask: () => ({ kind: 'words', sentence: askSentences.end, label: wordsLabels.end, most: wordsAtMost }),
  done: ({ account }) => doneSentences[account?.directory?.state === 'enabled' ? 'end-enabled' : 'end'],
  event: 'Ended',
  needsReasonForMany: true,
};
