import { Temporal } from 'temporal-polyfill';
import { readDate } from '../dates/dates';
import { type ItAccess, itAccessLevels, type Photo } from '../form/answer-values';
import type { TypedTerms } from './approve-changed';
import { isCardOut } from './id-card';
import { instant, type Press, recorded, tidyNote } from './lifecycle';
import { begunProposal, isExtension, settledAs } from './proposal';
import { doneBy, notRunning, type Standing, sponsorPart } from './reapproval';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { Proposal, ProposedChange, VisitorRequest } from './visitor-request';

/** What of an approved account may be asked to change, with what is asked already or else stands. */
export interface Changeable {
  itAccess: ItAccess;
  /** Absent once the card office has issued the card. */
  idCard?: boolean;
  /** ISO date; absent once the account has begun. */
  validFrom?: string;
}

export function changeable(current: VisitorRequest, today: Temporal.PlainDate): Changeable {
  const { answers, validFrom, account } = current;
  const asked: ProposedChange = account?.proposal?.open?.change ?? {};
  return {
    itAccess: asked.itAccess ?? answers.itAccess,
    ...(!isCardOut(current) && { idCard: asked.idCard ?? answers.idCard }),
    ...(hasNotBegun(current, today) && { validFrom: asked.validFrom ?? validFrom }),
  };
}

/** Whether there is a later day on which it could begin. */
function hasNotBegun(current: VisitorRequest, today: Temporal.PlainDate): boolean {
  return statusAt(current, today) === 'approved' && current.validFrom < current.validTo;
}

/**
 * propose-change: its sponsor asks the approvers for another level, a card, no card, or a later first day. Until one of them agrees, what
 * was approved stands. It replaces what was asked before; a card without a photo is not asked until that is there.
 */
export function proposeChange(
  current: VisitorRequest,
  typed: TypedTerms,
  typedNote: string | undefined,
  standing: Standing,
  press: Press,
): Change | Refusal {
  const part = sponsorPart(current, standing);
  if ('refused' in part) return part;
  // Whoever stands in is an approver, who would agree with themselves.
  if (part.part !== 'sponsor') return { refused: 'not-yours' };
  const refusal = notRunning(current, press);
  if (refusal) return refusal;
  const before = current.account?.proposal?.open;
  if (before && isExtension(before)) return { refused: 'extension-waits' };
  const change = wantedChange(current, typed, press);
  if ('refused' in change) return change;
  if (Object.keys(change).length === 0 || isSameChange(change, before?.change)) return { refused: 'unchanged' };
  const note = tidyNote(typedNote);
  if ('refused' in note) return note;
  const revision = current.revision + 1;
  const photo = change.idCard ? before?.photo : undefined;
  const open: Proposal = {
    ...doneBy(press),
    revision,
    change,
    ...(note.words !== undefined && { note: note.words }),
    ...(photo && { photo }),
    ...(change.idCard && !photo && !current.answers.photo && { awaitsPhoto: true }),
  };
  const next: VisitorRequest = { ...current, account: { ...current.account, proposal: { open } }, revision };
  return recorded(next, 'propose-change', current.status, press, Object.keys(change), {
    before: { ...standingValues(current, change) },
    after: { ...change },
    ...note,
  });
}

/** What would differ from what stands; or why it cannot be asked. What the form did not ask about stays as it was asked. */
function wantedChange(current: VisitorRequest, typed: TypedTerms, { now }: Press): ProposedChange | Refusal {
  const today = now.toPlainDate();
  const may = changeable(current, today);
  const { answers } = current;
  const level = typed.itAccess ?? may.itAccess;
  const itAccess = itAccessLevels.find((one) => one === level);
  if (!itAccess) return { refused: 'moved-on' };
  const idCard = typed.idCard === undefined ? (may.idCard ?? answers.idCard) : typed.idCard === 'yes';
  if (may.idCard === undefined && idCard !== answers.idCard) return { refused: 'card-issued' };
  const start = wantedStart(current, typed.validFrom, may);
  if ('refused' in start) return start;
  if (itAccess === 'none' && !idCard) return { refused: 'nothing-left' };
  return {
    ...(start.day !== current.validFrom && { validFrom: start.day }),
    ...(itAccess !== answers.itAccess && { itAccess }),
    ...(idCard !== answers.idCard && { idCard }),
  };
}

