import { reassignSponsor as reassignSponsorRule } from '../request/corrections';
import { accountLabels } from '../words/account-words';
import { steeringSentences, steeringTitles } from '../words/correction-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** Another sponsor at once; both are told. */
export const reassignSponsor: Verb = {
  takes: 'colleague',
  rule: (current, _body, { standing, to, press }) => reassignSponsorRule(current, to, standing, press),
  in: ['tab', 'many'],
  rank: 'rare',
  style: 'default',
  title: steeringTitles['reassign-sponsor'],
  ask: () => ({ kind: 'colleague', label: accountLabels.mail, ...steeringSentences['reassign-sponsor'] }),
  done: doneSentences['reassign-sponsor'],
  event: 'Sponsor changed',
  closesDraft: true,
  isForAdmins: true,
};
