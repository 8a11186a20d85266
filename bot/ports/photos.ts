import type { PersonId } from '../domain/organisation/organisation';
import type { PhotoProblem } from '../domain/photo/photo-problem';
import type { Crop } from '../domain/photo/portrait';
import type { PhotoOwner, StoredPhoto } from '../domain/request/records';

export interface Photos {
  /** Stores a finished portrait JPEG under a random name. */
  put(blob: string, jpeg: Uint8Array, owner?: PhotoOwner): Promise<void>;
  /** Every photo whose name begins so; hexadecimal characters. */
  list(beginning: string): AsyncIterable<StoredPhoto>;
  get(blob: string): Promise<Uint8Array | undefined>;
  delete(blob: string): Promise<void>;
}

/** JPEG of 600 × 800; thumbnail a data URI under 4 KB of 150 × 200. */
export type DecodedPhoto = { jpeg: Uint8Array; thumbnail: string } | { problem: PhotoProblem };

/** Opens a picture and makes the portrait of it. Throws only where it cannot do so at all, whatever the picture. */
export type DecodePhoto = (bytes: Uint8Array, crop?: Crop) => Promise<DecodedPhoto>;

export interface PhotoImage {
  /**
   * Never throws for bad input. `busy` where this person, or all together, sent too many. A picture that was queued is
   * `unwanted` when `isWanted`, asked then, says so; what `isWanted` throws is rethrown.
   */
  prepare(person: PersonId, bytes: Uint8Array, crop?: Crop, isWanted?: () => Promise<boolean>): Promise<DecodedPhoto | { unwanted: true }>;
}
