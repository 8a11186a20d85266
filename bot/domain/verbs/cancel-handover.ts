import { cancelHandover as cancelHandoverRule } from '../request/handover';
import { accountTitles } from '../words/account-words';
import { doneSentences } from '../words/tab-words';
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
  event: 'Handover cancelled',
};
