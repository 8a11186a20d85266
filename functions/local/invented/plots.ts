import { Temporal } from 'temporal-polyfill';
import type { Person, Reason } from '../../../bot/domain/organisation/organisation';
import { windowDays } from '../../../bot/domain/request/request-dates';
import type { Status } from '../../../bot/domain/statuses/table';
import {
  approveInStory,
  endInStory,
  handOverInStory,
  issueCardInStory,
  lastEventDay,
  letExpireInStory,
  nudgeInStory,
  offerHandoverInStory,
  reapproveInStory,
  recallInStory,
  rejectInStory,
  resubmitInStory,
  returnInStory,
  shortenInStory,
  withdrawInStory,
} from './scenes';
import { ImpossiblePlot, type Story } from './story';
import { inventedAnswers } from './visitor';

/** The outcome of an invented request; `ending` is active in its last thirty days. */
export const plotNames = [
  'active',
  'ending',
  'expired',
  'pending',
  'returned',
  'approved',
  'ended',
  'rejected',
  'withdrawn',
  'lapsed',
] as const;
export type Plot = (typeof plotNames)[number];

/** Where each plot leads to. */
export function statusOfPlot(plot: Plot): Status {
  return plot === 'ending' ? 'active' : plot;
}

export interface Part {
  plot: Plot;
  sponsor: Person;
  /** Id of the department visited. */
  department: string;
  /** To whom it may be handed over. */
  colleague: Person;
}

/** Plays the plot up to the present. Throws {@link ImpossiblePlot} if it cannot. */
export function playPlot(story: Story, part: Part): void {
  plots[part.plot](story, part);
  const changes = story.end();
  const { status, validTo } = changes.at(-1)!.request;
  if (status !== statusOfPlot(part.plot)) throw new ImpossiblePlot(status);
  if (part.plot === 'active' && isSoon(validTo, story)) throw new ImpossiblePlot('ending');
}

const plots: Record<Plot, (story: Story, part: Part) => void> = {
  pending(story, part) {
    const { dice, today } = story;
    const turn = dice.weighted({ none: 60, nudged: 15, again: 12, recalled: 8, offered: 5 });
    const least = turn === 'none' ? 0 : 4;
    openRequest(story, part, today.subtract({ days: dice.between(least, 12) }), { from: today.add({ days: dice.between(2, 60) }) });
    switch (turn) {
      case 'nudged':
        return nudgeInStory(story);
      case 'again':
        return askAndAnswerInStory(story);
      case 'recalled':
        return recallInStory(story, soon(story));
      case 'offered':
        return offerHandoverInStory(story, soon(story), part.colleague);
      default:
    }
  },
  returned(story, part) {
    const { dice, today } = story;
    openRequest(story, part, today.subtract({ days: dice.between(1, 30) }), { from: today.add({ days: dice.between(-5, 50) }) });
    returnInStory(story, soon(story));
  },
  approved(story, part) {
    const { dice, today } = story;
    openRequest(story, part, today.subtract({ days: dice.between(1, 45) }), { from: today.add({ days: dice.between(2, 120) }) });
    decide(story);
    if (dice.chance(0.06)) offerHandoverInStory(story, soon(story), part.colleague);
  },
  active(story, part) {
    const { dice, today } = story;
    if (dice.chance(0.08)) return extendAccountWithCard(story, part);
    runAccount(story, part, { latest: today.add({ days: 360 }) });
    if (dice.chance(0.35)) issueCardInStory(story, today.subtract({ days: dice.between(0, 20) }));
  },
  ending(story, part) {
    const { dice, today } = story;
    runAccount(story, part, { latest: today.add({ days: dice.between(0, windowDays - 1) }), isCutShort: true });
    if (dice.chance(0.25)) letExpireInStory(story, today.subtract({ days: dice.between(0, 10) }));
    else if (dice.chance(0.08)) offerHandoverInStory(story, today.subtract({ days: dice.between(0, 5) }), part.colleague);
  },
  expired(story, part) {
    const { dice, today } = story;
    const last = today.subtract({ days: dice.between(1, 540) });
    runAccount(story, part, { latest: last, isCutShort: true });
    if (dice.chance(0.3)) letExpireInStory(story, last.subtract({ days: dice.between(4, 25) }));
  },
  ended(story, part) {
    const { dice, today } = story;
    const day = today.subtract({ days: dice.between(0, 400) });
    runAccount(story, part, { latest: day.add({ days: dice.between(10, 120) }), isCutShort: true });
    if (dice.chance(0.3)) issueCardInStory(story, day.subtract({ days: 1 }));
    endInStory(story, day);
  },
  rejected(story, part) {
    madeAnyTime(story, part);
    rejectInStory(story, soon(story));
  },
  withdrawn(story, part) {
    madeAnyTime(story, part);
    if (story.dice.chance(0.3)) returnInStory(story, soon(story));
    withdrawInStory(story, soon(story));
  },
  lapsed(story, part) {
    const { dice, today } = story;
    const to = today.subtract({ days: dice.between(1, 420) });
    const from = to.subtract({ days: dice.between(28, 62) });
    openRequest(story, part, from.subtract({ days: dice.between(-10, 20) }), { from, to });
    if (dice.chance(0.5)) returnInStory(story, soon(story));
  },
};

