import type { Temporal } from 'temporal-polyfill';
import type { DeliveryRecord } from '../domain/messages/delivery';
import type { Form } from '../domain/messages/live-card';
import type { Message, Rung } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import type { KeyRange } from '../domain/request/nightly-parts';
import type { EventDetail, RequestEvent } from '../domain/request/records';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import type { Status } from '../domain/statuses/table';
import type { Stored } from './stored';
import type { ViewKey } from './views';

/** What must be synced with a request: a target, not an event. */
export type TodoTarget = 'views' | 'cards' | 'mails' | 'draft' | 'accounts';

export interface Todo {
  target: TodoTarget;
  /** Failed attempts. Answers of a channel are counted with each delivery. */
  attempts: number;
  /** ISO instant of the next attempt, at the earliest. */
  notBefore?: string;
}

/**
 * One message in one person's channel, so that every copy can be brought up to date. A mail cannot be: its card asks for
 * the state of the moment whenever it is opened.
 */
export interface Copy extends DeliveryRecord {
  person: PersonId;
  channel: Rung;
  message: Message;
  /** The revision it shows. */
  shownRevision: number;
  /** The status it shows, as words may change by date without a revision. */
  shownStatus: string;
  /** What it looks like in the chat: absent, the full card. */
  form?: Form;
  /** The ISO instant since which it shows the full card; absent for one that showed it from the start. */
  openedAt?: string;
  /** The status of the request when the message was posted. */
  told?: Status;
}

/** Everything stored under one request id. */
export interface Aggregate {
  request: Stored<VisitorRequest>;
  /** Of the last commit: tells a winner whose answer was lost from a loser. */
  commitId: string;
  todos: Stored<Todo>[];
  copies: Copy[];
  /** The kinds of open matters on the admins' list that deliveries and targets of this request put there. */
  notified: string[];
  /** Keys of list rows that may exist: every list it belonged to since its lists were last synced. */
  viewKeys: ViewKey[];
  /** The tag of the row that holds these keys. Every commit writes it: an equal tag means no commit since. Absent without such a row. */
  viewsEtag?: string;
  /** The lease of the last worker, held or released. */
  lease?: { until: Temporal.Instant; etag: string };
  /** Oldest first: those that were read, of the `request.value.events` there are. */
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
  /** The events before the event of this number, counted from 0: at most `most`, oldest first. One call. */
  readEvents(id: RequestId, before: number, most: number): Promise<Pick<Aggregate, 'events' | 'details'>>;
  /**
   * One entity-group transaction, which also stores the list keys of the new state. `lost`: another commit came first (or the
   * answer to our own was lost: read, and compare commitId). Throws only for faults.
   */
  commit(commit: Commit): Promise<'committed' | 'lost'>;
  /**
   * Takes the lease for `seconds`, or undefined while another worker holds it. Where the request was read just before, also
   * when somebody has held the lease since: so what workers write is still as `read` has it. One call then, else two.
   */
  takeLease(id: RequestId, now: Temporal.Instant, seconds: number, read?: Pick<Aggregate, 'lease'>): Promise<Lease | undefined>;
  releaseLease(lease: Lease): Promise<void>;
  /** Adds or replaces delivery records. */
  noteCopies(id: RequestId, copies: Copy[]): Promise<void>;
  /** Records that admins were notified of a matter of this kind, or that it is over. */
  noteNotified(id: RequestId, kind: string, isNotified: boolean): Promise<void>;
  /** Replaces the list keys outside of a worker's run: their new tag, or undefined when a commit has come since. */
  noteViews(id: RequestId, keys: ViewKey[], viewsEtag: string | undefined): Promise<string | undefined>;
  /**
   * Ends a worker's run in one transaction and releases the lease. False, with nothing changed, when a commit has come since
   * the request was read, or another worker has taken the lease.
   */
  settle(lease: Lease, settled: Settled): Promise<boolean>;
  /** The ids of the requests in a range of keys, in order. Costs a call for some seventy requests: keys only, no values. */
  idsIn(range: KeyRange): AsyncIterable<RequestId>;
}

/** The result of a worker's run. */
export interface Settled {
  /** As the request was read. */
  viewsEtag: string | undefined;
  /** Keys of its present list rows. */
  viewKeys: ViewKey[];
  /** As they were read; they are deleted. */
  done: Stored<Todo>[];
  /** As they were read, with their new counts. */
  postponed: Stored<Todo>[];
}

export interface Lease {
  id: RequestId;
  etag: string;
}
