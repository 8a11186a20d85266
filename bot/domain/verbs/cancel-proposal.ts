import { cancelProposal as cancelProposalRule } from '../request/agreement';
import { proposalSentences } from '../words/proposal-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** Takes back what was asked of the approvers; the sponsor is asked to reapprove again. */
export const cancelProposal: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => cancelProposalRule(current, standing, press),
  in: ['chat', 'tab'],
  rank: 'first',
  style: 'default',
  title: ({ account }) => proposalSentences(account?.proposal?.open).cancel,
  ask: ({ account }) => ({ kind: 'confirm', sentence: proposalSentences(account?.proposal?.open).askCancel }),
  done: doneSentences['cancel-proposal'],
  event: 'Extension withdrawn',
};
