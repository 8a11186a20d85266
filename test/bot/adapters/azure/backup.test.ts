import { TableClient } from '@azure/data-tables';
import { Temporal } from 'temporal-polyfill';
import { openBackup } from '../../../../bot/adapters/azure/backup';
import { openContainer, photoBlob } from '../../../../bot/adapters/azure/photo-blob';
import { jobLimits } from '../../../../bot/adapters/azure/storage-limits';
import { backupHeldDays } from '../../../../bot/domain/words/privacy-words';
import { viewRows } from '../../../../bot/outbox/sync-views';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { makeCommit, makeDecision, makeDraft, makePerson, makeRequest, newRequestId, sponsorId } from '../../../make';
import { backupConnection, openTestStorage, testConnection } from '../../../setup/azurite-storage';

const now = Temporal.Instant.from('2027-01-18T03:13:00Z');
const never = () => false;
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]);
const blobOf = (number: number) => String(number).padStart(32, '0');
const retired = (number: number) => `ab${number}`;
const usernameKey = new Uint8Array(32);

/** Storage with a little of everything, and its backup. */
async function openStory() {
  const { storage, prefix, rawTable } = await openTestStorage();
  const backup = openBackup(
    { connectionString: testConnection() },
    { connectionString: backupConnection() },
    { limits: jobLimits, prefix, copyPrefix: prefix, few: 10 },
  );
  const copied = (name: string) => TableClient.fromConnectionString(backupConnection(), prefix + name, { allowInsecureConnection: true });
  const rowsOf = async (table: TableClient) => {
    const rows: string[] = [];
    for await (const { etag: _etag, timestamp: _timestamp, sourceStamp: _stamp, ...row } of table.listEntities())
      rows.push(JSON.stringify(row));
    return rows;
  };
  const photosOf = async () => {
    const photos = photoBlob(() => openContainer({ connectionString: backupConnection() }, `${prefix}photos`, jobLimits), jobLimits);
    const names: string[] = [];
    for await (const { blob, owner } of photos.list('')) names.push(`${blob} ${owner?.request}`);
    return names;
  };
  const commit = makeCommit({ request: makeRequest({ id: newRequestId() }) });
  await storage.requests.commit(commit);
  await storage.drafts.save(makeDraft());
  await storage.people.save(makePerson());
  await storage.views.putWake('2027-02-03T00', commit.request.id);
  await storage.views.putAttention('poison', commit.request.id, 'request', '2027-01-18T03:13:00Z');
  await storage.photos.put(blobOf(1), jpeg, { request: commit.request.id, sponsor: sponsorId });
  return { storage, backup, commit, copied, rowsOf, photosOf, table: rawTable };
}

it('should copy rows and photos, then only what changed, and delete what is gone', async () => {
  const { storage, backup, commit, copied, rowsOf, photosOf, table } = await openStory();
  expect(await backup.copy(now, never)).toMatchObject({ photos: 1, gone: 0, held: 0 });
  for (const name of ['Requests', 'Drafts', 'People', 'Usernames']) expect(await rowsOf(copied(name))).toEqual(await rowsOf(table(name)));
  expect((await rowsOf(copied('Requests'))).length).toBeGreaterThan(3);
  expect(await photosOf()).toEqual([`${blobOf(1)} ${commit.request.id}`]);

  // Nothing has changed: nothing is written.
  const { calls, stop } = countStorageCalls(backupConnection());
  expect(await backup.copy(now, never)).toEqual({ rows: 0, photos: 0, gone: 0, held: 0 });
  stop();
  const written = calls.table.filter((call) => !call.startsWith('GET '));
  expect(written.filter((call) => !/Tables|Backup|held/.test(decodeURIComponent(call)))).toEqual([]);

  const other = makeCommit({ request: makeRequest({ id: newRequestId() }) });
  await storage.requests.commit(other);
  const { etag } = (await storage.requests.read(commit.request.id))!;
  await storage.requests.commit(makeDecision(commit, etag));
  await storage.drafts.delete(sponsorId, makeDraft().id);
  await storage.photos.delete(blobOf(1));
  await storage.views.deleteWakes([{ at: '2027-02-03T00', request: commit.request.id }]);
  const report = await backup.copy(now, never);
  expect(report).toMatchObject({ gone: 3, photos: 0 });
  for (const name of ['Requests', 'Drafts']) expect(await rowsOf(copied(name))).toEqual(await rowsOf(table(name)));
  expect(await rowsOf(copied('Drafts'))).toEqual([]);
  expect(await photosOf()).toEqual([]);
});

