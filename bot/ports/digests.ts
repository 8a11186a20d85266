import type { DeliveryRecord } from '../domain/messages/delivery';
import type { DigestKind } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import type { RequestId } from '../domain/request/visitor-request';
import type { Stored } from './stored';

/** Which message of the clock: a person gets one of a kind a day. */
export interface DigestKey {
  person: PersonId;
  kind: DigestKind;
  /** ISO date in the organisation's zone. */
  date: string;
}

/**
 * One message about many requests. Its row is the guard that it is sent once a day, its todo, and the record of its card, with
 * that of its mail in it.
 */
export interface Digest extends DigestKey, DeliveryRecord {
  /** The requests to list; once sent, all that the message shows, the newly due first. */
  items: RequestId[];
  /** How many of the items were newly due when it was sent; all of them while absent. */
  due?: number;
  state: 'open' | 'sent' | 'empty' | 'failed';
  /** ISO instant until which a worker has it. */
  leasedUntil?: string;
  /** The delivery record of the mail, in addition to the chat message or instead of it; absent while that is undecided. */
  mail?: DeliveryRecord & { state: 'open' | 'sent' | 'failed' | 'none' };
  /** The requests that it shows refer to it. */
  isNoted?: true;
  /** What the message shows, as a short text to compare with. */
  shown?: string;
  /** The ISO date of a newer list of its kind, which replaced this one. */
  newer?: string;
}

export interface DigestStore {
  read(key: DigestKey): Promise<Stored<Digest> | undefined>;
  /** Those of the same person and kind that were sent from this ISO date on, and before the date of the key. One call. */
  sentBefore(key: DigestKey, from: string): Promise<Stored<Digest>[]>;
  /** The keys of those from this ISO date on whose message or mail is still to be sent. Reads the whole table. */
  openSince(date: string): AsyncIterable<DigestKey>;
  /** Writes if unchanged since it was read (or not there, when `etag` is absent). */
  save(digest: Digest, etag?: string): Promise<'saved' | 'lost'>;
}
