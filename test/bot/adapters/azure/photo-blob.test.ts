import { ContainerClient } from '@azure/storage-blob';
import { Temporal } from 'temporal-polyfill';
import type { StoredPhoto } from '../../../../bot/domain/request/records';
import type { Photos } from '../../../../bot/ports/photos';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { InMemoryPhotos } from '../../../fakes/in-memory-photos';
import { sponsorId } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';

const name = '0123456789abcdef0123456789abcdef';
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 0xff, 0xd9);

describe.each([
  ['in memory', async () => new InMemoryPhotos()],
  ['in blobs', async () => (await openTestStorage()).storage.photos],
])('photos %s', (_name, open: () => Promise<Photos>) => {
  let photos: Photos;
  beforeAll(async () => {
    photos = await open();
  });

  it('should give back the bytes that were stored', async () => {
    // A view into a larger buffer: its neighbours must not be stored.
    await photos.put(name, Uint8Array.of(9, ...jpeg, 9).subarray(1, -1));
    expect(await photos.get(name)).toEqual(jpeg);
  });

  it('should know no photo that was deleted or never stored', async () => {
    await photos.put(name, jpeg);
    await photos.delete(name);
    await photos.delete(name);
    expect(await photos.get(name)).toBeUndefined();
    expect(await photos.get('f'.repeat(32))).toBeUndefined();
  });

  it('should list photos by the beginning of their names, each with whose it is and when it came', async () => {
    const owner = { request: 'VR-7K3M9QXA', sponsor: sponsorId };
    await photos.put(`ab${'0'.repeat(30)}`, jpeg, owner);
    await photos.put(`ab${'1'.repeat(30)}`, jpeg);
    await photos.put(`ac${'0'.repeat(30)}`, jpeg, owner);
    const found: StoredPhoto[] = [];
    for await (const photo of photos.list('ab')) found.push(photo);
    expect(found).toEqual([
      { blob: `ab${'0'.repeat(30)}`, storedAt: expect.any(Temporal.Instant), owner },
      { blob: `ab${'1'.repeat(30)}`, storedAt: expect.any(Temporal.Instant) },
    ]);
  });

  it.each(['../', 'AB', "a'", '%'])('should refuse to list what begins with %j', async (beginning) => {
    await expect(photos.list(beginning)[Symbol.asyncIterator]().next()).rejects.toThrow('not how the name of a photo begins');
  });

  it.each(['../secrets', `${name}/../x`, `${name}\n`, name.toUpperCase(), 'passport.jpg', '', `${name}?sv=1`, '..\\x', '%2e%2e%2f'])(
    'should refuse the name %j',
    async (blob) => {
      await expect(photos.put(blob, jpeg)).rejects.toThrow('not the name of a photo');
      await expect(photos.get(blob)).rejects.toThrow('not the name of a photo');
      await expect(photos.delete(blob)).rejects.toThrow('not the name of a photo');
    },
  );
});

it('should store photos as JPEG in a container that is not public', async () => {
  const { storage, prefix } = await openTestStorage();
  await storage.photos.put(name, jpeg);
  const container = new ContainerClient(testConnection(), `${prefix}photos`);
  expect((await container.getBlobClient(name).getProperties()).contentType).toBe('image/jpeg');
  expect((await container.getAccessPolicy()).blobPublicAccess).toBeUndefined();

  const anonymous = await fetch(container.getBlobClient(name).url);
  expect(anonymous.status).toBeGreaterThanOrEqual(400);
});

it('should throw when the container is missing', async () => {
  const { storage, prefix } = await openTestStorage();
  await new ContainerClient(testConnection(), `${prefix}photos`).delete();
  await expect(storage.photos.get(name)).rejects.toMatchObject({ code: 'ContainerNotFound' });
});

describe('what is stored with a photo', () => {
  const stored = async (blob: string, metadata?: Record<string, string>) => {
    const { storage, prefix } = await openTestStorage();
    const container = new ContainerClient(testConnection(), `${prefix}photos`);
    await container.getBlockBlobClient(blob).upload(Buffer.from(jpeg), jpeg.length, { ...(metadata && { metadata }) });
    const found: StoredPhoto[] = [];
    for await (const photo of storage.photos.list('')) found.push(photo);
    return found;
  };

  it.each([{ request: 'VR-7K3M9QXA' }, { request: 'VR-7K3M9QXA', sponsor: "x' or '1" }, { request: '../VR-7K3M9QX', sponsor: sponsorId }])(
    'should name no owner where it is not ours: %j',
    async (metadata) => {
      expect(await stored(name, metadata)).toEqual([{ blob: name, storedAt: expect.any(Temporal.Instant) }]);
    },
  );

  it('should pass over what has no name of a photo', async () => {
    expect(await stored('0123-passport.jpg', { request: 'VR-7K3M9QXA', sponsor: sponsorId })).toEqual([]);
  });

  it('should be read to its end, page by page', async () => {
    const { storage, prefix } = await openTestStorage();
    const container = new ContainerClient(testConnection(), `${prefix}photos`);
    const names = Array.from({ length: 1003 }, (_, index) => index.toString(16).padStart(32, '0'));
    for (let from = 0; from < names.length; from += 50) {
      await Promise.all(names.slice(from, from + 50).map((each) => container.getBlockBlobClient(each).upload('', 0)));
    }
    const counting = countStorageCalls(testConnection());
    const found: string[] = [];
    for await (const { blob } of storage.photos.list('0')) found.push(blob);
    counting.stop();
    expect(found).toEqual(names);
    expect(counting.calls.blob).toHaveLength(2);
  });
});
