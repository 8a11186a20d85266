import type { ItAccess } from '../form/answer-values';
import type { Answers } from '../form/questions';
import type { PersonId } from '../organisation/organisation';
import type { Status } from '../statuses/table';

/** `VR-` and eight Crockford base-32 characters with a digit among them, for example `VR-7K3M9QXA`. */
export type RequestId = string;

/** Where a person acted. `clock` is the timer, which acts for nobody. */
export type Channel = 'teams' | 'outlook' | 'tab' | 'clock';

/** The answers that tell one visitor from another. */
export const identityFields = [
  'firstName',
  'middleNames',
  'lastName',
  'preferredName',
  'personalEmail',
] as const satisfies (keyof Answers)[];
export type Identity = Pick<Answers, (typeof identityFields)[number]>;

/** The question to the approvers; asking again replaces it as a whole. */
export interface Question {
  /** ISO instant at which its sponsor asked: made or sent again. */
  askedAt: string;
  /** The revision at which the deciders were last asked. */
  revision: number;
  /** ISO instant at which an admin last had it asked once more, or of somebody else. */
  resentAt?: string;
  /** The head was away when asked, so the deputies were asked beside them; `until` is an ISO date. */
  headAway?: { person: PersonId; until?: string };
  /** The deputies whom the head has asked to decide it, first to last: each at most once. */
  passedOn?: PassedOn[];
  /** A correction since: drafts that were opened at this revision or later hold it. */
  changeableFrom?: number;
  /** The question with which it was returned before, and the sponsor's answer where they gave one in words. */
  answered?: { question: string; answer?: string };
  /** What the sponsor changed before asking this time, by field: the answers before, dates as they were frozen. Personal. */
  changed?: Readonly<Record<string, unknown>>;
  /** The sponsor's last reminder to the deciders, and how many there were. */
  nudged?: { at: string; count: number };
}

/** The question as the head passed it on to a deputy; `note` is what they wrote to the deputy. Personal, like the answers. */
export interface PassedOn {
  to: PersonId;
  by: PersonId;
  /** ISO instant. */
  at: string;
  note?: string;
}

/** Who decided what, when and where; stored so that a late press gets that answer. */
export interface Decision {
  verb: 'approve' | 'reject' | 'return';
  by: PersonId;
  /** ISO 8601 instant. */
  at: string;
  channel: Channel;
  /** Why it was rejected, the question with which it was returned, or the note of an approval, where there is one. */
  words?: string;
  /** What was approved in place of what was asked for. */
  change?: ApprovedChange;
  /** Who the visitor was when approved. Personal, like the answers. */
  visitor?: Identity;
  /** Returned: drafts that were opened at this revision or later answer the question that is open. */
  changeableFrom?: number;
  /** The revision at which the sponsor is notified of it or of its outcome; absent where there is nothing to notify. */
  outcomeRevision?: number;
}

/** Both versions of what an approval changed: an earlier end, a lower IT level, no card. */
export interface ApprovedChange {
  validTo?: { asked: string; approved: string };
  itAccess?: { asked: ItAccess; approved: ItAccess };
  idCard?: { asked: true; approved: false };
}

/** Somebody did something at some time: ISO 8601 instant. */
export interface Done {
  by: PersonId;
  at: string;
  channel: Channel;
}

/** An ID card as the card office has recorded it. */
export interface IssuedCard extends Done {
  /** As it stands on the card. Personal, like the answers. */
  number: string;
  /** ISO date: the last day that the card system has for it. */
  until: string;
  /** It came back, or works no longer. */
  collected?: Done;
}

/** A download for the card system in which the request was. */
export interface ExportedCard extends Done {
  /** Names the download: repeated after it broke off, it holds the same requests. */
  batch: string;
  /** A digest of what was given: another one now, and there is something new. */
  digest: string;
  /** It was given as new: with the same download, it is so again. */
  isNew?: true;
  /** ISO instant at which it was first given as over: nothing new comes any more. */
  endAt?: string;
}

/** An offer to a member of staff to become the sponsor; nothing changes until they accept. */
export interface Handover extends Done {
  to: PersonId;
  /** The revision at which it was offered. */
  revision: number;
  /** Offered for a sponsor who has left, who is not notified. */
  isSponsorGone?: true;
}

/** How the last offer was answered, or whom an admin made the sponsor: those who are told hear of it at this revision. */
export interface Handed extends Handover {
  from: PersonId;
  answer: 'accepted' | 'declined' | 'expired' | 'assigned';
  answeredAt: string;
}

/** An account as it was confirmed last, or as it is asked for. ISO dates. */
export interface KeptAccount {
  userName: string;
  displayName: string;
  /** `none` once it is over. */
  level: ItAccess;
  lastDay: string;
  isEnabled: boolean;
  /** Who answers for it, where the directory shows that. */
  sponsor?: PersonId;
  /** A person in IT has said so, and not the directory. */
  isByHand?: true;
}

/** What a person in IT does to an account. */
export const taskSteps = ['make', 'enable', 'disable', 'leave-group', 'change-group', 'last-day', 'rename', 'sponsor'] as const;
export type TaskStep = (typeof taskSteps)[number];

