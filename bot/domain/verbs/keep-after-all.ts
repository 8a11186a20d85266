import { accountTitles } from '../account-wording';
import { digestButtons, digestSentences } from '../digest-wording';
import { keepAfterAll as keepAfterAllRule } from '../reapproval';
import { doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** Undoes *let it end*: the sponsor is reminded again. */
export const keepAfterAll: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => keepAfterAllRule(current, standing, press),
  in: ['chat', 'tab', 'list', 'many'],
  rank: 'first',
  style: 'primary',
  title: accountTitles.keepAfterAll,
  listTitle: digestButtons.keepAfterAll,
  line: () => digestSentences.waitsAgain,
  done: doneSentences['keep-after-all'],
  event: '“Let it end” taken back',
};
