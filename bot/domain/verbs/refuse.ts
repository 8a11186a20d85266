import { refuse as refuseRule } from '../request/agreement';
import { wordsAtMost } from '../request/lifecycle';
import { proposalSentences, proposalTitles, refusedSentence } from '../words/proposal-words';
import { sentences, wordsLabels } from '../words/words';
import type { Verb } from './verb';

/** What stands goes on standing. Needs a reason, which the sponsor reads. */
export const refuse: Verb = {
  takes: 'words',
  rule: (current, { words = '' }, { standing, press }) => refuseRule(current, standing.deciders, words, press),
  in: ['chat', 'tab', 'outlook'],
  rank: 'first',
  style: 'danger',
  title: proposalTitles.refuse,
  ask: ({ account }) => ({
    kind: 'words',
    sentence: proposalSentences(account?.proposal?.open).askRefuse,
    label: wordsLabels.refuse,
    most: wordsAtMost,
  }),
  done: ({ account, validTo }) => refusedSentence(account?.proposal?.last ?? { change: { validTo } }, validTo),
  event: 'Extension refused',
  waits: sentences.decisionWaits,
};
