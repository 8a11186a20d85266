import { nightOf, nights } from '../../../../bot/domain/request/nightly-parts';
import { reconcile } from '../../../../bot/jobs/night/reconcile';
import { syncViews } from '../../../../bot/outbox/sync-views';
import type { InMemoryDraftStore } from '../../../fakes/in-memory-draft-store';
import type { InMemoryPhotos } from '../../../fakes/in-memory-photos';
import {
  asItIs,
  asItShouldBe,
  blobOf,
  idOf,
  leaveBehind,
  mended,
  type NightPorts,
  nightPorts,
  nothing,
  requests,
  workOff,
} from '../../../faults/night-story';
import { headId, makeCommit, makeDecision, makeDraft, makeRequest, sponsorId } from '../../../make';
import { openTestStorage } from '../../../setup/azurite-storage';

describe.each([
  ['in memory', async () => nightPorts()],
  ['in tables', async () => nightPorts(storesOf((await openTestStorage()).storage))],
])('a night after a bad day, %s', (_name, open: () => Promise<NightPorts>) => {
  let ports: NightPorts;
  beforeEach(async () => {
    ports = await open();
    await leaveBehind(ports);
  });

  it('should mend what was left behind, and keep what must stay', async () => {
    const report = await reconcile(ports);
    expect(report).toMatchObject({ ...mended, faults: 0, photosOfNobody: 1, requests: Object.keys(requests).length });
    await workOff(ports);
    expect(await asItIs(ports)).toEqual(asItShouldBe);
  });

  it('should say the same in a dry run, and touch nothing', async () => {
    const before = await asItIs(ports);
    const report = await reconcile(ports, { isDry: true });
    expect(report).toMatchObject({ ...mended, faults: 0 });
    expect(ports.queue.waiting()).toEqual([]);
    expect(await asItIs(ports)).toEqual(before);
    expect(before).not.toEqual(asItShouldBe);
  });

  it('should find nothing to do when it runs again', async () => {
    await reconcile(ports);
    await workOff(ports);
    expect(await reconcile(ports)).toMatchObject({ ...nothing, faults: 0 });
    expect(ports.queue.waiting()).toEqual([]);
  });
});

function storesOf({ requests, drafts, views, photos }: Awaited<ReturnType<typeof openTestStorage>>['storage']) {
  return { requests, drafts, views, photos };
}

