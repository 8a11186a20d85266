import { approve as approveRule } from '../request/lifecycle';
import { buttonTitles } from '../words/card-words';
import { tickSentences } from '../words/digest-words';
import { doneSentences } from '../words/tab-words';
import { sentences } from '../words/words';
import type { Verb } from './verb';

/** Everything as it was asked for. */
export const approve: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => approveRule(current, standing.deciders, press),
  in: ['chat', 'tab', 'outlook', 'many'],
  rank: 'first',
  style: 'primary',
  title: buttonTitles.approve,
  line: () => tickSentences.approved,
  done: doneSentences.approve,
  event: 'Approved',
  waits: sentences.decisionWaits,
};
