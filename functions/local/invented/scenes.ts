import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../../bot/domain/dates/dates';
import type { Person } from '../../../bot/domain/organisation/organisation';
import { approveChanged, canGoWithoutCard, levelsToApprove } from '../../../bot/domain/request/approve-changed';
import { nextNudge, nudge } from '../../../bot/domain/request/clock';
import { acceptHandover, declineHandover, offerHandover } from '../../../bot/domain/request/handover';
import { issueCard } from '../../../bot/domain/request/id-card';
import { approve, giveBack, reject, withdraw } from '../../../bot/domain/request/lifecycle';
import { end, letExpire, offeredUntil, reapprove, shorten } from '../../../bot/domain/request/reapproval';
import { recall } from '../../../bot/domain/request/recall';
import { resubmit } from '../../../bot/domain/request/resubmit';
import type { Channel } from '../../../bot/domain/request/visitor-request';
import { questions, reasonsToReject } from './names';
import { ImpossiblePlot, type Story } from './story';

type Day = Temporal.PlainDate;

/** The day of the last thing that happened. */
export function lastEventDay(story: Story): Day {
  return dateOf(story.changes.at(-1)!.event.at, story.context.policy.zone);
}

/** approve; now and then less than was asked for. */
export function approveInStory(story: Story, day: Day): void {
  const deciders = story.deciders();
  const { answers, validTo } = story.request;
  const isLess = story.dice.chance(0.08);
  const less = {
    validTo,
    itAccess: isLess ? levelsToApprove(answers).at(-1)! : answers.itAccess,
    idCard: answers.idCard && !(isLess && canGoWithoutCard(answers) && story.dice.chance(0.5)) ? 'yes' : 'no',
  };
  // Without access the card has to stay, whatever the dice say.
  const terms = less.itAccess === 'none' ? { ...less, idCard: answers.idCard ? 'yes' : 'no' } : less;
  const isChanged = terms.itAccess !== answers.itAccess || (terms.idCard === 'yes') !== answers.idCard;
  story.press(day, decider(story), (current, press) =>
    isChanged ? approveChanged(current, deciders, terms, press) : approve(current, deciders, press),
  );
}

export function rejectInStory(story: Story, day: Day): void {
  const deciders = story.deciders();
  story.press(day, decider(story), (current, press) => reject(current, deciders, story.dice.pick(reasonsToReject), press));
}

export function returnInStory(story: Story, day: Day): void {
  const deciders = story.deciders();
  story.press(day, decider(story), (current, press) => giveBack(current, deciders, story.dice.pick(questions), press));
}

/** Sent again with a further answer, or with one less. */
export function resubmitInStory(story: Story, day: Day): void {
  const { sponsor, answers } = story.request;
  const { policy, departments } = story.context;
  const { preferredName, ...others } = answers;
  const draft = story.draftAgain(
    preferredName === undefined ? { ...others, preferredName: `${others.firstName} ${others.lastName}` } : others,
  );
  story.press(day, { id: sponsor, channel: 'teams' }, (current, press) =>
    resubmit(current, draft, story.person(sponsor), { policy, departments, today: press.now.toPlainDate() }, press),
  );
}

/** Approved, and taken back minutes later. */
export function recallInStory(story: Story, day: Day): void {
  approveInStory(story, day);
  const { decision } = story.request;
  // A day that is over already: at once, as a decision can be taken back for minutes only.
  story.press(day.subtract({ days: 7 }), { id: decision!.by, channel: decision!.channel }, (current, press) =>
    recall(current, story.deciders(), press),
  );
}

export function withdrawInStory(story: Story, day: Day): void {
  story.press(day, sponsorActor(story), withdraw);
}

/** The sponsor reminds the deciders, as soon as they may. */
export function nudgeInStory(story: Story): void {
  const { sponsor } = story.request;
  const { policy } = story.context;
  const day = nextNudge(story.request, policy);
  if (Temporal.PlainDate.compare(day, story.today) > 0) throw new ImpossiblePlot('too-early');
  story.press(day, sponsorActor(story), (current, press) => nudge(current, story.person(sponsor), policy, press));
}

