import { letExpire as letExpireRule } from '../request/reapproval';
import { accountTitles } from '../words/account-words';
import { digestButtons, endingLine } from '../words/digest-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** No more reminders; the account ends on its last day. */
export const letExpire: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => letExpireRule(current, standing, press),
  in: ['chat', 'tab', 'list', 'mailed-list', 'many'],
  rank: 'first',
  style: 'default',
  title: accountTitles.letExpire,
  listTitle: digestButtons.letExpire,
  line: ({ validTo }) => endingLine(validTo, 'you'),
  done: doneSentences['let-end'],
  event: 'Left to expire',
};
