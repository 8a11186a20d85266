import type { ItAccess, Photo } from '../form/answer-values';
import type { Answers } from '../form/questions';
import type { PersonId } from '../organisation/organisation';
import type { Status } from '../statuses/table';
import type { DirectoryAccount } from './directory-record';

/** `VR-` and eight Crockford base-32 characters with a digit among them, for example `VR-7K3M9QXA`. */
export type RequestId = string;

/** The channel of an act. `clock` is the timer. */
export type Channel = 'teams' | 'outlook' | 'tab' | 'clock';

/** The answers that identify a visitor. */
export const identityFields = [
  'firstName',
  'middleNames',
  'lastName',
  'preferredName',
  'personalEmail',
] as const satisfies (keyof Answers)[];
export type Identity = Pick<Answers, (typeof identityFields)[number]>;

/** The question to the approvers; asking again replaces it entirely. */
export interface Question {
  /** ISO instant at which its sponsor made or resubmitted the request. */
  askedAt: string;
  /** The revision at which the approvers were last asked. */
  revision: number;
  /** ISO instant at which an admin last resent or reassigned it. */
  resentAt?: string;
  /** The head was away when asked, so the deputies were asked too; `until` is an ISO date. */
  headAway?: { person: PersonId; until?: string };
  /** The deputies whom the head has asked to decide, in order, each at most once. */
  passedOn?: PassedOn[];
  /** The latest correction; drafts opened at this revision or later contain it. */
  changeableFrom?: number;
  /** The question of the last return, and the sponsor's answer if they gave one in words. */
  answered?: { question: string; answer?: string };
  /** The former answers that the sponsor changed this time, by field, with frozen dates. Personal data. */
  changed?: Readonly<Record<string, unknown>>;
  /** The sponsor's last reminder to the approvers, and their number. */
  nudged?: { at: string; count: number };
}

/** The question as the head passed it on to a deputy; `note` is the head's text. Personal data. */
export interface PassedOn {
  to: PersonId;
  by: PersonId;
  /** ISO instant. */
  at: string;
  note?: string;
}

/** A decision; stored so that a late press is answered with it. */
export interface Decision {
  verb: 'approve' | 'reject' | 'return';
  by: PersonId;
  /** ISO 8601 instant. */
  at: string;
  channel: Channel;
  /** The reason of a rejection, the question of a return, or the note of an approval. */
  words?: string;
  /** The changes that the approval made. */
  change?: ApprovedChange;
  /** The visitor's identity when approved. Personal data. */
  visitor?: Identity;
  /** For a return: drafts opened at this revision or later answer the open question. */
  changeableFrom?: number;
  /** The revision at which the sponsor is notified of it; absent if there is nothing to notify. */
  outcomeRevision?: number;
}

/** Both versions of the terms that an approval changed: an earlier end, a lower IT level, no card. */
export interface ApprovedChange {
  validTo?: { asked: string; approved: string };
  itAccess?: { asked: ItAccess; approved: ItAccess };
  idCard?: { asked: true; approved: false };
}

/** Who did something and when, as an ISO 8601 instant. */
export interface Done {
  by: PersonId;
  at: string;
  channel: Channel;
}

/** An ID card as recorded by the card office. */
export interface IssuedCard extends Done {
  /** The number printed on the card. Personal data. */
  number: string;
  /** ISO date: the last day in the card system. */
  until: string;
  /** Returned or disabled. */
  collected?: Done;
}

/** The last export to the card system that contained the request. */
export interface ExportedCard extends Done {
  /** Identifies the download; repeated after a failure it contains the same requests. */
  batch: string;
  /** A digest of the exported data; a different one means news. */
  digest: string;
  /** Exported as a new person; a repeat of the download does so again. */
  isNew?: true;
  /** ISO instant of the first export after its end: no more news will follow. */
  endAt?: string;
}

/** An offer to become the sponsor; nothing changes until it is accepted. */
export interface Handover extends Done {
  to: PersonId;
  /** The revision of the offer. */
  revision: number;
  /** The sponsor has left and is not notified. */
  isSponsorGone?: true;
}

/** The answer to the last offer, or a sponsor named by an admin; people are notified at this revision. */
export interface Handed extends Handover {
  from: PersonId;
  answer: 'accepted' | 'declined' | 'expired' | 'assigned';
  answeredAt: string;
}

/** What of an approved account a sponsor asks to have changed. Dates are ISO. */
export interface ProposedChange {
  /** A later last day: an extension. */
  validTo?: string;
  /** A later first day, while the account has not begun. */
  validFrom?: string;
  itAccess?: ItAccess;
  idCard?: boolean;
}

/** A picture sent in a chat, as a file or pasted into a message, at its short-lived address. */
export interface SentPicture {
  kind: 'file' | 'pasted';
  url: string;
}

/** What a sponsor asks of the approvers while the account runs: what stands stands until one of them agrees. */
export interface Proposal extends Done {
  /** The revision at which the approvers were asked. */
  revision: number;
  change: ProposedChange;
  /** Why, in the sponsor's words. Personal data. */
  note?: string;
  /** A card is newly wanted and its photo is not there yet: until it is, no approver is asked. */
  awaitsPhoto?: true;
  /** The ways in for that photo, as those of a draft; a few at a time. */
  uploads?: { hash: string; until: string; picture?: SentPicture }[];
  /** The photo of a card that is newly wanted; it becomes the request's when that is agreed. */
  photo?: Photo;
  /** ISO instant at which an admin last had it asked once more. */
  resentAt?: string;
  /** The sponsor's last reminder to the approvers, and how many there were. */
  nudged?: { at: string; count: number };
}

