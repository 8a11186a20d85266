import { reconcile } from '../../../../bot/jobs/night/reconcile';
import { viewRows } from '../../../../bot/outbox/sync-views';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { leaveBehind, type NightPorts, nightPorts, requests } from '../../../faults/night-story';
import { makeCommit, makeDraft, makeRequest } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';

/** Stores so many requests of other nights, in line, with their photos, and as many fresh drafts. */
async function storeOthers(ports: NightPorts, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = `VR-0${String(index).padStart(7, '0')}`;
    const blob = `00${String(index).padStart(30, '0')}`;
    const request = makeRequest({ id, answers: { ...makeRequest().answers, photo: { blob } } });
    await ports.requests.commit(makeCommit({ request, todos: [] }));
    for (const row of viewRows(request)) await ports.views.put(row);
    await ports.photos.put(blob, Uint8Array.of(1), { request: id, sponsor: request.sponsor });
    await ports.drafts.save(makeDraft({ id, touchedAt: '2090-01-17T10:00:00Z' }));
  }
}

async function callsOfNight(others: number): Promise<{ tables: Record<string, number>; blobs: number }> {
  const { storage } = await openTestStorage();
  const { requests, drafts, views, photos } = storage;
  const ports = nightPorts({ requests, drafts, views, photos });
  await leaveBehind(ports);
  await storeOthers(ports, others);
  const counting = countStorageCalls(testConnection(), { withoutRetries: true });
  await reconcile(ports, { isDry: true });
  counting.stop();
  const tables: Record<string, number> = {};
  for (const call of counting.calls.table) {
    const table = /t[0-9a-f]{16}(\w+)/.exec(call)?.[1] ?? '';
    tables[table] = (tables[table] ?? 0) + 1;
  }
  return { tables, blobs: counting.calls.blob.length };
}

it('should cost what the night looks at, not what is stored', async () => {
  const few = await callsOfNight(0);
  const many = await callsOfNight(25);
  expect(many).toEqual(few);
  // Each request: itself, its rows in seven or eight lists, its wake-up; once more for its row in its sponsor's list. Each photo: its draft and its request.
  const looked = Object.keys(requests).length;
  expect(few.tables.Requests).toBeLessThanOrEqual(1 + 2 * looked + 8);
  expect(few.tables.Views).toBeLessThanOrEqual(1 + 12 * looked);
  expect(few.tables.Drafts).toBeLessThanOrEqual(1 + 2 * 8);
  // A call for each of eight or nine beginnings of names.
  expect(few.blobs).toBeLessThanOrEqual(9);
});
