import type { Temporal } from 'temporal-polyfill';
import { problemsOf } from '../form/form';
import type { FormContext } from '../form/form-context';
import { type Answers, type Field, givenTo } from '../form/questions';
import { withTouched } from '../form/touched';
import type { Person, PersonId } from '../organisation/organisation';
import { instant, maySponsor } from './lifecycle';
import type { Draft } from './records';
import type { VisitorRequest } from './visitor-request';

/**
 * A draft that one member of staff prepares and another confirms as its sponsor. The preparer's row records
 * who has it and decides every race; the sponsor has a copy to confirm, edit or decline.
 */

/** The most drafts that one person may have with colleagues; simultaneous presses may exceed it. */
export const preparedAtMost = 10;

/** Seconds for a confirmation before its draft can be taken back: far more than a turn takes. */
const confirmingFor = 60;

export type NamingRefusal = 'no-address' | 'no-such-colleague' | 'oneself' | 'too-many' | 'no-room';

/** Whether a colleague can be asked to sponsor this draft: a complete new request that nobody else has. */
export function canBeNamedFor(draft: Draft, context: FormContext): boolean {
  const isNew = draft.changes === undefined && draft.follows === undefined;
  const isOwn = draft.prepared === undefined && draft.confirmation === undefined;
  return isNew && isOwn && Object.keys(problemsOf(draft.answers, context)).length === 0;
}

/**
 * The refusal of this colleague; undefined if they can be asked.
 *
 * @param colleague undefined for an unknown address.
 * @param open number of this person's drafts that colleagues have already.
 */
export function refusesNaming(preparer: PersonId, colleague: Person | undefined, open: number): NamingRefusal | undefined {
  // One answer for an unknown address and for a person who may not sponsor, so that it does not reveal who is in the directory.
  if (!colleague || !maySponsor(colleague)) return 'no-such-colleague';
  if (colleague.id === preparer) return 'oneself';
  return open >= preparedAtMost ? 'too-many' : undefined;
}

/** The preparer's row while a colleague has the draft. Earlier upload links stop working. */
export function withColleagueAsked(draft: Draft, colleague: Pick<Person, 'id' | 'name'>, now: Temporal.ZonedDateTime): Draft {
  const { offered: _picture, fromLine: _line, fetchingUntil: _fetch, cameBack: _before, ...rest } = draft;
  const at = instant(now);
  return { ...rest, step: 'review', uploads: [], confirmation: { by: colleague.id, name: colleague.name, at }, touchedAt: at };
}

/** The sponsor's copy, with the same id and photo. */
export function copyForSponsor(own: Draft, by: PersonId, preparer: Pick<Person, 'id' | 'name'>): Draft {
  const { confirmation: _with, cardActivity: _card, spare: _spare, ...rest } = own;
  return { ...rest, sponsor: by, prepared: { by: preparer.id, name: preparer.name } };
}

/** Whether the sponsor's row of this draft is the copy that its preparer still asks them to confirm. */
export function isAskedOf(own: Draft | undefined, sponsor: PersonId): own is Draft & Required<Pick<Draft, 'confirmation'>> {
  return own?.confirmation?.by === sponsor;
}

/** Whether its sponsor is confirming it right now. */
export function isBeingConfirmed({ confirmation }: Draft, now: Temporal.ZonedDateTime): boolean {
  const since = confirmation?.confirmingSince;
  return since !== undefined && since > now.toInstant().subtract({ seconds: confirmingFor }).toString();
}

export type SentBack = 'taken-back' | 'declined' | 'not-reached';

/** The preparer's draft after its return, with the content of the sponsor's copy; `photo` is a copy for the preparer. */
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
 * The preparer's draft with edits that the sponsor made during its return: `seen` is the returned copy,
 * `late` the same a moment later. The preparer's later changes win. A photo added in that moment is dropped.
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
  const changedBy = [...new Set([...(own.changedBy ?? []), late.sponsor])];
  return { ...own, answers, revision, touched: withTouched(own.touched, typed as Field[], revision), changedBy };
}

/** Whether this request came from the confirmation of this draft. */
export function isConfirmed(request: Pick<VisitorRequest, 'preparedBy' | 'involved'> | undefined, own: Draft): boolean {
  return request?.preparedBy === own.sponsor && request.involved[0] === own.confirmation?.by;
}
