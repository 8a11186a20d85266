import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, dateOf, lastDayAllowed } from '../dates/dates';
import type { PersonId, Policy } from '../organisation/organisation';
import { isRunning, type Status } from '../statuses/table';
import type { Account, Proposal, SettledProposal, VisitorRequest } from './visitor-request';

/** What waits for the approvers' agreement, while the account runs. `status`: as of today. */
export function openProposal({ status, account }: { status: Status; account?: Account }): Proposal | undefined {
  return isRunning(status) ? account?.proposal?.open : undefined;
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

/** The request as it has just expired, where nobody answered before that. */
export function asUnanswered(current: VisitorRequest, by: PersonId, at: string): VisitorRequest {
  const open = current.account?.proposal?.open;
  if (!open) return current;
  const answered = { by, at, channel: 'clock' as const };
  const last: SettledProposal = { ...open, answer: 'unanswered', answered, settledAt: current.revision };
  return { ...current, account: { ...current.account, proposal: { last } } };
}

/** Whether nobody answered what its sponsor had asked for when the account expired. */
export function endedUnanswered({ account }: Pick<VisitorRequest, 'account'>): boolean {
  return account?.proposal?.last?.answer === 'unanswered';
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
  return open ? counts.map((count) => addWorkingDays(proposedOn(open, zone), count, closureDays)) : [];
}
