import { offerHandover as offerHandoverRule } from '../request/handover';
import { sponsorPart } from '../request/reapproval';
import { accountLabels, accountSentences, accountTitles } from '../words/account-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** Asks a colleague to become the sponsor. Nothing changes until they accept. */
export const offerHandover: Verb = {
  takes: 'colleague',
  rule: (current, _body, { standing, to, press }) => offerHandoverRule(current, to, standing, press),
  in: ['chat', 'tab'],
  isOffer: true,
  rank: 'rare',
  style: 'default',
  title: (request, { standing }) => {
    const part = sponsorPart(request, standing);
    return 'part' in part && part.part === 'stand-in' ? accountTitles.nameSuccessor : accountTitles.handOver;
  },
  answer: accountTitles.offerHandover,
  ask: () => ({
    kind: 'colleague',
    sentence: accountSentences.askSuccessor,
    label: accountLabels.mail,
    confirm: accountSentences.confirmSuccessor,
  }),
  done: doneSentences['offer-handover'],
  event: 'Offered to a colleague',
};
