import { accountLabels } from '../account-wording';
import { reassignDecider as reassignDeciderRule } from '../steering';
import { steeringSentences, steeringTitles } from '../steering-wording';
import { doneSentences } from '../tab-wording';
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
  event: 'Somebody else asked to decide',
  isForAdmins: true,
};