/** The sponsor keeps the account, on a day of its last thirty. */
export function reapproveInStory(story: Story, latest: Day): void {
  const { validTo, sponsor } = story.request;
  const day = Temporal.PlainDate.from(validTo).subtract({ days: story.dice.between(3, 28) });
  const until = offeredUntil(story.request, day, story.context.policy);
  if (!until) throw new ImpossiblePlot('not-later');
  const kept = Temporal.PlainDate.compare(until, latest) > 0 ? latest : until;
  story.press(day, byMailToo(story), (current, press) =>
    reapprove(current, kept.toString(), story.standing(sponsor), story.context.policy, press),
  );
}

export function letExpireInStory(story: Story, day: Day): void {
  const { sponsor } = story.request;
  story.press(day, byMailToo(story), (current, press) => letExpire(current, story.standing(sponsor), press));
}

export function shortenInStory(story: Story, day: Day, to: Day): void {
  const { sponsor } = story.request;
  story.press(day, sponsorActor(story), (current, press) => shorten(current, to.toString(), story.standing(sponsor), press));
}

/** The card office issues the ID card, if one was asked for. */
export function issueCardInStory(story: Story, day: Day): void {
  const officer = story.context.people.find(({ isCardOffice }) => isCardOffice);
  if (!officer || !story.request.answers.idCard) return;
  const number = String(story.dice.between(100_000, 999_999));
  story.press(day, { id: officer.id, channel: 'tab' }, (current, press) => issueCard(current, number, story.standing(officer.id), press));
}

/** By its sponsor, now and then by a decider or an admin. */
export function endInStory(story: Story, day: Day): void {
  const admins = story.context.people.filter(({ isAdmin, isEnabled }) => isAdmin && isEnabled).map(({ id }) => id);
  const who = story.dice.weighted({ sponsor: 80, decider: 12, admin: 8 });
  const by = {
    sponsor: () => sponsorActor(story),
    decider: () => decider(story),
    admin: () => ({ id: story.dice.pick(admins), channel: 'tab' as const }),
  }[who]();
  story.press(day, by, (current, press) => end(current, story.standing(by.id), press));
}

export function offerHandoverInStory(story: Story, day: Day, to: Person): void {
  const { sponsor } = story.request;
  story.press(day, sponsorActor(story), (current, press) => offerHandover(current, to, story.standing(sponsor), press));
}

/** Accepted by most. */
export function handOverInStory(story: Story, day: Day, to: Person): void {
  offerHandoverInStory(story, day, to);
  const answered = lastEventDay(story).add({ days: story.dice.between(0, 3) });
  const isAccepted = story.dice.chance(0.8);
  story.press(answered, { id: to.id, channel: story.dice.pick(['teams', 'tab']) }, (current, press) =>
    isAccepted ? acceptHandover(current, to, press) : declineHandover(current, to.id, press),
  );
}

/** Mostly the head, on any channel; never a person who is involved. */
function decider(story: Story): { id: string; channel: Channel } {
  const { may } = story.deciders();
  const [first] = may;
  if (first === undefined) throw new ImpossiblePlot('nobody-may-decide');
  const channel = story.dice.weighted<Channel>({ teams: 55, outlook: 30, tab: 15, clock: 0 });
  return { id: story.dice.chance(0.75) ? first : story.dice.pick(may), channel };
}

function sponsorActor(story: Story): { id: string; channel: Channel } {
  return { id: story.request.sponsor, channel: story.dice.chance(0.7) ? 'teams' : 'tab' };
}

/** What the digest asks for is answered in the mail too. */
function byMailToo(story: Story): { id: string; channel: Channel } {
  return story.dice.chance(0.2) ? { id: story.request.sponsor, channel: 'outlook' } : sponsorActor(story);
}