describe('the night', () => {
  let ports: NightPorts;
  beforeEach(() => {
    ports = nightPorts();
  });

  const old = makeDraft({
    id: idOf('P'),
    touchedAt: '2089-12-01T10:00:00Z',
    answers: { ...makeRequest().answers, photo: { blob: blobOf('e') } },
  });

  it('should keep a draft that its sponsor touches between the look and the deletion', async () => {
    const drafts = ports.drafts as InMemoryDraftStore;
    await drafts.save(old);
    drafts.beforeDelete = async () => {
      const { etag } = (await drafts.read(sponsorId, old.id))!;
      expect(await drafts.save({ ...old, step: 'who', touchedAt: '2090-01-18T03:00:00Z' }, etag)).toBe('saved');
    };
    await ports.photos.put(blobOf('e'), Uint8Array.of(1), { request: old.id, sponsor: sponsorId });
    expect(await reconcile(ports)).toMatchObject({ oldDrafts: 0, faults: 0 });
    await workOff(ports);
    expect((await drafts.read(sponsorId, old.id))?.value.step).toBe('who');
    expect(await ports.photos.get(blobOf('e'))).toBeDefined();
  });

  it('should keep the row of who prepared a draft while its copy is used, and the photo of both when the copy goes', async () => {
    const confirmation = { by: headId, name: 'Eleanor Brightwater', at: '2089-12-01T10:00:00Z' };
    const copy = { ...old, sponsor: headId, prepared: { by: sponsorId, name: 'Marisol Okafor' } };
    await ports.drafts.save({ ...old, confirmation });
    await ports.drafts.save({ ...copy, touchedAt: '2090-01-18T03:00:00Z' });
    await ports.photos.put(blobOf('e'), Uint8Array.of(1), { request: old.id, sponsor: sponsorId });
    await reconcile(ports);
    expect(await ports.drafts.read(sponsorId, old.id)).toBeDefined();
    await ports.drafts.delete(headId, old.id);
    await ports.drafts.save(copy);
    await reconcile(ports);
    await workOff(ports);
    expect([await ports.drafts.read(headId, old.id), await ports.photos.get(blobOf('e'))]).toEqual([undefined, expect.anything()]);
    await reconcile(ports);
    await workOff(ports);
    expect([await ports.drafts.read(sponsorId, old.id), await ports.photos.get(blobOf('e'))]).toEqual([undefined, undefined]);
  });

  it('should leave the photo to a request that is made of an old draft at this very moment', async () => {
    await ports.drafts.save(old);
    await ports.photos.put(blobOf('e'), Uint8Array.of(1), { request: old.id, sponsor: sponsorId });
    await reconcile(ports);
    await ports.requests.commit(
      makeCommit({ request: makeRequest({ id: old.id, answers: { ...makeRequest().answers, ...old.answers } }) }),
    );
    await workOff(ports);
    expect(await ports.photos.get(blobOf('e'))).toBeDefined();
  });

  it('should leave an orphan to a request that is being made of its discarded draft', async () => {
    await ports.photos.put(blobOf('e'), Uint8Array.of(1), { request: old.id, sponsor: sponsorId });
    expect(await reconcile(ports)).toMatchObject({ orphanPhotos: 1 });
    expect(ports.queue.waiting()).toMatchObject([{ message: { kind: 'photo', blob: blobOf('e') }, delaySeconds: 600 }]);
    await ports.requests.commit(
      makeCommit({ request: makeRequest({ id: old.id, answers: { ...makeRequest().answers, ...old.answers } }) }),
    );
    await workOff(ports);
    expect(await ports.photos.get(blobOf('e'))).toBeDefined();
  });

  it('should let go of no photo of which the queue cannot be told', async () => {
    const { rejectedLongAgo } = requests;
    await ports.drafts.save(old);
    await ports.requests.commit(makeCommit({ request: rejectedLongAgo, todos: [] }));
    ports.queue.beforeCommit = () => Promise.reject(new Error('away'));
    expect(await reconcile(ports)).toMatchObject({ oldDrafts: 0, photosForgotten: 0 });
    expect(await ports.drafts.read(sponsorId, old.id)).toBeDefined();
    expect((await ports.requests.read(rejectedLongAgo.id))?.value.answers.photo).toEqual(rejectedLongAgo.answers.photo);
  });

  it('should leave a photo alone for a day, as something may come to name it', async () => {
    const photos = ports.photos as InMemoryPhotos;
    photos.now = ports.clock.now().toInstant().subtract({ hours: 23 });
    await photos.put(blobOf('e'), Uint8Array.of(1), { request: idOf('P'), sponsor: sponsorId });
    expect(await reconcile(ports)).toMatchObject({ photos: 1, orphanPhotos: 0 });
    ports.clock.pass({ hours: 2 });
    expect(await reconcile(ports)).toMatchObject({ photos: 1, orphanPhotos: 1 });
  });

  it('should look for a photo in the draft of whoever the request was handed to', async () => {
    const { returned } = requests;
    const photo = { blob: blobOf('e') };
    await ports.requests.commit(makeCommit({ request: { ...returned, answers: makeRequest().answers }, todos: [] }));
    await ports.drafts.save(
      makeDraft({ id: returned.id, sponsor: returned.sponsor, touchedAt: '2090-01-17T10:00:00Z', answers: { ...returned.answers, photo } }),
    );
    await ports.photos.put(photo.blob, Uint8Array.of(1), { request: returned.id, sponsor: sponsorId });
    expect(await reconcile(ports)).toMatchObject({ photos: 1, orphanPhotos: 0 });
  });

  it('should leave a todo to its message for an hour', async () => {
    await ports.requests.commit(makeCommit({ request: requests.todoLost }));
    ports.clock.set('2027-01-18T11:10');
    const night = () => nightOf(ports.clock.now().toPlainDate());
    while (night() !== nightOf(nightPorts().clock.now().toPlainDate())) ports.clock.pass({ days: 1 });
    const event = { ...makeCommit().event, at: ports.clock.now().subtract({ minutes: 59 }).toInstant().toString() };
    const { etag } = (await ports.requests.read(requests.todoLost.id))!;
    await ports.requests.commit({ ...makeDecision(makeCommit({ request: requests.todoLost }), etag), event });
    expect((await reconcile(ports)).forgottenTodos).toBe(0);
    ports.clock.pass({ minutes: 2 });
    expect((await reconcile(ports)).forgottenTodos).toBe(1);
  });

  it('should leave the lists to a worker that is at the request', async () => {
    await leaveBehind(ports);
    const { id } = requests.rowMissing;
    await ports.requests.takeLease(id, ports.clock.now().toInstant(), 60);
    expect((await reconcile(ports)).staleViews).toBe(mended.staleViews - 1);
    ports.clock.pass({ seconds: 60 });
    expect((await reconcile(ports)).staleViews).toBe(1);
  });

  it('should not write the lists of a request that the worker has just brought in line', async () => {
    await leaveBehind(ports);
    const { id } = requests.rowMissing;
    const take = ports.requests.takeLease.bind(ports.requests);
    ports.requests.takeLease = async (...args) => {
      if (args[0] === id) await syncViews((await ports.requests.readAll(id))!, ports);
      return take(...args);
    };
    expect((await reconcile(ports)).staleViews).toBe(mended.staleViews - 1);
  });

  it('should put its messages one after the other, behind those of the day', async () => {
    const all = Array.from({ length: 95 }, (_, index) => makeRequest({ id: idOf(String(index)) }));
    for (const request of all) await ports.requests.commit(makeCommit({ request }));
    expect(await reconcile(ports)).toMatchObject({ forgottenTodos: 95 });
    const delays = ports.queue.waiting().map(({ delaySeconds }) => delaySeconds);
    expect(Math.max(...delays)).toBe(9);
    for (const second of delays) expect(delays.filter((each) => each === second).length).toBeLessThanOrEqual(10);
  });

  it('should not hold on to a storage that is away', async () => {
    await leaveBehind(ports);
    for (let index = 0; index < 50; index += 1)
      await ports.requests.commit(makeCommit({ request: makeRequest({ id: idOf(String(index)) }) }));
    let calls = 0;
    ports.requests.readAll = () => {
      calls += 1;
      return Promise.reject(new Error('away'));
    };
    expect((await reconcile(ports)).faults).toBe(21);
    expect(calls).toBe(20);
    expect(ports.lines).toContainEqual(expect.objectContaining({ level: 'error' }));
  });

  it('should come to every request within thirty nights', async () => {
    const ids = Array.from(
      { length: 64 },
      (_, part) => `VR-${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'[part % 32]}${part < 32 ? '0' : 'Z'}000000`,
    );
    for (const id of ids) await ports.requests.commit(makeCommit({ request: makeRequest({ id }), todos: [] }));
    let seen = 0;
    for (let night = 0; night < nights; night += 1) {
      seen += (await reconcile(ports)).requests;
      ports.clock.pass({ days: 1 });
    }
    expect(seen).toBe(ids.length);
  });

  it('should log ids and codes, and nothing that a person typed', async () => {
    await leaveBehind(ports);
    ports.views.read = () => Promise.reject(new Error('Ottoline Fairweather'));
    await reconcile(ports);
    expect(ports.lines.some(({ what }) => what === 'passed over by the night')).toBe(true);
    expect(JSON.stringify(ports.lines)).not.toMatch(/Ottoline|Fairw|960 147/);
  });
});
