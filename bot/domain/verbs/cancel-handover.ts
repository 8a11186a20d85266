import { accountTitles } from '../account-wording';
import { cancelHandover as cancelHandoverRule } from '../handover';
import { doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** Takes an open offer back. */
export const cancelHandover: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => cancelHandoverRule(current, standing, press),
  in: ['chat', 'tab'],
  rank: 'rare',
  style: 'default',
  title: accountTitles.cancelHandover,
  done: doneSentences['cancel-handover'],
  event: 'Offer taken back',
};
