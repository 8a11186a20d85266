import { acceptHandover } from './accept-handover';
import { agree } from './agree';
import { answer } from './answer';
import { approve } from './approve';
import { approveChanged } from './approve-changed';
import { cancelHandover } from './cancel-handover';
import { cancelProposal } from './cancel-proposal';
import { collectCard } from './collect-card';
import { correct } from './correct';
import { correctCard } from './correct-card';
import { declineHandover } from './decline-handover';
import { end } from './end';
import { extendCard } from './extend-card';
import { issueCard } from './issue-card';
import { letExpire } from './let-expire';
import { nudge } from './nudge';
import { offerHandover } from './offer-handover';
import { passOn } from './pass-on';
import { proposeChange } from './propose-change';
import { reapprove } from './reapprove';
import { reassignDecider } from './reassign-decider';
import { reassignSponsor } from './reassign-sponsor';
import { recall } from './recall';
import { refuse } from './refuse';
import { reject } from './reject';
import { replaceCard } from './replace-card';
import { resend } from './resend';
import { returnWithQuestion } from './return';
import { shorten } from './shorten';
import { uncollectCard } from './uncollect-card';
import { undoLetExpire } from './undo-let-expire';
import { unissueCard } from './unissue-card';
import type { VerbTable } from './verb';
import { withdraw } from './withdraw';

/**
 * Every verb that a person applies to a request, in the order of its buttons on cards, in mails and in the tab: by how often
 * it is needed. Its key is its name in events, buttons, signed links and the tab's API. Making and resubmitting need a draft,
 * looking at a photo and the clock's verbs have no button of this kind: these are not here.
 */
export const verbs = {
  'accept-handover': acceptHandover,
  'decline-handover': declineHandover,
  approve,
  'approve-changed': approveChanged,
  reject,
  return: returnWithQuestion,
  'pass-on': passOn,
  agree,
  refuse,
  recall,
  answer,
  reapprove,
  'let-end': letExpire,
  'keep-after-all': undoLetExpire,
  'cancel-proposal': cancelProposal,
  'issue-card': issueCard,
  'extend-card': extendCard,
  'collect-card': collectCard,
  'replace-card': replaceCard,
  'correct-card': correctCard,
  'uncollect-card': uncollectCard,
  'unissue-card': unissueCard,
  nudge,
  'propose-change': proposeChange,
  correct,
  'offer-handover': offerHandover,
  'cancel-handover': cancelHandover,
  'reassign-decider': reassignDecider,
  'reassign-sponsor': reassignSponsor,
  resend,
  shorten,
  withdraw,
  end,
} as const satisfies VerbTable;

export type VerbName = keyof typeof verbs;
