import { ContainerClient } from '@azure/storage-blob';
import type { Photos } from '../../../bot/ports';
import { InMemoryPhotos } from '../../fakes/in-memory-photos';
import { openTestStorage, testConnection } from '../../setup/azurite-storage';

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
