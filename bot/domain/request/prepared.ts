import type { Temporal } from 'temporal-polyfill';
import { problemsOf, stepOf } from '../form/form';
import type { FormContext } from '../form/form-context';
import { type Answers, type Field, givenTo } from '../form/questions';
import type { Person, PersonId } from '../organisation/organisation';
import { instant, maySponsor } from './lifecycle';
import type { Draft } from './records';
import type { VisitorRequest } from './visitor-request';

/**
 * A draft that one member of staff prepares and another confirms as its sponsor. The row of whoever prepared it says
 * with whom it is, and decides every race; the sponsor has a copy to confirm, edit or decline.
 */

/** Drafts that one person may have with colleagues, presses at the same moment aside. */
export const preparedAtMost = 10;

/** Seconds that a confirmation has, before its draft can be taken back again: far more than a turn takes. */
const confirmingFor = 60;

export type NamingRefusal = 'no-such-colleague' | 'oneself' | 'too-many' | 'no-room';

/** Whether a colleague can be asked to sponsor this draft: a new request, all filled in, that nobody else has. */
export function canBeNamedFor(draft: Draft, context: FormContext): boolean {
  const isNew = draft.changes === undefined && draft.follows === undefined;
  const isOwn = draft.prepared === undefined && draft.confirmation === undefined;
  return isNew && isOwn && Object.keys(problemsOf(draft.answers, context)).length === 0;
}

/**
 * Why this colleague cannot be asked; undefined where they can.
 *
 * @param colleague undefined for an address that is nobody's here.
 * @param open drafts of this person that are with colleagues already.
 */
export function refusesNaming(preparer: PersonId, colleague: Person | undefined, open: number): NamingRefusal | undefined {
  // An address that is nobody's and that of somebody who may not sponsor get one answer, so that none tells who is in the directory.
  if (!colleague || !maySponsor(colleague)) return 'no-such-colleague';
  if (colleague.id === preparer) return 'oneself';
  return open >= preparedAtMost ? 'too-many' : undefined;
}

/** The preparer's row while the draft is with a colleague. No photo comes in any more by a way that was opened before. */
export function withColleagueAsked(draft: Draft, colleague: Pick<Person, 'id' | 'name'>, now: Temporal.ZonedDateTime): Draft {
  const { offered: _picture, fetchingUntil: _fetch, cameBack: _before, ...rest } = draft;
  const at = instant(now);
  return { ...rest, step: 'review', uploads: [], confirmation: { by: colleague.id, name: colleague.name, at }, touchedAt: at };
}

/** The sponsor's copy of it, by the same id and with the same photo. */
export function copyForSponsor(own: Draft, by: PersonId, preparer: Pick<Person, 'id' | 'name'>): Draft {
  const { confirmation: _with, cardActivity: _card, spare: _spare, ...rest } = own;
  return { ...rest, sponsor: by, prepared: { by: preparer.id, name: preparer.name } };
}

/** Whether the sponsor's row of this draft is what its preparer asked them to confirm, and still does. */
export function isAskedOf(own: Draft | undefined, sponsor: PersonId): own is Draft & Required<Pick<Draft, 'confirmation'>> {
  return own?.confirmation?.by === sponsor;
}

/** Whether its sponsor is confirming it at this moment. */
export function isBeingConfirmed({ confirmation }: Draft, now: Temporal.ZonedDateTime): boolean {
  const since = confirmation?.confirmingSince;
  return since !== undefined && since > now.toInstant().subtract({ seconds: confirmingFor }).toString();
}

export type SentBack = 'taken-back' | 'declined' | 'not-reached';

/** The draft back with whoever prepared it, as the sponsor's copy has it; `photo` stored for the preparer. */
export function backFrom(own: Draft, copy: Draft | undefined, photo: Answers['photo'], how: SentBack): Draft {
  const { confirmation, thumbnail: _before, ...rest } = own;
  const { photo: _theirs, ...answers } = (copy ?? own).answers;
  const isChanged = copy !== undefined && copy.revision > own.revision;
  const changedBy = [...new Set([...(own.changedBy ?? []), ...(isChanged ? [copy.sponsor] : [])])];
  const thumbnail = photo && (copy ?? own).thumbnail;
  return {
    ...rest,
    answers: { ...answers, ...(photo && { photo }) },
    touched: { ...own.touched, ...copy?.touched },
    revision: Math.max(own.revision, copy?.revision ?? 0) + 1,
    ...(changedBy.length > 0 && { changedBy }),
    ...(thumbnail !== undefined && { thumbnail }),
    ...(how !== 'taken-back' && confirmation && { cameBack: { name: confirmation.name, how, isUntold: true as const } }),
  };
}

/**
 * The preparer's draft with what its sponsor typed in the moment in which it went back: `seen` is the copy that went back,
 * `late` the same a moment later. What the preparer has changed since stays. A photo of that moment does not come along.
 */
export function withLateAnswers(own: Draft, seen: Draft, late: Draft): Draft {
  const differs = (field: string, one: Answers, other: Answers) =>
    JSON.stringify(givenTo(field, one)) !== JSON.stringify(givenTo(field, other));
  const typed = Object.keys({ ...seen.answers, ...late.answers }).filter(
    (field) => field !== 'photo' && differs(field, seen.answers, late.answers) && !differs(field, own.answers, seen.answers),
  );
  if (typed.length === 0) return own;
  const answers = { ...own.answers, ...Object.fromEntries(typed.map((field) => [field, givenTo(field, late.answers)])) };
  const revision = Math.max(own.revision, late.revision) + 1;
  const touched = Object.fromEntries(typed.map((field) => [stepOf(field as Field), revision]));
  const changedBy = [...new Set([...(own.changedBy ?? []), late.sponsor])];
  return { ...own, answers, revision, touched: { ...own.touched, ...touched }, changedBy };
}

/** Whether this request was made when its sponsor confirmed this draft. */
export function isConfirmed(request: Pick<VisitorRequest, 'preparedBy' | 'involved'> | undefined, own: Draft): boolean {
  return request?.preparedBy === own.sponsor && request.involved[0] === own.confirmation?.by;
}
