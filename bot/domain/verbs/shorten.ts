import { Temporal } from 'temporal-polyfill';
import { leastLastDay, shorten as shortenRule } from '../request/reapproval';
import { accountLabels, accountSentences, accountTitles } from '../words/account-words';
import { doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** An earlier last day, today or later. */
export const shorten: Verb = {
  takes: 'day',
  rule: (current, { until = '' }, { standing, press }) => shortenRule(current, until, standing, press),
  in: ['chat', 'tab'],
  rank: 'rare',
  style: 'default',
  title: accountTitles.shorten,
  ask: (request, { context: { today } }) => ({
    kind: 'day',
    sentence: accountSentences.askShorten,
    label: accountLabels.lastDay,
    least: leastLastDay(request, today).toString(),
    most: Temporal.PlainDate.from(request.validTo).subtract({ days: 1 }).toString(),
  }),
  done: doneSentences.shorten,
  event: 'Last day brought forward',
};
