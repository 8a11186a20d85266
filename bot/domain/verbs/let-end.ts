import { accountTitles } from '../account-wording';
import { digestButtons, endingLine } from '../digest-wording';
import { letEnd as letEndRule } from '../reapproval';
import { doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** No more reminders; the account ends on its last day. */
export const letEnd: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => letEndRule(current, standing, press),
  in: ['chat', 'tab', 'list', 'mailed-list', 'many'],
  rank: 'first',
  style: 'default',
  title: accountTitles.letEnd,
  listTitle: digestButtons.letEnd,
  line: ({ validTo }) => endingLine(validTo, 'you'),
  done: doneSentences['let-end'],
  event: 'Let end',
};
