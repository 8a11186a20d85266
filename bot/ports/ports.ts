import type { Temporal } from 'temporal-polyfill';
import type { Message } from '../domain/messages/message';
import type { KeyRange } from '../domain/request/nightly-parts';
import type { Department, Draft, EventDetail, Person, PhotoOwner, Policy, RequestEvent, StoredPhoto } from '../domain/request/records';
import type { PersonId, RequestId, VisitorRequest } from '../domain/request/visitor-request';
import type { VerbTable } from '../domain/verbs/verb';
import type { DigestStore } from './digests';
import type { Log } from './log-fields';
import type { OutlookCards } from './outlook';
import type { AtOnce, WorkQueue } from './queue';
import type { ViewKey, ViewStore } from './views';

export type { MailChannel, MailDelivery, Mailer, OutgoingMail } from './mail';
export type { AtOnce, WorkMessage, WorkQueue } from './queue';
export type { AttentionRow, OfferCount, ViewKey, ViewRow, ViewStore, Wake } from './views';
export type { Log };

/** Anything read together with the tag that guards its next write. */
export interface Stored<T> {
  value: T;
  etag: string;
}

/** The clock of the organisation. Rules get its answer passed in. */
export interface Clock {
  now(): Temporal.ZonedDateTime;
}

/** Randomness; `bytes(16)` for a link, `bytes(8)` for a reference. */
export interface Random {
  bytes(count: number): Uint8Array;
}

/** What outside must be brought in line with a request: a target, not a happening. */
export type TodoTarget = 'views' | 'cards' | 'mails' | 'draft';

export interface Todo {
  target: TodoTarget;
  /** How often it failed. */
  attempts: number;
  /** ISO instant before which it need not be tried again. */
  notBefore?: string;
}

/**
 * One message in one person's channel, so that every copy can be brought up to date. A mail cannot be: its card asks for
 * the state of the moment whenever it is opened.
 */
export interface Copy {
  person: PersonId;
  channel: 'teams' | 'outlook';
  message: Message;
  /** The message's id with the channel; absent when it could not be delivered. */
  activity?: string;
  /** The revision it shows. */
  shownRevision: number;
  /** The status it shows, as words may change by date without a revision. */
  shownStatus: string;
  /** Why it could not be delivered for good: a short code, never a name. */
  failed?: string;
  /** The ISO instant for which its next sending is reserved. */
  reserved?: string;
  /** Of a mail: the ISO instant at which it went. */
  sentAt?: string;
  /** Of a mail: what became of each attempt, oldest first. */
  attempts?: MailAttempt[];
}

export interface MailAttempt {
  /** ISO instant. */
  at: string;
  /** `sent`, or why not. */
  code: string;
  /** It may have arrived all the same. */
  isAmbiguous?: boolean;
}

/** Everything stored under one request id. */
export interface Aggregate {
  request: Stored<VisitorRequest>;
  /** Of the last commit: tells a winner whose answer was lost from a loser. */
  commitId: string;
  todos: Stored<Todo>[];
  copies: Copy[];
  /** The view rows as last written. */
  viewKeys: ViewKey[];
  /** Oldest first: all that were asked for, of `request.value.events`. */
  events: RequestEvent[];
  /** The values beside each event, at the same place; undefined once they are erased. */
  details: (EventDetail | undefined)[];
}

/** One transaction on one request. `etag` absent means: must not exist yet. */
export interface Commit {
  commitId: string;
  etag?: string;
  request: VisitorRequest;
  event: RequestEvent;
  detail: EventDetail;
  todos: TodoTarget[];
  /** A card already in the sponsor's chat that shows this request from now on. */
  copies?: Copy[];
}