type Day = Temporal.PlainDate;

/** Reapproved after its card was issued, so the card has the former last day. */
function extendAccountWithCard(story: Story, part: Part): void {
  const { dice, today } = story;
  runAccount(story, part, { latest: today.add({ days: dice.between(2, 20) }), isCutShort: true });
  issueCardInStory(story, today.subtract({ days: dice.between(6, 9) }));
  reapproveInStory(story, today.add({ days: 300 }));
}

/** A request made on this day, for a stay of a length that its reason allows. */
function openRequest(
  story: Story,
  { sponsor, department }: Part,
  day: Day,
  { from, to, reason = reasonFor(story) }: { from: Day; to?: Day; reason?: Reason },
): void {
  const visit = { department, reason, from, to: to ?? lastDayOf(story, from, reason) };
  story.make(day, sponsor, inventedAnswers(visit, story.dice));
}

function madeAnyTime(story: Story, part: Part): void {
  const day = story.today.subtract({ days: story.dice.between(7, 640) });
  openRequest(story, part, day, { from: day.add({ days: story.dice.between(5, 50) }) });
}

/**
 * An account that is approved and then kept, as long as it goes on at least to the present; the last period ends on
 * `latest` where it would end later.
 *
 * @param isCutShort it ends on `latest` itself, as asked for or kept.
 */
function runAccount(story: Story, part: Part, { latest, isCutShort = false }: { latest: Day; isCutShort?: boolean }): void {
  const { dice, today } = story;
  const reason = reasonFor(story);
  const months = Math.min(reason.maxMonths, dice.pick(lengths));
  const before = dice.between(1, Math.min(640, months * 45));
  const from = isCutShort ? latest.subtract({ days: before }) : today.subtract({ days: before });
  const to = earlier(from.add({ months }).subtract({ days: 1 + (dice.chance(0.6) ? 0 : dice.between(1, 12)) }), latest);
  openRequest(story, part, from.subtract({ days: dice.between(-8, 40) }), { from, to, reason });
  decide(story);
  if (dice.chance(0.06)) handOverInStory(story, soon(story), part.colleague);
  while (isBefore(story.request.validTo, isCutShort ? latest : today.add({ days: windowDays + 1 }))) reapproveInStory(story, latest);
  const isLong = !isBefore(story.request.validTo, today.add({ days: 120 }));
  if (isLong && dice.chance(0.1))
    shortenInStory(story, today.subtract({ days: dice.between(0, 20) }), today.add({ days: dice.between(40, 90) }));
}

/** Calendar months; the short ones are the more frequent. */
const lengths = [1, 2, 3, 3, 4, 6, 6, 6, 9, 10, 12, 12, 12, 18, 24, 36];

function lastDayOf(story: Story, from: Day, { maxMonths }: Reason): Day {
  const most = story.today.add({ days: 360 });
  const months = Math.min(maxMonths, story.dice.pick(lengths));
  return earlier(from.add({ months }).subtract({ days: 1 }), most);
}

function reasonFor(story: Story): Reason {
  return story.dice.pick(story.context.policy.reasons);
}

/** Approved, some after a question. */
function decide(story: Story): void {
  if (story.dice.chance(0.1)) askAndAnswerInStory(story);
  approveInStory(story, soon(story));
}

function askAndAnswerInStory(story: Story): void {
  returnInStory(story, soon(story));
  resubmitInStory(story, soon(story));
}

/** Some days after the last thing that happened. */
function soon(story: Story): Day {
  return lastEventDay(story).add({ days: story.dice.between(0, 4) });
}

function isSoon(validTo: string, { today }: Story): boolean {
  return isBefore(validTo, today.add({ days: windowDays + 1 }));
}

function isBefore(day: string, limit: Day): boolean {
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(day), limit) < 0;
}

function earlier(one: Day, other: Day): Day {
  return Temporal.PlainDate.compare(one, other) < 0 ? one : other;
}