/** A proposal that is over. */
export interface SettledProposal extends Proposal {
  /** `unanswered`: the account was over first; with `awaitsPhoto`, the photo did not come in time. */
  answer: 'agreed' | 'refused' | 'unanswered';
  /** By whom, and where; the clock's where nobody answered. */
  answered: Done;
  /** Why it was refused. */
  words?: string;
  /** The revision at which its sponsor is notified of the answer. */
  settledAt: number;
}

/** A draft at one moment. */
export interface SentVersion {
  /** The revision of the request that it changes; 0 for a new request. */
  round: number;
  /** Of the draft. */
  revision: number;
}

/** The approved account; removed when its approval is undone. */
export interface Account {
  /** The last reapproval, the first day of the period that it added, and their number, absent for one. */
  reapproved?: Done & { from: string; count?: number };
  /** The last time that the end was moved forward, if no reapproval followed. */
  shortened?: Done;
  /** The sponsor lets the account expire: no more reminders. */
  ending?: Done;
  /** Ended before its last day. */
  end?: Done;
  /** What waits for the approvers' agreement, or the last answer: a new proposal replaces either. */
  proposal?: { open: Proposal; last?: never } | { last: SettledProposal; open?: never };
  /** The last correction of a name or the email since the approval; the approver is notified at this revision. */
  corrected?: Done & { revision: number };
  /** Present once it has a username; the approval can no longer be undone. */
  directory?: DirectoryAccount;
}

/** The aggregate: one visitor account, asked for once. */
export interface VisitorRequest {
  id: RequestId;
  status: Status;
  /** Rises by one when something that an approver or sponsor sees changes; cards and buttons carry it. */
  revision: number;
  /** The last revisions that steps of the directory account alone made: they change nothing that a press is about. */
  accountSteps?: { from: number; to: number };
  /** The number of recorded events, which is the number of the next one. */
  events: number;
  /** The sponsor of the visitor. */
  sponsor: PersonId;
  /** Everybody who ever made, changed or sponsored this request, its maker first: none of them may decide it. */
  involved: PersonId[];
  /** The colleague who prepared it for its sponsor to confirm; involved, but not a sponsor. */
  preparedBy?: PersonId;
  answers: Answers & Required<Pick<Answers, 'department' | 'reason' | 'firstName' | 'lastName'>>;
  /** The first day of the account, resolved and frozen at *Make request*. */
  validFrom: string;
  /** The last day of the account, inclusive, resolved and frozen at *Make request*. */
  validTo: string;
  /** Imported from the former register; nobody asked for it here. */
  isTakenOver?: true;
  /** ISO 8601 instants. */
  madeAt: string;
  changedAt: string;
  question: Question;
  /** The decision; removed when it is undone or the question is asked again. */
  decision?: Decision;
  /** An undone decision since the last answer: by whom, when, and the revision that reopened the question. */
  recalled?: { by: PersonId; at: string; revision: number };
  /** The approver whom an admin named in place of the head. */
  assigned?: Done & { to: PersonId };
  account?: Account;
  /** The open handover offer, or the last one with its answer. */
  handover?: { open: Handover; last?: never } | { last: Handed; open?: never };
  /** The ID card that the card office issued last. */
  issued?: IssuedCard;
  /** The last export to the card system. */
  exported?: ExportedCard;
  /** The department that it was made to, where that has become part of the present one. */
  movedFrom?: string;
  /** The draft that its sponsor sent last, as it was then: what was typed into it since is not in the request. */
  sent?: SentVersion;
  /** The ended request that this one repeats. */
  follows?: RequestId;
}

/** The stored schema version of {@link VisitorRequest}; rises with every change that breaks reading in either direction. */
export const requestSchema = 1;

/** A stored request has an unknown schema version: it can be neither read nor written here. */
export class UnknownSchema extends Error {
  override name = 'UnknownSchema';
}

/** For lists, `read(id).catch(unlessKnown)`: a request of an unknown version does not hide the others. */
export function unlessKnown(fault: unknown): undefined {
  if (!(fault instanceof UnknownSchema)) throw fault;
  return undefined;
}

/** Crockford base-32: no I, L, O or U, so it can be read out over a telephone. */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const requestIdPattern = /^VR-[0-9A-HJKMNP-TV-Z]{8}$/;

/** Checks an id before it becomes part of a storage key. Throws a RangeError for anything but a request id. */
export function checkedRequestId(id: RequestId): RequestId {
  if (!requestIdPattern.test(id)) throw new RangeError('not a request id');
  return id;
}

/**
 * Makes a reference from eight random bytes. `requestId(Uint8Array.of(0,1,2,3,4,5,6,31))` is `VR-0123456Z`. A reference without a
 * digit, one in twenty, gets one from the unused bits.
 */
export function requestId(random: Uint8Array): RequestId {
  if (random.length < 8) throw new RangeError('a request id needs 8 random bytes');
  const letters = Array.from(random.subarray(0, 8), (byte) => crockford.charAt(byte & 31));
  if (!letters.some((letter) => /\d/.test(letter))) {
    const [place = 0, ...rest] = Array.from(random.subarray(0, 8), (byte) => byte >> 5);
    letters[place] = String(rest.reduce((sum, bits) => sum * 8 + bits) % 10);
  }
  return `VR-${letters.join('')}`;
}
