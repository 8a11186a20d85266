import { packJson } from '../../../../bot/adapters/azure/table-client';
import type { Digest, DigestStore } from '../../../../bot/ports/digests';
import { InMemoryDigestStore } from '../../../fakes/in-memory-digest-store';
import { sponsorId, strangerId } from '../../../make';
import { openTestStorage } from '../../../setup/azurite-storage';

const key = { person: sponsorId, kind: 'sponsor', date: '2027-07-01' } as const;
const digest: Digest = { ...key, items: ['VR-7K3M9QXA'], state: 'open' };

describe.each([
  ['in memory', async () => new InMemoryDigestStore()],
  ['in tables', async () => (await openTestStorage()).storage.digests],
])('a digest store %s', (_name, open: () => Promise<DigestStore>) => {
  let store: DigestStore;
  beforeEach(async () => {
    store = await open();
  });

  it('should give back what was saved, as large as a digest may be', async () => {
    const large = { ...digest, items: Array.from({ length: 1000 }, (_, place) => `VR-${String(place).padStart(8, '0')}`) };
    expect(await store.save(large)).toBe('saved');
    expect(await store.read(key)).toEqual({ value: large, etag: expect.any(String) });
  });

  it('should open one of a person, kind and day', async () => {
    const answers = await Promise.all([store.save(digest), store.save(digest)]);
    expect(answers.sort()).toEqual(['lost', 'saved']);
    for (const other of [{ person: strangerId }, { kind: 'decider' as const }, { date: '2027-07-02' }]) {
      expect(await store.read({ ...key, ...other })).toBeUndefined();
      expect(await store.save({ ...digest, ...other })).toBe('saved');
    }
  });

  it('should let one of two workers through', async () => {
    await store.save(digest);
    const { etag } = (await store.read(key))!;
    const answers = await Promise.all(
      ['2027-07-01T07:00:00Z', '2027-07-01T07:01:00Z'].map((leasedUntil) => store.save({ ...digest, leasedUntil }, etag)),
    );
    expect(answers.sort()).toEqual(['lost', 'saved']);
  });

  it('should find those of a person and kind that were sent before, from a day on', async () => {
    const sent = { ...digest, state: 'sent' as const };
    const days = ['2027-04-29', '2027-05-03', '2027-06-28', '2027-07-01', '2027-07-05'];
    for (const date of days) await store.save({ ...sent, date });
    for (const other of [{ person: strangerId }, { kind: 'decider' as const }, { state: 'open' as const, date: '2027-06-29' }])
      await store.save({ ...sent, date: '2027-06-28', ...other });
    const found = await store.sentBefore(key, '2027-05-03');
    expect(found.map(({ value }) => value.date).sort()).toEqual(['2027-05-03', '2027-06-28']);
    const [first] = found;
    expect(await store.save({ ...first!.value, newer: key.date }, first!.etag)).toBe('saved');
  });
});

it('should read a row that only counted its attempts, as it was before each was noted', async () => {
  const { storage, rawTable } = await openTestStorage();
  const at = '2027-07-01T00:00:00Z';
  const counted = { ...digest, attempts: 2, mail: { state: 'open', attempts: 1, isAmbiguous: true, reserved: '2027-07-01T08:00:00Z' } };
  const rows = rawTable('Digests');
  await rows.createEntity({ partitionKey: sponsorId, rowKey: 'sponsor:2027-07-01', state: 'open', ...packJson(counted) });
  expect((await storage.digests.read(key))?.value).toEqual({
    ...digest,
    attempts: [
      { at, code: 'failed' },
      { at, code: 'failed' },
    ],
    mail: { state: 'open', reserved: '2027-07-01T08:00:00Z', attempts: [{ at, code: 'failed', isAmbiguous: true }] },
  });
  await rows.updateEntity({ partitionKey: sponsorId, rowKey: 'sponsor:2027-07-01', ...packJson({ ...digest, attempts: 0 }) }, 'Merge');
  expect((await storage.digests.read(key))?.value).toEqual(digest);
});
