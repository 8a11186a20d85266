import { openFilling } from '../../../../bot/adapters/azure/storage';
import { placesOf } from '../../../../bot/domain/request/views';
import { type Status, statuses } from '../../../../bot/domain/statuses/table';
import { dropOrphanPhotos } from '../../../../bot/jobs/night/orphan-photos';
import { ReconcileRun } from '../../../../bot/jobs/night/reconcile-run';
import { dropStrayRows, syncRequests } from '../../../../bot/jobs/night/sync-requests';
import { sweep } from '../../../../bot/jobs/sweep';
import { viewRows } from '../../../../bot/outbox/sync-views';
import type { Photos } from '../../../../bot/ports/photos';
import type { ViewRow, ViewStore } from '../../../../bot/ports/views';
import { diceOf } from '../../../../functions/local/invented/dice';
import { type Filled, type FillStores, fill } from '../../../../functions/local/invented/fill';
import { localPeople } from '../../../../functions/local/storage/seed';
import { InMemoryDepartments } from '../../../fakes/in-memory-departments';
import { InMemoryPeople } from '../../../fakes/in-memory-people';
import { InMemoryUsernames } from '../../../fakes/in-memory-usernames';
import { makePorts } from '../../../fakes/ports';
import { nothing } from '../../../faults/night-story';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';
import { inventionAt } from './invention-context';

// Later than any clock of a real store, so that a photo which nothing names would be found.
const moment = '2090-01-18T11:30';
const count = 16;

async function openUniversity() {
  const { storage, prefix } = await openTestStorage();
  const context = inventionAt(moment);
  const filling = openFilling({ connectionString: testConnection() }, { clock: { now: () => context.now }, prefix });
  const ports = {
    ...makePorts(),
    requests: storage.requests,
    views: storage.views,
    photos: storage.photos,
    policy: context.policy,
    departments: new InMemoryDepartments([...context.departments]),
    people: new InMemoryPeople([...context.people]),
  };
  ports.clock.set(moment);
  const told: number[] = [];
  const stored: string[] = [];
  const photos: Photos = {
    ...storage.photos,
    put: (blob, ...rest) => {
      stored.push(blob);
      return storage.photos.put(blob, ...rest);
    },
  };
  const filled = {
    ...filling,
    photos,
    usernames: new InMemoryUsernames(),
    directory: { marks: async () => [], addAll: async () => undefined },
  };
  const run = (seed: number, stores: Partial<FillStores> = {}): Promise<Filled> =>
    fill(count, diceOf(seed), context, { ...filled, ...stores }, (done) => void told.push(done));
  return { storage, ports, run, told, stored };
}

type University = Awaited<ReturnType<typeof openUniversity>>;

async function idsOf({ storage }: University): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of storage.requests.idsIn({ from: 'VR-', before: 'VR-~' })) ids.push(id);
  return ids;
}

function sumOf({ written }: Filled): number {
  return Object.values(written).reduce((sum, one) => sum + one, 0);
}

/** What thirty nights would mend if they were all this one. */
async function mendedBy({ ports }: University) {
  const found = { requests: 0, photos: 0, listRows: 0, photosOfNobody: 0, faults: 0, ...nothing };
  for (let night = 0; night < 30; night += 1) {
    const round = new ReconcileRun(ports, false);
    round.report.night = night;
    await dropOrphanPhotos(round);
    await dropStrayRows(round);
    await syncRequests(round);
    for (const name of Object.keys(found) as (keyof typeof found)[]) found[name] += round.report[name as keyof typeof round.report];
  }
  return found;
}

describe('filling local mode', () => {
  it('should leave requests behind that are found in all their lists, with everything that happened', async () => {
    const university = await openUniversity();
    const { storage, run, told } = university;
    const filled = await run(1);
    const ids = await idsOf(university);
    expect([sumOf(filled), filled.taken, ids.length, told]).toEqual([count, 0, count, [count]]);

    const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
    for (const id of ids) {
      const { request, events, details, viewKeys, todos, copies } = (await storage.requests.readAll(id))!;
      counts[request.value.status] += 1;
      expect([events.length, details.filter(Boolean).length]).toEqual([request.value.events, request.value.events]);
      expect(viewKeys).toEqual(placesOf(request.value));
      expect([...todos, ...copies]).toEqual([]);
      const rows: (ViewRow | undefined)[] = [];
      for (const key of viewKeys) rows.push(await storage.views.read(key));
      const nameIn = (person: string | undefined) => localPeople.find((one) => one.id === person)?.name;
      expect(nameIn(request.value.sponsor)).toBeDefined();
      expect(rows).toEqual(viewRows(request.value, nameIn(request.value.sponsor), nameIn(request.value.decision?.by)));
      const { photo } = request.value.answers;
      if (photo) expect((await storage.photos.get(photo.blob))?.length).toBeGreaterThan(5_000);
    }
    expect(counts).toEqual(filled.written);
  });

  it('should give the clock and the night nothing to do, and write to nobody', async () => {
    const university = await openUniversity();
    const { ports, run } = university;
    const { written } = await run(2);
    expect(await sweep(ports)).toEqual({ due: 0, changed: 0, held: 0, failed: 0, digests: 0 });
    const found = await mendedBy(university);
    expect(found).toEqual({ ...found, ...nothing, requests: count, listRows: count, photosOfNobody: 0, faults: 0 });
    expect(found.photos).toBeGreaterThan(3);
    expect([ports.queue.waiting(), ports.chat.sent]).toEqual([[], []]);

    // The wake-ups are real: a year on, all that was approved is over.
    ports.clock.set('2091-02-01T00:03');
    const { changed } = await sweep(ports);
    expect(changed).toBe(written.active + written.approved + written.pending + written.returned);
  });

  it('should add as many again, and leave what is there as it is when the dice are the same', async () => {
    const university = await openUniversity();
    await university.run(3);
    const [before] = await idsOf(university);
    const stored = await university.storage.requests.readAll(before!);
    expect(sumOf(await university.run(4))).toBe(count);
    expect(await idsOf(university)).toHaveLength(2 * count);

    const photos = university.stored.length;
    const again = await university.run(3);
    expect(university.stored).toHaveLength(photos);
    expect([sumOf(again), again.taken]).toEqual([0, count]);
    expect(await university.storage.requests.readAll(before!)).toEqual(stored);
    expect(await idsOf(university)).toHaveLength(2 * count);
    expect(await mendedBy(university)).toMatchObject({ ...nothing, requests: 2 * count });
  });

  it('should do once more what storage did not do in time, and count it once', async () => {
    const university = await openUniversity();
    const { storage, run } = university;
    let late = 0;
    const putAll: ViewStore['putAll'] = async (rows, left) => {
      await storage.views.putAll(rows, left);
      if (late++ < 2) throw new Error('late');
    };
    const filled = await run(5, { views: { ...storage.views, putAll } });
    expect([sumOf(filled), filled.taken, late]).toEqual([count, 0, 4]);
  });

  it('should finish a run that broke off, with the rows of lists of what it had written', async () => {
    const university = await openUniversity();
    const { storage, run } = university;
    const brokenOff = async () => Promise.reject(new Error('broken off'));
    await expect(run(6, { views: { ...storage.views, putAll: brokenOff } })).rejects.toThrow('broken off');
    expect([(await idsOf(university)).length, (await storage.views.list('all', 99)).rows.length]).toEqual([count, 0]);
    expect(await run(6)).toMatchObject({ taken: count });
    expect((await storage.views.list('all', 99)).rows).toHaveLength(count);
    expect(await mendedBy(university)).toMatchObject({ ...nothing, requests: count });
  });
});
