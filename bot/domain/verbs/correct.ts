import { correctable, correct as correctRule } from '../request/corrections';
import { steeringSentences, steeringTitles } from '../words/correction-words';
import { doneSentences } from '../words/tab-words';
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
