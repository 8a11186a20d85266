import { accountLabels, accountSentences, accountTitles } from '../account-wording';
import { offerHandover as offerHandoverRule } from '../handover';
import { sponsorPart } from '../reapproval';
import { doneSentences } from '../tab-wording';
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
