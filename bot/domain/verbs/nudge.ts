import { nudge as nudgeRule } from '../request/clock';
import { accountTitles, nudgeFromSentence } from '../words/account-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** The approvers get the question once more, at most once a working day. */
export const nudge: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, context, press }) => nudgeRule(current, standing.person, context.policy, press),
  in: ['chat', 'tab'],
  rank: 'first',
  style: 'default',
  title: accountTitles.nudge,
  hint: (refusal) => (refusal.refused === 'nudged-already' ? nudgeFromSentence(refusal.next) : undefined),
  done: doneSentences.nudge,
  event: 'Reminder sent',
};
