import { itAccessLabels } from '../form/form-words';
import { approveChanged as approveChangedRule, canGoWithoutCard, levelsToApprove, refusedTerm, termsOn } from '../request/approve-changed';
import { wordsAtMost } from '../request/lifecycle';
import { leastLastDay } from '../request/reapproval';
import { askChange, changeLabels, changeProblem, changeTitles } from '../words/approve-changed-words';
import { doneSentences } from '../words/tab-words';
import { sentences, wordsLabels } from '../words/words';
import type { Verb } from './verb';

/** An earlier end, a lower IT level, no card. */
export const approveChanged: Verb = {
  takes: 'terms',
  rule: (current, { terms = {}, words }, { standing, press }) =>
    approveChangedRule(current, standing.deciders, termsOn(current, terms), press, words),
  in: ['chat', 'tab', 'outlook'],
  rank: 'rare',
  style: 'default',
  title: changeTitles.ask,
  answer: changeTitles.answer,
  ask: ({ answers, validFrom, validTo }, { context }) => {
    const levels = levelsToApprove(answers);
    return {
      kind: 'terms',
      sentence: askChange,
      note: { label: wordsLabels.approve, most: wordsAtMost },
      validTo: { label: changeLabels.validTo(validTo), value: validTo, least: leastLastDay({ validFrom }, context.today).toString() },
      ...(levels.length > 1 && {
        itAccess: {
          label: changeLabels.itAccess,
          value: answers.itAccess,
          options: levels.map((id) => ({ id, label: itAccessLabels[id] })),
        },
      }),
      ...(canGoWithoutCard(answers) && { idCard: { label: changeLabels.idCard, value: true } }),
    };
  },
  done: () => doneSentences['approve-changed'],
  event: 'Approved with changes',
  problem: (refusal, policy) => {
    const term = refusedTerm(refusal);
    return { sentence: changeProblem(refusal, policy), ...(term && { term }) };
  },
  waits: sentences.decisionWaits,
};
