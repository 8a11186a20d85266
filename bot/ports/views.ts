import type { PersonId } from '../domain/organisation/organisation';
import type { KeyRange } from '../domain/request/nightly-parts';
import type { RequestId } from '../domain/request/visitor-request';
import type { ListedRequest } from '../domain/shown/listed-request';
import type { WorkMessage } from './queue';

export interface ViewKey {
  partition: string;
  row: string;
}

/** A request as a list shows it, without reading it. */
export interface ViewRow extends ViewKey, ListedRequest {
  /** The sponsor's name, as it was when the row was written. */
  sponsorName?: string;
  /** Who decided it last, and their name as it was when the row was written. */
  decidedBy?: PersonId;
  /** ISO instant of that decision; rows that were stored before have none. */
  decidedAt?: string;
  deciderName?: string;
  /** The approver whom an admin has named in place of the head. */
  assigned?: PersonId;
  /** The person asked to become its sponsor. */
  offeredTo?: PersonId;
  /** The head who was away when asked, so that the deputies were asked too. */
  headAway?: PersonId;
  /** The deputies to whom the head has passed the question on. */
  passedOn?: PersonId[];
}

/** A matter for admins. */
export interface AttentionRow {
  kind: string;
  /** Names it within its kind: as `attentionKey` has it. */
  key: string;
  request: RequestId;
  /** Without personal data. */
  code: string;
  /** ISO instant of the organisation's clock at which it was put there last. */
  since: string;
  /** What is sent again to mend it, where that is known. */
  message?: WorkMessage;
}

export interface CountedMatters {
  count: number;
  since: string;
}

export interface OfferCount {
  ofRequest: number;
  inAll: number;
}

/** Which request is being given a card number, and since which ISO instant. */
export interface CardClaim {
  request: RequestId;
  at: string;
  etag: string;
}

/** A row of the index of time: the local hour for which the clock was set, `2027-02-03T08`, and for which request. */
export interface Wake {
  at: string;
  request: RequestId;
}

/** A job of the clock whose last whole run is noted. */
export type JobRun = 'sweep' | 'reconcile' | 'backup' | 'tell-it';

export interface ViewStore {
  put(row: ViewRow): Promise<void>;
  /**
   * As `put` each, the last one where two have one place, then `delete` each of `left`, in as few calls as it takes: a
   * hundred rows a call of lists that are stored together.
   */
  putAll(rows: readonly ViewRow[], left?: readonly ViewKey[]): Promise<void>;
  /** One point read. */
  read(key: ViewKey): Promise<ViewRow | undefined>;
  /** Every row of the lists of people whose names, of letters, digits, `:` and `-`, lie in a range; a thousand a call. */
  rowsIn(range: KeyRange): AsyncIterable<ViewRow>;
  /** Idempotent. */
  delete(key: ViewKey): Promise<void>;
  /** One page of a partition in row order, at most `most`; `next` continues after it. `within`: rows from `from` on, before `to`. */
  list(partition: string, most: number, next?: string, within?: { from: string; to: string }): Promise<{ rows: ViewRow[]; next?: string }>;
  /** How many rows a partition has, or a part of it: at most `most`; a thousand a call. */
  count(partition: string, most: number, within?: { from: string; to: string }): Promise<number>;
  /** Writes the wake-up of a request: `wake:<local date>T<hh>`. */
  putWake(at: string, request: RequestId): Promise<void>;
  hasWake(at: string, request: RequestId): Promise<boolean>;
  /** As `putWake` each, a hundred of an hour in a call. */
  putWakes(wakes: readonly Wake[]): Promise<void>;
  /**
   * Wake rows up to and including `at`, soonest first: a thousand a call, and no more of them in memory. Deleting rows
   * that were read does not disturb it.
   */
  wakesUntil(at: string): AsyncIterable<Wake>;
  /** A hundred of one hour per call. Idempotent. */
  deleteWakes(wakes: readonly Wake[]): Promise<void>;
  /**
   * Puts a matter on the admins' list: kind, request, a code without personal data, and the ISO instant. `message`: what would be sent
   * again; each has a row of its own.
   */
  putAttention(kind: string, request: RequestId, code: string, since: string, message?: WorkMessage): Promise<void>;
  /** One page of the admins' list, by kind, at most `most` matters; `next` continues after it. `without`: kinds that are left out. */
  listAttention(most: number, next?: string, without?: readonly string[]): Promise<{ items: AttentionRow[]; next?: string }>;
  /** One point read. */
  readAttention(kind: string, key: string): Promise<AttentionRow | undefined>;
  /** How many matters of each kind there are, and the ISO instant of the oldest; at most `most` in all: a thousand a call. */
  countAttention(most: number): Promise<Record<string, CountedMatters>>;
  /** Removes a matter from the list. Idempotent. */
  clearAttention(kind: string, key: string): Promise<void>;
  /** Notes that a job ran to its end at this ISO instant. */
  putRun(job: JobRun, at: string): Promise<void>;
  /** When each job last ran to its end; one call. */
  lastRuns(): Promise<Partial<Record<JobRun, string>>>;
  /**
   * Notes that this person offers a request, at this revision of it, to a colleague on an ISO date, and counts their
   * offers of that date, this one included. Noted before it is made, so that of many at once none is missed.
   */
  noteOffer(by: PersonId, date: string, request: RequestId, revision: number): Promise<OfferCount>;
  /**
   * Claims a card number for a request at this ISO instant, where nobody has claimed it or where `instead` still has it, which costs one
   * call. Returns the claim that stands then, in two.
   */
  claimCard(number: string, request: RequestId, at: string, instead?: CardClaim): Promise<CardClaim>;
  /** Removes the claim of this request. Idempotent; the claim of another request stays. */
  releaseCard(number: string, request: RequestId): Promise<void>;
}
