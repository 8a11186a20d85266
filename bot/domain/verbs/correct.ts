import { correctable, correct as correctRule } from '../steering';
import { steeringSentences, steeringTitles } from '../steering-wording';
import { doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** Mends a slip in who the visitor is. */
export const correct: Verb = {
  takes: 'correction',
  rule: (current, { field = '', value = '' }, { standing, context, press }) =>
    correctRule(current, { field, value }, standing, context, press),
  in: ['tab'],
  rank: 'rare',
  style: 'default',
  title: steeringTitles.correct,
  ask: (request, { context: { policy } }) => ({
    kind: 'correction',
    sentence: steeringSentences.correct,
    fields: correctable(request, policy),
  }),
  done: doneSentences.correct,
  event: 'Detail corrected',
  isForAdmins: true,
};
