import { acceptHandover as acceptHandoverRule } from '../request/handover';
import { accountTitles } from '../words/account-words';
import { digestSentences } from '../words/digest-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** The colleague becomes the sponsor; whether they may sponsor is asked once more. */
export const acceptHandover: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => acceptHandoverRule(current, standing.person, press),
  in: ['chat', 'tab', 'list'],
  rank: 'first',
  style: 'primary',
  title: accountTitles.acceptHandover,
  line: () => digestSentences.accepted,
  done: doneSentences['accept-handover'],
  event: 'Handed over',
  closesDraft: true,
};
