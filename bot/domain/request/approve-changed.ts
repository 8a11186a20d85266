import { Temporal } from 'temporal-polyfill';
import { readDate } from '../dates/dates';
import { type ItAccess, itAccessLevels } from '../form/answer-values';
import { isRunning, type Status } from '../statuses/table';
import type { Deciders } from './deciders';
import { decided, decides, type Press, tidyNote } from './lifecycle';
import { leastLastDay } from './reapproval';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { ApprovedChange, VisitorRequest } from './visitor-request';

/** The approver's replacements for what was asked; any may be unchanged. */
export interface ChangedTerms {
  /** ISO date. */
  validTo: string;
  itAccess: string;
  idCard: string;
}

/** The same as a card sends it; an absent field is unchanged. `validFrom` is for a change of what was approved. */
export type TypedTerms = { [Term in keyof ChangedTerms | 'validFrom']?: string | undefined };

export function termsOn({ answers }: VisitorRequest, { validTo = '', itAccess, idCard }: TypedTerms): ChangedTerms {
  return { validTo, itAccess: itAccess ?? answers.itAccess, idCard: idCard ?? (answers.idCard ? 'yes' : 'no') };
}

/** In rising order: an approver may choose a lower level than was asked for. */
const levels: readonly ItAccess[] = ['none', 'student-like', 'staff-like'];

/** The levels that may be approved if this one was asked for, which comes first. */
export function levelsUpTo(asked: ItAccess): ItAccess[] {
  return levels.slice(0, levels.indexOf(asked) + 1).reverse();
}

/** The levels that an approver can choose from. Without an ID card, no access would leave nothing to approve. */
export function levelsToApprove({ itAccess, idCard }: VisitorRequest['answers']): ItAccess[] {
  return levelsUpTo(itAccess).filter((level) => idCard || level !== 'none');
}

/** Whether the card may be left out, because IT access was asked for too. */
export function canGoWithoutCard({ itAccess, idCard }: VisitorRequest['answers']): boolean {
  return idCard && itAccess !== 'none';
}

/** False if any reduction would leave nothing to approve. */
function canBeChanged(current: VisitorRequest, today: Temporal.PlainDate): boolean {
  const { answers, validTo } = current;
  const endsEarlier = Temporal.PlainDate.compare(leastLastDay(current, today), Temporal.PlainDate.from(validTo)) < 0;
  return endsEarlier || levelsToApprove(answers).length > 1 || canGoWithoutCard(answers);
}

/** Whether the sponsor is notified of an approval with a change. */
export function isNewlyChanged({ decision, revision }: VisitorRequest, status: Status): boolean {
  return decision?.change !== undefined && decision.outcomeRevision === revision && isRunning(status);
}

/** The term that a refusal concerns; undefined if none. */
export function refusedTerm({ refused }: Refusal): keyof ChangedTerms | undefined {
  switch (refused) {
    case 'not-a-date':
    case 'too-early':
    case 'too-far':
    case 'unchanged':
      return 'validTo';
    case 'more-than-asked':
    case 'nothing-left':
      return 'itAccess';
    default:
      return undefined;
  }
}

/**
 * approve with a change: an earlier end, a lower IT level, no card. Both versions are stored and the sponsor sees
 * the difference. Refused without one. The photo follows the usual retention.
 */
export function approveChanged(
  current: VisitorRequest,
  deciders: Deciders,
  terms: ChangedTerms,
  press: Press,
  typed?: string,
): Change | Refusal {
  const refusal = decides(current, deciders, press);
  if (refusal) return refusal;
  if (!canBeChanged(current, press.now.toPlainDate())) return { refused: 'moved-on' };
  const end = endOf(current, terms.validTo, press);
  if ('refused' in end) return end;
  const level = itAccessLevels.find((one) => one === terms.itAccess);
  const { itAccess, idCard } = current.answers;
  const wantsCard = terms.idCard === 'yes';
  if (!level || !levelsUpTo(itAccess).includes(level) || (wantsCard && !idCard)) return { refused: 'more-than-asked' };
  if (level === 'none' && !wantsCard) return { refused: 'nothing-left' };
  const change: ApprovedChange = {
    ...(end.day !== current.validTo && { validTo: { asked: current.validTo, approved: end.day } }),
    ...(level !== itAccess && { itAccess: { asked: itAccess, approved: level } }),
    ...(idCard && !wantsCard && { idCard: { asked: true, approved: false } }),
  };
  const fields = Object.keys(change) as (keyof ApprovedChange)[];
  if (fields.length === 0) return { refused: 'unchanged' };
  const note = tidyNote(typed);
  if ('refused' in note) return note;
  const next: VisitorRequest = { ...current, validTo: end.day, answers: { ...current.answers, itAccess: level, idCard: wantsCard } };
  const status = statusAt({ ...next, status: 'approved' }, press.now.toPlainDate());
  const values = (version: 'asked' | 'approved') => Object.fromEntries(fields.map((field) => [field, change[field]?.[version]]));
  return decided(next, status, { verb: 'approve', change, ...note }, press, fields, { before: values('asked'), after: values('approved') });
}

function endOf(current: VisitorRequest, typed: string, press: Press): { day: string } | Refusal {
  const day = readDate(typed.trim());
  if (!day) return { refused: 'not-a-date' };
  const { validTo } = current;
  if (Temporal.PlainDate.compare(day, Temporal.PlainDate.from(validTo)) > 0) return { refused: 'too-far', most: validTo };
  const least = leastLastDay(current, press.now.toPlainDate());
  return Temporal.PlainDate.compare(day, least) < 0 ? { refused: 'too-early', least: least.toString() } : { day: day.toString() };
}
