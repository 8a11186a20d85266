import { readDate } from '../../../bot/domain/dates/dates';
import { day } from '../../../bot/domain/dates/day-words';
import { recorded } from '../../../bot/domain/request/lifecycle';
import { isInWindow, sponsorPart } from '../../../bot/domain/request/reapproval';
import type { Verb } from '../../../bot/domain/verbs/verb';

/** A verb made up for the recipe: the sponsor names a day of review, beside a visitor of a list or on the card. */
export const holdReview: Verb = {
  takes: 'day',
  rule: (current, { until = '' }, { standing, press, context }) => {
    const part = sponsorPart(current, standing);
    if ('refused' in part) return part;
    if (press.seen !== current.revision || !isInWindow(current, context.today)) return { refused: 'moved-on' };
    const on = readDate(until.trim());
    if (!on) return { refused: 'not-a-date' };
    const next = { ...current, revision: current.revision + 1 };
    return recorded(next, 'hold-review', current.status, press, [], { after: { review: on.toString() } });
  },
  in: ['chat', 'tab', 'list', 'mailed-list'],
  rank: 'rare',
  style: 'default',
  title: 'Plan a review',
  listTitle: 'Plan a review on this day',
  ask: ({ validTo }) => ({ kind: 'day', sentence: 'On which day will you review this visit?', label: 'Day of review', value: validTo }),
  done: 'The review is planned.',
  line: ({ validTo }) => `review planned before ${day(validTo)}.`,
  event: 'Review planned',
};