/** What people in IT are asked to do to an account by hand, until one of them says that it is done. */
export interface ItTask {
  /** ISO instant; asked anew, it is another one. */
  since: string;
  /** As the account is to be afterwards. */
  target: KeptAccount;
  steps: TaskStep[];
  /** ISO date: late after it. */
  due: string;
  /** Why the directory was not asked, or refused: a short code. */
  code?: string;
  /** It cannot be done, they say; it is the admins' matter now. */
  isRefused?: true;
}

/** The account of the directory, as it was left last. Instants are ISO 8601. */
export interface DirectoryAccount {
  /** The whole sign-in name. Personal, like the answers. */
  userName: string;
  /** How many names before it the directory would not take; none unless given. */
  namesTaken?: number;
  /** When the directory was asked for something of which it is not clear yet whether it was done. */
  askedAt?: string;
  /** The directory's id, once it has confirmed the account. */
  objectId?: string;
  /** `made`: waits for its first day. */
  state?: 'made' | 'enabled' | 'disabled';
  stateAt?: string;
  /** The first time that it was enabled; the sponsor hears of it at this revision, if there is news for them. */
  begun?: { at: string; revision?: number };
  /** Why only a person can go on: a short code. */
  needsHand?: string;
  /** As it was confirmed last; nothing where there is none. */
  kept?: KeptAccount;
  task?: ItTask;
}

/** The approved account; removed when its approval is undone. */
export interface Account {
  /** The last reapproval, the first day of the period that it added, and how many there were; one unless given. */
  reapproved?: Done & { from: string; count?: number };
  /** The last time that the last day was brought forward, unless a reapproval came after it. */
  shortened?: Done;
  /** The sponsor lets the account end on its last day: no more reminders. */
  ending?: Done;
  /** Ended before its last day. */
  end?: Done;
  /** The last correction of a name or the email since the approval; the approver is notified at this revision. */
  corrected?: Done & { revision: number };
  /** From the moment at which it has a username; the approval cannot be taken back then. */
  directory?: DirectoryAccount;
}

/** The aggregate: one visitor account, asked for once. */
export interface VisitorRequest {
  id: RequestId;
  status: Status;
  /** Rises by one when what a decider or sponsor was shown changes; cards and buttons carry it. */
  revision: number;
  /** How many events were recorded; the next one gets this number. */
  events: number;
  /** Who answers for the visitor. */
  sponsor: PersonId;
  /** Everybody who ever made, changed or sponsored this request, who made it first: none of them may decide it. */
  involved: PersonId[];
  /** The colleague who prepared it for its sponsor to confirm; involved, and never the sponsor by that. */
  preparedBy?: PersonId;
  answers: Answers & Required<Pick<Answers, 'department' | 'reason' | 'firstName' | 'lastName'>>;
  /** The first day of the account, resolved and frozen at *Make request*. */
  validFrom: string;
  /** The last day of the account, inclusive, resolved and frozen at *Make request*. */
  validTo: string;
  /** Nobody asked for it here: it was taken over from the register of before, when it was made here. */
  isTakenOver?: true;
  /** ISO 8601 instants. */
  madeAt: string;
  changedAt: string;
  question: Question;
  /** The answer to it; gone when it is taken back, or the question asked again. */
  decision?: Decision;
  /** A decision taken back since the question was last answered: by whom, when, and the revision that made it open again. */
  recalled?: { by: PersonId; at: string; revision: number };
  /** Whom an admin has named to be asked in place of the head. */
  assigned?: Done & { to: PersonId };
  account?: Account;
  /** An offer that waits for its answer, or the last one with it: a new offer replaces an old answer. */
  handover?: { open: Handover; last?: never } | { last: Handed; open?: never };
  /** The ID card that the card office issued last. */
  issued?: IssuedCard;
  /** What the card system was last given of it. */
  exported?: ExportedCard;
  /** The request that is over and was asked again with this one. */
  follows?: RequestId;
}

/** The version of {@link VisitorRequest} as stored; rises with every change that makes rows of before unreadable, or new ones for older code. */
export const requestSchema = 1;

/** A stored request is of a schema version that is not known here: nobody can read it, and nobody may write it. */
export class UnknownSchema extends Error {
  override name = 'UnknownSchema';
}

/** For lists, `read(id).catch(unlessKnown)`: one request of an unknown version takes the others from nobody. */
export function unlessKnown(fault: unknown): undefined {
  if (!(fault instanceof UnknownSchema)) throw fault;
  return undefined;
}

/** Crockford base-32: no I, L, O or U, so it can be read out over a telephone. */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const requestIdPattern = /^VR-[0-9A-HJKMNP-TV-Z]{8}$/;

/** The id, before it becomes part of a storage key. Throws a RangeError for anything that is no request id. */
export function checkedRequestId(id: RequestId): RequestId {
  if (!requestIdPattern.test(id)) throw new RangeError('not a request id');
  return id;
}

/**
 * Makes a reference from eight random bytes. `requestId(Uint8Array.of(0,1,2,3,4,5,6,31))` is `VR-0123456Z`. One without a
 * digit, of twenty one, gets one by the bits that the letters leave over.
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
