import { resend as resendRule } from '../request/corrections';
import { steeringSentences, steeringTitles } from '../words/correction-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** The question once more, as if asked now. */
export const resend: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => resendRule(current, standing, press),
  in: ['tab', 'many'],
  rank: 'rare',
  style: 'default',
  title: steeringTitles.resend,
  ask: () => ({ kind: 'confirm', sentence: steeringSentences.resend }),
  done: doneSentences.resend,
  event: 'Question sent again',
  isForAdmins: true,
};
