import { Temporal } from 'temporal-polyfill';
import { offeredUntil, reapprovableUntil, reapprove as reapproveRule } from '../request/reapproval';
import { accountLabels, accountTitles, reapproveFromSentence, reapproveSentence } from '../words/account-words';
import { reapprovedLine } from '../words/digest-words';
import { mostLine } from '../words/renewal-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** A later last day, in the last thirty days. */
export const reapprove: Verb = {
  takes: 'day',
  rule: (current, { until = '' }, { standing, context, press }) => reapproveRule(current, until, standing, context.policy, press),
  in: ['chat', 'tab', 'list', 'mailed-list', 'many'],
  rank: 'first',
  isAskedAtOnce: true,
  style: 'primary',
  title: accountTitles.reapprove,
  ask: (request, { context: { policy, today } }) => {
    const offered = offeredUntil(request, today, policy);
    return {
      kind: 'day',
      sentence: `${reapproveSentence(request)} ${mostLine(reapprovableUntil(request, today, policy).toString())}`,
      label: accountLabels.keepUntil,
      ...(offered && { value: offered.toString() }),
      least: Temporal.PlainDate.from(request.validTo).add({ days: 1 }).toString(),
      most: reapprovableUntil(request, today, policy).toString(),
    };
  },
  hint: (refusal) => (refusal.refused === 'outside-window' ? reapproveFromSentence(refusal.opens) : undefined),
  line: ({ validTo }) => reapprovedLine(validTo),
  done: doneSentences.reapprove,
  event: 'Reapproved',
};