function wantedStart(
  { validFrom, validTo }: VisitorRequest,
  typed: string | undefined,
  { validFrom: shown }: Changeable,
): { day: string } | Refusal {
  if (typed === undefined) return { day: shown ?? validFrom };
  const day = readDate(typed.trim());
  if (!day) return { refused: 'not-a-date' };
  if (day.toString() === validFrom) return { day: validFrom };
  // A form that was open at midnight.
  if (shown === undefined) return { refused: 'moved-on' };
  if (Temporal.PlainDate.compare(day, Temporal.PlainDate.from(validFrom)) < 0) return { refused: 'not-later', than: validFrom };
  return Temporal.PlainDate.compare(day, Temporal.PlainDate.from(validTo)) > 0
    ? { refused: 'too-far', most: validTo }
    : { day: day.toString() };
}

const parts = ['validTo', 'validFrom', 'itAccess', 'idCard'] as const satisfies (keyof ProposedChange)[];

function isSameChange(one: ProposedChange, other: ProposedChange = {}): boolean {
  return parts.every((part) => one[part] === other[part]);
}

/** What stands of what is proposed to change. */
export function standingValues({ answers, validFrom, validTo }: VisitorRequest, change: ProposedChange): ProposedChange {
  const { itAccess, idCard } = answers;
  const all: Required<ProposedChange> = { validTo, validFrom, itAccess, idCard };
  return Object.fromEntries(parts.filter((part) => change[part] !== undefined).map((part) => [part, all[part]]));
}

/** photo-link, photo-sent: a further way in for the photo of a card that is newly wanted. No list or card shows it. */
export function openPhotoLink(
  current: VisitorRequest,
  uploads: (before: NonNullable<Proposal['uploads']>) => NonNullable<Proposal['uploads']>,
  press: Omit<Press, 'seen'>,
  verb: 'photo-link' | 'photo-sent' = 'photo-link',
): Change | Refusal {
  const open = awaitingPhoto(current, press);
  if ('refused' in open) return open;
  const next = { ...current, account: { ...current.account, proposal: { open: { ...open, uploads: uploads(open.uploads ?? []) } } } };
  return recorded(next, verb, current.status, press, [], {});
}

/** propose-photo: with the photo the proposal is whole, and the approvers are asked as of now. */
export function addProposedPhoto(current: VisitorRequest, photo: Photo, press: Omit<Press, 'seen'>): Change | Refusal {
  const open = awaitingPhoto(current, press);
  if ('refused' in open) return open;
  const { awaitsPhoto: _here, uploads: _closed, ...rest } = open;
  const revision = current.revision + 1;
  const whole: Proposal = { ...rest, photo, at: instant(press.now), revision };
  const next: VisitorRequest = { ...current, account: { ...current.account, proposal: { open: whole } }, revision };
  return recorded(next, 'propose-photo', current.status, press, [], {});
}

/** The proposal that lacks its photo, for its sponsor alone. */
export function awaitingPhoto(current: VisitorRequest, { actor, now }: Omit<Press, 'seen'>): Proposal | Refusal {
  if (actor.id !== current.sponsor) return { refused: 'not-yours' };
  const open = begunProposal({ ...current, status: statusAt(current, now.toPlainDate()) });
  return open?.awaitsPhoto ? open : { refused: 'moved-on' };
}

/** lapse-proposal: the photo did not come in time, so what was approved stands. The sponsor is notified at the new revision. */
export function lapseProposal(current: VisitorRequest, open: Proposal, press: Omit<Press, 'seen'>): Change {
  const revision = current.revision + 1;
  const answered = { by: press.actor.id, at: instant(press.now), channel: press.actor.channel };
  const last = { ...settledAs(open, 'unanswered', answered, revision), awaitsPhoto: true as const };
  const next: VisitorRequest = { ...current, account: { ...current.account, proposal: { last } }, revision };
  return recorded(next, 'lapse-proposal', current.status, press, Object.keys(open.change), {
    before: { ...standingValues(current, open.change) },
    after: { ...open.change },
  });
}
