import { createHash, timingSafeEqual } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { UploadRef } from '../../domain/photo/upload-link';
import type { Draft } from '../../domain/request/records';
import type { Random } from '../../ports/system';

/** How long a link works. */
export const uploadMinutes = 30;
/** How many links of one draft work at a time: each redrawing of its card makes one, and an open page keeps its own. */
export const maxUploads = 20;

type Upload = Draft['uploads'][number];

/** The key to an upload: a link's token or, for the worker alone, the hash stored with the draft. */
export type PhotoWay = Omit<UploadRef, 'token'> & ({ token: string } | { upload: string });

/** A new link's token (128 bits, base64url: for the link alone) and what the draft keeps of it. */
export function newUpload(random: Random, now: Temporal.ZonedDateTime): Upload & { token: string } {
  const token = Buffer.from(random.bytes(16)).toString('base64url');
  const until = now.toInstant().add({ minutes: uploadMinutes }).toString();
  return { token, hash: hashOf(token).toString('hex'), until };
}

/** The uploads of a draft with one more: those that are over leave, and the oldest when there are too many. */
export function addUpload(uploads: Upload[], { hash, until, picture }: Upload, now: Temporal.ZonedDateTime): Upload[] {
  return [...uploads.filter((upload) => isOpen(upload, now)), { hash, until, ...(picture && { picture }) }].slice(-maxUploads);
}

/** The upload by which a photo may come into this draft now. Takes as long for a near miss as for a far one. */
export function openUpload(draft: Pick<Draft, 'uploads'>, way: PhotoWay, now: Temporal.ZonedDateTime): Upload | undefined {
  const hash = 'token' in way ? hashOf(way.token) : Buffer.from(way.upload, 'hex');
  let found: Upload | undefined;
  for (const upload of draft.uploads) {
    const kept = Buffer.from(upload.hash, 'hex');
    const isSame = kept.length === hash.length && timingSafeEqual(kept, hash);
    found = isSame && isOpen(upload, now) ? upload : found;
  }
  return found;
}

function isOpen(upload: Upload, now: Temporal.ZonedDateTime): boolean {
  return Temporal.Instant.compare(now.toInstant(), Temporal.Instant.from(upload.until)) < 0;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
