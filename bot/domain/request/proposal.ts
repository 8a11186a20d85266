import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, dateOf, lastDayAllowed } from '../dates/dates';
import type { PersonId, Policy } from '../organisation/organisation';
import { isRunning, type Status } from '../statuses/table';
import type { Account, Done, Proposal, ProposedChange, SettledProposal, VisitorRequest } from './visitor-request';

/** What waits for the approvers' agreement, while the account runs. `status`: as of today. */
export function openProposal(request: { status: Status; account?: Account }): Proposal | undefined {
  const begun = begunProposal(request);
  return begun?.awaitsPhoto ? undefined : begun;
}

/** The same, also where it lacks a photo and the approvers are not asked yet. */
export function begunProposal({ status, account }: { status: Status; account?: Account }): Proposal | undefined {
  return isRunning(status) ? account?.proposal?.open : undefined;
}

/** The ISO instant since which a change lacks the photo of its card; undefined where none does. */
export function awaitingPhotoSince({ account }: Pick<VisitorRequest, 'account'>): string | undefined {
  const open = account?.proposal?.open;
  return open?.awaitsPhoto ? open.at : undefined;
}

/** Whether a later last day is asked for, alone or with other changes. */
export function isExtension({ change }: Pick<Proposal, 'change'>): boolean {
  return change.validTo !== undefined;
}

/** Whether an extension waits, so that it is not the sponsor's turn to reapprove. */
export function awaitsExtension({ account }: Pick<VisitorRequest, 'account'>): boolean {
  const open = account?.proposal?.open;
  return open !== undefined && isExtension(open);
}

/** The last day that needs no second agreement; undefined where the reason has no such limit. Example: from 1 February, 12 months → 31 January. */
export function freeUntil(
  { answers, validFrom }: Pick<VisitorRequest, 'answers' | 'validFrom'>,
  { reasons }: Pick<Policy, 'reasons'>,
): Temporal.PlainDate | undefined {
  const months = reasons.find(({ id }) => id === answers.reason)?.agreeAfterMonths;
  return months === undefined ? undefined : lastDayAllowed(Temporal.PlainDate.from(validFrom), months);
}

/** Whether the whole stay until this day is longer than the reason allows without a second agreement. */
export function needsAgreement(
  request: Pick<VisitorRequest, 'answers' | 'validFrom'>,
  until: Temporal.PlainDate,
  policy: Pick<Policy, 'reasons'>,
): boolean {
  const free = freeUntil(request, policy);
  return free !== undefined && Temporal.PlainDate.compare(until, free) > 0;
}

/** The account without its proposal, or the answer to one. */
export function withoutProposal({ proposal: _past, ...account }: Account): Account {
  return account;
}

/** The account without these parts of what is proposed, and without a proposal of nothing else. An answer stays. */
export function withoutProposed(account: Account, parts: readonly (keyof ProposedChange)[]): Account {
  const open = account.proposal?.open;
  if (!open) return account;
  const change = withoutParts(open.change, parts);
  return Object.keys(change).length === 0 ? withoutProposal(account) : { ...account, proposal: { open: { ...open, change } } };
}

function withoutParts(change: ProposedChange, parts: readonly (keyof ProposedChange)[]): ProposedChange {
  return Object.fromEntries(Object.entries(change).filter(([part]) => !parts.some((one) => one === part)));
}

/** A proposal as it is over: its photo and the ways in for one are kept no longer. */
export function settledAs(
  { photo: _photo, uploads: _uploads, awaitsPhoto: _awaits, ...open }: Proposal,
  answer: SettledProposal['answer'],
  answered: Done,
  settledAt: number,
): SettledProposal {
  return { ...open, answer, answered, settledAt };
}

/** The request as it has just expired, where nobody answered before that. */
export function asUnanswered(current: VisitorRequest, by: PersonId, at: string): VisitorRequest {
  const open = current.account?.proposal?.open;
  // What still lacked its photo was asked of nobody.
  if (!open || open.awaitsPhoto) return current;
  const last = settledAs(open, 'unanswered', { by, at, channel: 'clock' }, current.revision);
  return { ...current, account: { ...current.account, proposal: { last } } };
}

/** The request as its account has just begun: a later first day can no longer be agreed. */
export function asBegun(current: VisitorRequest, by: PersonId, at: string): VisitorRequest {
  const { account } = current;
  if (account?.proposal?.open?.change.validFrom === undefined) return current;
  const left = withoutProposed(account, ['validFrom']);
  return left.proposal ? { ...current, account: left } : closedAs(asUnanswered(current, by, at));
}

/** What was asked of nobody leaves no answer. */
function closedAs(current: VisitorRequest): VisitorRequest {
  return current.account?.proposal?.open ? { ...current, account: withoutProposal(current.account) } : current;
}

/** Whether the account expired for want of an answer to an extension. */
export function endedUnanswered({ account }: Pick<VisitorRequest, 'account'>): boolean {
  const last = account?.proposal?.last;
  return last?.answer === 'unanswered' && isExtension(last);
}

/** The day on which the approvers were asked last. */
export function proposedOn({ at, resentAt = at }: Proposal, zone: string): Temporal.PlainDate {
  return dateOf(resentAt, zone);
}

/** The days on which the question is pressed further, so many working days after it was asked. */
export function agreeDates(
  { account }: Pick<VisitorRequest, 'account'>,
  counts: readonly number[],
  { zone, closureDays }: Pick<Policy, 'zone' | 'closureDays'>,
): Temporal.PlainDate[] {
  const open = account?.proposal?.open;
  return open && !open.awaitsPhoto ? counts.map((count) => addWorkingDays(proposedOn(open, zone), count, closureDays)) : [];
}
