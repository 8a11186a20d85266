import type { DeliveryRecord } from '../domain/messages/delivery';
import type { PersonId } from '../domain/organisation/organisation';
import type { RequestId, SentPicture } from '../domain/request/visitor-request';

/**
 * Work of the queue: a picture from the chat, to be fetched into this draft. `upload` is the hash of one of the draft's
 * uploads, where its address lies: a message is read by more eyes than a draft.
 */
export interface SentPhotoMessage {
  kind: 'sent-photo';
  id: RequestId;
  sponsor: PersonId;
  upload: string;
  /** The delivery record of fetching it and of the answer in the chat. */
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
  /** Up to the size of the largest photo, within seconds; only allowed hosts are called. Never throws for what it finds. */
  fetch(picture: SentPicture): Promise<FetchedPicture>;
}
