import { declineHandover as declineHandoverRule } from '../request/handover';
import { accountTitles } from '../words/account-words';
import { digestSentences } from '../words/digest-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** Everything stays as it was. */
export const declineHandover: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => declineHandoverRule(current, standing.person.id, press),
  in: ['chat', 'tab', 'list'],
  rank: 'first',
  style: 'default',
  title: accountTitles.declineHandover,
  line: () => digestSentences.declined,
  done: doneSentences['decline-handover'],
  event: 'Handover declined',
  // Whoever declined may see the request no longer.
  isOverFor: ({ handover }, person) => handover?.last?.to === person && handover.last.answer === 'declined',
};
