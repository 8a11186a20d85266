import { agree as agreeRule } from '../request/agreement';
import { agreedSentence, proposalTitles } from '../words/proposal-words';
import { sentences } from '../words/words';
import type { Verb } from './verb';

/** What the sponsor asked for while the account runs holds from now on. */
export const agree: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => agreeRule(current, standing.deciders, press),
  in: ['chat', 'tab', 'outlook'],
  rank: 'first',
  style: 'primary',
  title: proposalTitles.agree,
  done: ({ account, validTo }) => agreedSentence(account?.proposal?.last ?? { change: { validTo } }, validTo),
  event: 'Extension agreed',
  waits: sentences.decisionWaits,
};
