import { wordsAtMost } from '../request/lifecycle';
import { answer as answerRule } from '../request/resubmit';
import type { Verb } from './verb';

/** The sponsor of a returned request answers the question, and requests it again as it is. */
export const answer: Verb = {
  takes: 'words',
  rule: (current, { words = '' }, { standing, context, press }) => answerRule(current, standing.person, words, context, press),
  in: ['chat', 'tab', 'outlook'],
  rank: 'first',
  isAskedAtOnce: true,
  style: 'primary',
  title: 'Answer',
  ask: () => ({
    kind: 'words',
    sentence: 'Answer here, or edit the request if something has to change.',
    label: 'Your answer (required)',
    most: wordsAtMost,
  }),
  done: 'You answered the question. The request is waiting for a decision again.',
  event: 'Answered and resubmitted',
};