export interface RequestStore {
  /** One point read. Undefined when there is no such request. */
  read(id: RequestId): Promise<(Stored<VisitorRequest> & { commitId: string }) | undefined>;
  /**
   * One partition read, a thousand rows a call. With `newest`, that many of the newest events in place of all: one call for
   * none of them and two for some, however long the history is.
   */
  readAll(id: RequestId, newest?: number): Promise<Aggregate | undefined>;
  /** What happened before the event of this number, counted from 0: at most `most` of it, oldest first. One call. */
  readEvents(id: RequestId, before: number, most: number): Promise<Pick<Aggregate, 'events' | 'details'>>;
  /**
   * One entity-group transaction. `lost`: somebody else wrote first (or the answer to our own write was lost: read, and
   * compare commitId). Throws only for faults.
   */
  commit(commit: Commit): Promise<'committed' | 'lost'>;
  /** Takes the lease for `seconds`, or undefined while another worker holds it. */
  takeLease(id: RequestId, now: Temporal.Instant, seconds: number): Promise<Lease | undefined>;
  releaseLease(lease: Lease): Promise<void>;
  /** Adds or replaces the notes of deliveries. */
  noteCopies(id: RequestId, copies: Copy[]): Promise<void>;
  noteViews(id: RequestId, keys: ViewKey[]): Promise<void>;
  /** Deletes a todo unless a commit has written it anew since it was read; false then. */
  finishTodo(id: RequestId, todo: Stored<Todo>): Promise<boolean>;
  /** Keeps a todo that failed, with its new count, unless a commit has written it anew. */
  postponeTodo(id: RequestId, todo: Stored<Todo>): Promise<boolean>;
  /** The ids of the requests in a range of keys, in order. Costs a call for some seventy requests: keys only, no values. */
  idsIn(range: KeyRange): AsyncIterable<RequestId>;
}

export interface Lease {
  id: RequestId;
  etag: string;
}

export interface DraftStore {
  read(sponsor: PersonId, id: RequestId): Promise<Stored<Draft> | undefined>;
  /** Newest first, at most `most`. Looks at a hundred and no more, which is twice what a sponsor may have. */
  list(sponsor: PersonId, most: number): Promise<Draft[]>;
  /** Writes if unchanged since it was read (or not there, when `etag` is absent). */
  save(draft: Draft, etag?: string): Promise<'saved' | 'lost'>;
  /** Deleting what is gone already is no error. With an `etag` only as it was read: false when it changed or went since. */
  delete(sponsor: PersonId, id: RequestId, etag?: string): Promise<boolean>;
  /** Whatever nobody touched since. Walks the whole table, a thousand drafts a call: for the night only. */
  touchedBefore(moment: Temporal.Instant): AsyncIterable<Stored<Draft>>;
}

export interface Photos {
  /** Stores a finished portrait JPEG under a random name. */
  put(blob: string, jpeg: Uint8Array, owner?: PhotoOwner): Promise<void>;
  /** Every photo whose name begins so; hexadecimal characters. */
  list(beginning: string): AsyncIterable<StoredPhoto>;
  get(blob: string): Promise<Uint8Array | undefined>;
  delete(blob: string): Promise<void>;
}

/** The part of the picture to keep, as fractions of the upright picture: 0 ≤ x, y; x + width, y + height ≤ 1. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type PhotoProblem = 'empty' | 'not-an-image' | 'too-large' | 'too-many-pixels' | 'too-small' | 'damaged' | 'busy';

/** JPEG of 600 × 800; thumbnail a data URI under 4 KB of 150 × 200. */
export type DecodedPhoto = { jpeg: Uint8Array; thumbnail: string } | { problem: PhotoProblem };

/** Opens a picture and makes the portrait of it. Throws only where it cannot do so at all, whatever the picture. */
export type DecodePhoto = (bytes: Uint8Array, crop?: Crop) => Promise<DecodedPhoto>;

export interface PhotoImage {
  /**
   * Never throws for what a person sent. `busy` where that person, or everybody together, sent too many. A picture that
   * had to wait its turn is `unwanted` when `isWanted`, asked then, says so; what that throws is thrown.
   */
  prepare(person: PersonId, bytes: Uint8Array, crop?: Crop, isWanted?: () => Promise<boolean>): Promise<DecodedPhoto | { unwanted: true }>;
}

