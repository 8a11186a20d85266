import { arrayBuffer } from 'node:stream/consumers';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { StoredPhoto } from '../../domain/request/records';
import { requestIdPattern } from '../../domain/request/visitor-request';
import type { Photos } from '../../ports/photos';
import type { StorageAccount } from './storage-account';
import { type StorageLimits, storageRetries, withTryLimits } from './storage-limits';

/** The client of the container; inferred, as its library is named only where it is loaded. */
export type PhotoContainer = Awaited<ReturnType<typeof openContainer>>;
type Blob = ReturnType<PhotoContainer['getBlockBlobClient']>;

/** Loads the library of blobs, which is slow: most processes never see a photo. */
export async function openContainer(account: StorageAccount, name: string, limits: StorageLimits) {
  const { ContainerClient } = await import('@azure/storage-blob');
  if ('credential' in account) {
    const url = `${account.blobs.replace(/\/$/, '')}/${name}`;
    return new ContainerClient(url, account.credential, storageRetries(limits));
  }
  return new ContainerClient(account.connectionString, name, storageRetries(limits));
}

/** Container `photos`, private; opened at the first photo. */
export function photoBlob(open: () => Promise<PhotoContainer>, limits: StorageLimits): Photos {
  return {
    async put(blob, jpeg, owner) {
      const client = (await open()).getBlockBlobClient(checkedBlobName(blob));
      const body = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
      const blobHTTPHeaders = { blobContentType: 'image/jpeg' };
      await withTryLimits(limits, (abortSignal) =>
        client.uploadData(body, { blobHTTPHeaders, ...(owner && { metadata: { ...owner } }), abortSignal }),
      );
    },
    async get(blob) {
      const client = (await open()).getBlockBlobClient(checkedBlobName(blob));
      try {
        return await withTryLimits(limits, (abortSignal) => download(client, abortSignal));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async *list(beginning) {
      if (!/^[0-9a-f]{0,32}$/.test(beginning)) throw new RangeError('not how the name of a photo begins');
      const container = await open();
      let continuationToken: string | undefined;
      do {
        const page = await withTryLimits(limits, (abortSignal) => listBlobs(container, beginning, continuationToken, abortSignal));
        for (const item of page.segment.blobItems) if (namePattern.test(item.name)) yield storedPhoto(item);
        continuationToken = page.continuationToken;
      } while (continuationToken);
    },
    async delete(blob) {
      const client = (await open()).getBlockBlobClient(checkedBlobName(blob));
      await withTryLimits(limits, (abortSignal) => client.deleteIfExists({ abortSignal }));
    },
  };
}

const mostOfPage = 1000;

/** One storage call; a retry returns the same page. */
async function listBlobs(container: PhotoContainer, prefix: string, continuationToken: string | undefined, abortSignal: AbortSignal) {
  const pages = container.listBlobsFlat({ prefix, includeMetadata: true, abortSignal });
  const at = { maxPageSize: mostOfPage, ...(continuationToken !== undefined && { continuationToken }) };
  const { value } = await pages.byPage(at).next();
  if (!value) throw new Error('a list of photos came without a page');
  return value;
}

type Item = Awaited<ReturnType<typeof listBlobs>>['segment']['blobItems'][number];

/** Metadata without a valid request and sponsor counts as no owner. */
const ownerSchema = z.object({ request: z.string().regex(requestIdPattern), sponsor: z.guid() });

function storedPhoto({ name, properties, metadata }: Item): StoredPhoto {
  const owner = ownerSchema.safeParse(metadata);
  const storedAt = Temporal.Instant.fromEpochMilliseconds(properties.lastModified.getTime());
  return { blob: name, storedAt, ...(owner.success && { owner: owner.data }) };
}

async function download(client: Blob, abortSignal: AbortSignal): Promise<Uint8Array> {
  const { readableStreamBody } = await client.download(0, undefined, { abortSignal });
  // Absent in browsers only.
  if (!readableStreamBody) throw new Error('a photo came without a body');
  return new Uint8Array(await arrayBuffer(readableStreamBody));
}

const namePattern = /^[0-9a-f]{32}$/;

/** A name is random and ours; anything else (`../`, a person's file name) never reaches the service. */
function checkedBlobName(blob: string): string {
  if (!namePattern.test(blob)) throw new RangeError('not the name of a photo');
  return blob;
}

/** A missing container is a fault, a missing photo is not. */
function isMissing(error: unknown): boolean {
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  return statusCode === 404 && code !== 'ContainerNotFound';
}
