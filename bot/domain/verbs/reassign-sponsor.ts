import { accountLabels } from '../account-wording';
import { reassignSponsor as reassignSponsorRule } from '../steering';
import { steeringSentences, steeringTitles } from '../steering-wording';
import { doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** Another sponsor at once; both are told. */
export const reassignSponsor: Verb = {
  takes: 'colleague',
  rule: (current, _body, { standing, to, press }) => reassignSponsorRule(current, to, standing, press),
  in: ['tab'],
  rank: 'rare',
  style: 'default',
  title: steeringTitles['reassign-sponsor'],
  ask: () => ({ kind: 'colleague', label: accountLabels.mail, ...steeringSentences['reassign-sponsor'] }),
  done: doneSentences['reassign-sponsor'],
  event: 'Sponsor changed',
  closesDraft: true,
  isForAdmins: true,
};