export interface People {
  /** Undefined for somebody whom the directory does not know. Throws when the directory cannot be reached. */
  person(id: PersonId): Promise<Person | undefined>;
  /**
   * Asks the directory about all of these at once, so that `person` need not: within the next minutes it answers of them
   * without asking, and throws for those of whom the directory did not tell. Never throws itself.
   */
  prefetch(ids: readonly PersonId[]): Promise<void>;
  /**
   * Whose work address this is, whatever its case; undefined for nobody, and for one that leads to several. Throws when
   * the directory cannot be reached.
   */
  byMail(address: string): Promise<Person | undefined>;
  /** What to call somebody on a card; may be a day old, so that drawing one seldom waits for the directory. */
  name(id: PersonId): Promise<string | undefined>;
  /** Who decides where a department has nobody who may. Cached for 15 minutes. */
  admins(): Promise<PersonId[]>;
}

export interface Departments {
  /** Every department, by name. Cached: costs a storage call every five minutes only. */
  all(): Promise<Department[]>;
}

/** Where a person can be reached in Teams. */
export interface Conversation {
  person: PersonId;
  botId: string;
  conversation: string;
  serviceUrl: string;
  /** Teams' own id of the person in this conversation. */
  member: string;
}

export interface Conversations {
  find(person: PersonId): Promise<Conversation | undefined>;
  /** Costs a storage call only when something changed since this process last saw it. */
  remember(conversation: Conversation): Promise<void>;
}

/** A card ready to send, with the sentence that its notification shows. */
export interface OutgoingCard {
  card: object;
  summary: string;
}

export type Delivery =
  | { outcome: 'delivered'; activity: string }
  /** The person cannot be reached this way: blocked, removed, never installed; or the message is gone. `code` for the log. */
  | { outcome: 'unreachable'; code: string }
  /**
   * Try again, not before `afterSeconds`. `isAmbiguous`: it may have arrived all the same. `isRefused`: the channel takes no
   * more just now, and did not take this.
   */
  | { outcome: 'later'; afterSeconds?: number; code: string; isAmbiguous: boolean; isRefused?: true };

/** The chat with one person. Never throws for what the channel answers. */
export interface Chat {
  post(to: Conversation, message: OutgoingCard): Promise<Delivery>;
  update(to: Conversation, activity: string, message: OutgoingCard): Promise<Delivery>;
}

export type Installation =
  | { outcome: 'installed'; conversation: Conversation }
  /** The organisation or Teams does not allow it for this person; `code` for the log. */
  | { outcome: 'refused'; code: string }
  /** Try again, not before `afterSeconds`. `isRefused`: the directory takes no more just now. */
  | { outcome: 'later'; afterSeconds?: number; code: string; isRefused?: true };

/** Gives the bot to somebody who never opened it, so that it may write to them. */
export interface Installer {
  /** Harmless where it is installed already. Never throws for what the directory answers. */
  install(person: PersonId): Promise<Installation>;
}

/** Who is away just now, as they themselves have told their mailbox. */
export interface Absence {
  /** `until` is an ISO date in the organisation's zone, where one is known. Undefined for present; never throws. */
  away(person: PersonId): Promise<{ until?: string } | undefined>;
}

/** All that the actions and jobs use of the world outside; built once, in compose.ts. */
export interface Ports {
  requests: RequestStore;
  drafts: DraftStore;
  views: ViewStore;
  digests: DigestStore;
  photos: Photos;
  images: PhotoImage;
  queue: WorkQueue;
  people: People;
  departments: Departments;
  conversations: Conversations;
  policy: Policy;
  /** What people can do with a request. */
  verbs: VerbTable;
  clock: Clock;
  random: Random;
  log: Log;
  /** Where a browser finds the product, without a slash at the end: `https://alms.example.org`. */
  publicUrl: string;
  /** Whether the clients of this host open our pages in dialogs, as every Teams client does; the Agents Playground does not. */
  hasDialogs: boolean;
  /** Absent where a commit is worked on from the queue alone. */
  atOnce?: AtOnce;
  /** Absent where Outlook is off: then no mail carries a card. */
  outlook?: OutlookCards;
}
