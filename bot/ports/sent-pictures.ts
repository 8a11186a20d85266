import type { DeliveryRecord } from '../domain/messages/delivery';
import type { PersonId } from '../domain/organisation/organisation';
import type { SentPicture } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';

/**
 * Work of the queue: a picture from the chat, to be fetched into this draft. `upload` is the hash of one of the draft's
 * uploads, where its address lies: a message is read by more eyes than a draft.
 */
export interface SentPhotoMessage {
  kind: 'sent-photo';
  id: RequestId;
  sponsor: PersonId;
  upload: string;
  /** How far fetching it, and telling what came of it, has come. */
  delivery?: DeliveryRecord;
}

/** `code` for the log, never an address. */
export type FetchedPicture =
  | { outcome: 'fetched'; bytes: Uint8Array }
  | { outcome: 'too-large' }
  /** Its host is not allowed, or it no longer exists there. */
  | { outcome: 'refused'; code: string }
  /** Try again, not before `afterSeconds`. */
  | { outcome: 'later'; afterSeconds?: number; code: string };

/** Pictures that people sent in the chat, at the addresses that came with them. */
export interface SentPictures {
  /** At most the largest photo, within seconds; foreign addresses are not called. Never throws for what is there. */
  fetch(picture: SentPicture): Promise<FetchedPicture>;
}
