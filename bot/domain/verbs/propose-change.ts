import { itAccessLevels } from '../form/answer-values';
import { itAccessLabels } from '../form/form-words';
import { wordsAtMost } from '../request/lifecycle';
import { changeable, proposeChange as proposeChangeRule } from '../request/proposed-change';
import { proposalAsked } from '../words/proposal-words';
import {
  proposedChangeLabels as labels,
  proposedChangeProblem,
  proposedChangeQuestion,
  proposedChangeTitles as titles,
} from '../words/proposed-change-words';
import type { Verb } from './verb';

/** Another level, a card, no card, or a later first day of what was approved: asked of the approvers, who have to agree. */
export const proposeChange: Verb = {
  takes: 'terms',
  rule: (current, { terms = {}, words }, { standing, press }) => proposeChangeRule(current, terms, words, standing, press),
  in: ['chat', 'tab'],
  rank: 'rare',
  style: 'default',
  title: ({ account }) => (account?.proposal?.open ? titles.again : titles.ask),
  ask: (request, { context }) => {
    const { answers, account, validFrom: approved, validTo } = request;
    const { itAccess, idCard, validFrom } = changeable(request, context.today);
    const open = account?.proposal?.open;
    const needsPhoto = !answers.idCard && !answers.photo && !open?.photo;
    return {
      kind: 'terms',
      sentence: proposedChangeQuestion(open),
      note: { label: labels.note, most: wordsAtMost },
      ...(validFrom !== undefined && {
        validFrom: { label: labels.validFrom(approved), value: validFrom, least: approved, most: validTo },
      }),
      itAccess: {
        label: labels.itAccess(answers),
        value: itAccess,
        options: itAccessLevels.map((id) => ({ id, label: itAccessLabels[id] })),
      },
      ...(idCard !== undefined && { idCard: { label: labels.idCard(needsPhoto), value: idCard } }),
    };
  },
  done: ({ account, validTo }) => (account?.proposal?.open ? proposalAsked(account.proposal.open, validTo) : titles.ask),
  event: 'Change requested',
  problem: proposedChangeProblem,
};
