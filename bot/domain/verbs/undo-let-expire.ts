import { undoLetExpire as undoLetExpireRule } from '../request/reapproval';
import { accountTitles } from '../words/account-words';
import { digestButtons, digestSentences } from '../words/digest-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** Undoes *let it end*: the sponsor is reminded again. */
export const undoLetExpire: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => undoLetExpireRule(current, standing, press),
  in: ['chat', 'tab', 'list', 'many'],
  rank: 'first',
  style: 'primary',
  title: accountTitles.undoLetExpire,
  listTitle: digestButtons.undoLetExpire,
  line: () => digestSentences.waitsAgain,
  done: doneSentences['keep-after-all'],
  event: '“Let it expire” undone',
};
