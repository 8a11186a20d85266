import { Temporal } from 'temporal-polyfill';
import { readDate, statusAt } from './calendar';
import type { Deciders } from './deciders';
import { approve, type Change, decided, decides, type Press, type Refusal } from './lifecycle';
import { type ApprovedChange, type ItAccess, itAccessLevels, type VisitorRequest } from './visitor-request';

/** What a decider typed in place of what was asked for; each may be as it was. */
export interface ChangedTerms {
  /** ISO date. */
  validTo: string;
  itAccess: string;
  idCard: string;
}

/** From the least to the most: what is below an asked level may be approved in its place. */
const levels: readonly ItAccess[] = ['none', 'student-like', 'staff-like'];

/** The levels that may be approved where this one was asked for, the asked one first. */
export function levelsUpTo(asked: ItAccess): ItAccess[] {
  return levels.slice(0, levels.indexOf(asked) + 1).reverse();
}

/**
 * approve with a change (Q5): an earlier end, a lower IT level, no card. Both versions are kept, and the sponsor is shown
 * the difference. Without a difference it is an approval like any other. The photo stays until photos of its kind go.
 */
export function approveChanged(current: VisitorRequest, deciders: Deciders, terms: ChangedTerms, press: Press): Change | Refusal {
  const refusal = decides(current, deciders, press);
  if (refusal) return refusal;
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
  if (fields.length === 0) return approve(current, deciders, press);
  const next: VisitorRequest = { ...current, validTo: end.day, answers: { ...current.answers, itAccess: level, idCard: wantsCard } };
  const status = statusAt({ ...next, status: 'approved' }, press.now.toPlainDate());
  const values = (version: 'asked' | 'approved') => Object.fromEntries(fields.map((field) => [field, change[field]?.[version]]));
  return decided(next, status, { verb: 'approve', change }, press, fields, { before: values('asked'), after: values('approved') });
}

function endOf({ validFrom, validTo }: VisitorRequest, typed: string, press: Press): { day: string } | Refusal {
  const day = readDate(typed.trim());
  if (!day) return { refused: 'not-a-date' };
  if (Temporal.PlainDate.compare(day, Temporal.PlainDate.from(validTo)) > 0) return { refused: 'too-far', most: validTo };
  const [first, today] = [Temporal.PlainDate.from(validFrom), press.now.toPlainDate()];
  const least = Temporal.PlainDate.compare(first, today) > 0 ? first : today;
  return Temporal.PlainDate.compare(day, least) < 0 ? { refused: 'too-early', least: least.toString() } : { day: day.toString() };
}
