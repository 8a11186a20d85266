import { buttonTitles } from '../card-wording';
import { tickSentences } from '../digest-wording';
import { approve as approveRule } from '../lifecycle';
import { doneSentences } from '../tab-wording';
import { sentences } from '../wording';
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
