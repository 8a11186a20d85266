import type { Temporal } from 'temporal-polyfill';
import type { Message } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import type { KeyRange } from '../domain/request/nightly-parts';
import type { EventDetail, RequestEvent } from '../domain/request/records';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import type { Stored } from './stored';
import type { ViewKey } from './views';

/** What outside must be brought in line with a request: a target, not a happening. */
export type TodoTarget = 'views' | 'cards' | 'mails' | 'draft' | 'accounts';

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
