import { reassignDecider as reassignDeciderRule } from '../request/corrections';
import { accountLabels } from '../words/account-words';
import { steeringSentences, steeringTitles } from '../words/correction-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** Somebody is asked in the place of the head. */
export const reassignDecider: Verb = {
  takes: 'colleague',
  rule: (current, _body, { standing, to, press }) => reassignDeciderRule(current, to, standing, press),
  in: ['tab'],
  rank: 'rare',
  style: 'default',
  title: steeringTitles['reassign-decider'],
  ask: () => ({ kind: 'colleague', label: accountLabels.mail, ...steeringSentences['reassign-decider'] }),
  done: doneSentences['reassign-decider'],
  event: 'Approver changed',
  isForAdmins: true,
};