it('should leave out the lists, which follow from the requests, and the pace of messages', async () => {
  const { storage, backup, commit, copied, rowsOf } = await openStory();
  await storage.views.putAll(viewRows(commit.request));
  await backup.copy(now, never);
  const views = (await rowsOf(copied('Views'))).map((row) => (JSON.parse(row) as { partitionKey: string }).partitionKey);
  expect(views.sort()).toEqual(['attention:poison', 'wake:2027-02-03T00']);
  await expect(rowsOf(copied('Pace'))).rejects.toMatchObject({ statusCode: 404 });
});

it.each([1, 4])('should go on where it was cut short, after %s parts', async (parts) => {
  const { backup, copied, rowsOf, table, storage } = await openStory();
  await storage.requests.commit(makeCommit());
  let asked = 0;
  const first = await backup.copy(now, () => (asked += 1) > parts);
  expect(first.isCutShort).toBe(true);
  const second = await backup.copy(now, never);
  expect(second.isCutShort).toBeUndefined();
  const all =
    (await rowsOf(table('Requests'))).length + (await rowsOf(table('Drafts'))).length + (await rowsOf(table('People'))).length + 2;
  // What was copied before the end is not copied again.
  expect(first.rows + second.rows).toBe(all);
  expect(await rowsOf(copied('Requests'))).toEqual(await rowsOf(table('Requests')));
});

it('should copy all of a request, even where its rows are many and its copy was left half-way', async () => {
  const { backup, commit, copied, rowsOf, table } = await openStory();
  // A hundred kilobytes in all, so that they take several transactions.
  for (const letter of ['a', 'b']) {
    const rows = Array.from({ length: 60 }, (_, number) => ({
      partitionKey: commit.request.id,
      rowKey: `event:${letter}${number}`,
      json: 'x'.repeat(7_000),
    }));
    await table('Requests').submitTransaction(rows.map((row) => ['create', row]));
  }
  await backup.copy(now, never);
  expect((await rowsOf(copied('Requests'))).length).toBeGreaterThan(120);
  await copied('Requests').deleteEntity(commit.request.id, 'event:a7');
  await copied('Requests').upsertEntity(
    { partitionKey: commit.request.id, rowKey: 'request', status: 'lost', sourceStamp: 'x' },
    'Replace',
  );
  expect(await backup.copy(now, never)).toMatchObject({ rows: 2 });
  expect(await rowsOf(copied('Requests'))).toEqual(await rowsOf(table('Requests')));
});

describe('where much is gone at once', () => {
  /** Names that are gone, of so many. */
  async function lose(count: number, of: number) {
    const story = await openStory();
    const register = story.storage.usernames(usernameKey);
    const all = Array.from({ length: of }, (_, number) => retired(number));
    await Promise.all(all.map((name) => register.reserve(name)));
    await story.backup.copy(now, never);
    const rows = story.table('Usernames');
    let left = count;
    for await (const { partitionKey, rowKey } of rows.listEntities()) {
      if (left > 0) await rows.deleteEntity(partitionKey!, rowKey!);
      left -= 1;
    }
    return { ...story, left: async () => (await story.rowsOf(story.copied('Usernames'))).length };
  }
  const later = (hours: number) => now.add({ hours });

  it('should keep it for some days, and follow then', async () => {
    const { backup, left, storage } = await lose(12, 14);
    expect(await backup.copy(later(24), never)).toMatchObject({ gone: 0, held: 12 });
    await storage.usernames(usernameKey).reserve('zz1');
    // One that is new is copied meanwhile.
    expect(await backup.copy(later(48), never)).toMatchObject({ rows: 1, gone: 0, held: 12 });
    expect(await left()).toBe(15);
    expect(await backup.copy(later((backupHeldDays + 1) * 24 - 1), never)).toMatchObject({ gone: 12, held: 0 });
    expect(await left()).toBe(3);
  });

  it('should follow at once where it is few, or less than half', async () => {
    const few = await lose(5, 6);
    expect(await few.backup.copy(later(24), never)).toMatchObject({ gone: 5, held: 0 });
    const less = await lose(11, 23);
    expect(await less.backup.copy(later(24), never)).toMatchObject({ gone: 11, held: 0 });
  });
});
