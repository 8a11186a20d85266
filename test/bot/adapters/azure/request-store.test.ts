import { Temporal } from 'temporal-polyfill';
import { placesOf } from '../../../../bot/domain/request/views';
import type { RequestStore, TodoTarget } from '../../../../bot/ports/requests';
import { InMemoryRequestStore } from '../../../fakes/in-memory-request-store';
import { makeCommit, makeCopy, makeDecision, makeEvent, makeRequest, newRequestId, sponsorId, strangerId } from '../../../make';
import { openTestStorage } from '../../../setup/azurite-storage';

const now = Temporal.Instant.from('2027-01-18T10:15:00Z');
async function etagOf(store: RequestStore, id: string): Promise<string> {
  return (await store.read(id))!.etag;
}

describe.each([
  ['in memory', async () => new InMemoryRequestStore()],
  ['in tables', async () => (await openTestStorage()).storage.requests],
])('a request store %s', (_name, open: () => Promise<RequestStore>) => {
  let store: RequestStore;
  beforeAll(async () => {
    store = await open();
  });

  it('should give back what was committed, all of it', async () => {
    const copy = makeCopy({ person: sponsorId, message: { kind: 'made' } });
    const commit = makeCommit({ copies: [copy] });
    const { id } = commit.request;

    expect(await store.commit(commit)).toBe('committed');

    expect(await store.read(id)).toEqual({ value: commit.request, etag: expect.any(String), commitId: 'commit-1' });
    const stored = await store.readAll(id);
    expect(stored).toMatchObject({ commitId: 'commit-1', copies: [copy], viewKeys: placesOf(commit.request), events: [commit.event] });
    expect(stored?.request).toEqual({ value: commit.request, etag: await etagOf(store, id) });
    expect(stored?.todos.map(({ value }) => value)).toEqual(
      expect.arrayContaining([
        { target: 'views', attempts: 0 },
        { target: 'cards', attempts: 0 },
      ]),
    );
  });

  it('should know what admins were told of until that is over, however often it is noted', async () => {
    const commit = makeCommit();
    const { id } = commit.request;
    await store.commit(commit);
    const notified = async () => [...(await store.readAll(id, 0))!.notified].sort();
    expect(await notified()).toEqual([]);
    for (const kind of ['unreached', 'todo-cards', 'unreached']) await store.noteNotified(id, kind, true);
    expect(await notified()).toEqual(['todo-cards', 'unreached']);
    for (const kind of ['unreached', 'unreached']) await store.noteNotified(id, kind, false);
    expect(await notified()).toEqual(['todo-cards']);
  });

  it('should know nothing of a request that was never made', async () => {
    expect(await store.read('VR-ZZZZZZZZ')).toBeUndefined();
    expect(await store.readAll('VR-ZZZZZZZZ')).toBeUndefined();
  });

  it('should give as much of the history as is asked for, the newest of it, with all else', async () => {
    const first = makeCommit({ copies: [makeCopy()] });
    const { id } = first.request;
    await store.commit(first);
    for (let events = 2; events <= 7; events += 1) {
      const request = { ...first.request, events };
      const event = makeEvent({ verb: 'view-photo', revision: events });
      await store.commit(makeCommit({ request, event, detail: { words: `view ${events}` }, etag: await etagOf(store, id) }));
    }
    const whole = await store.readAll(id);
    expect(whole?.events).toHaveLength(7);
    for (const newest of [0, 1, 3, 7, 50]) {
      const events = newest === 0 ? [] : whole?.events.slice(-newest);
      const details = newest === 0 ? [] : whole?.details.slice(-newest);
      expect(await store.readAll(id, newest)).toEqual({ ...whole, events, details });
    }
    expect(await store.readEvents(id, 4, 3)).toEqual({ events: whole?.events.slice(1, 4), details: whole?.details.slice(1, 4) });
    expect(await store.readEvents(id, 2, 50)).toEqual({ events: whole?.events.slice(0, 2), details: whole?.details.slice(0, 2) });
    expect(await store.readEvents(newRequestId(), 9, 3)).toEqual({ events: [], details: [] });
  });

  it('should not take a lease alone for a request', async () => {
    const id = newRequestId();
    await store.takeLease(id, now, 60);
    expect(await store.readAll(id)).toBeUndefined();
  });

  it('should not change with the object that was committed', async () => {
    const commit = makeCommit();
    await store.commit(commit);
    commit.request.involved.push(strangerId);
    expect((await store.read(commit.request.id))?.value.involved).toEqual([sponsorId]);
  });

  it('should make a request once when it is made twice at once', async () => {
    const commit = makeCommit();
    const answers = await Promise.all([store.commit(commit), store.commit({ ...commit, commitId: 'other' })]);
    expect(answers.sort()).toEqual(['committed', 'lost']);
  });

  it('should let exactly one of many decisions on the same state through', async () => {
    const made = makeCommit();
    const { id } = made.request;
    await store.commit(made);
    const etag = await etagOf(store, id);

    const decisions = ['a', 'b', 'c', 'd', 'e'].map((commitId) => makeDecision(made, etag, commitId));
    const answers = await Promise.all(decisions.map((decision) => store.commit(decision)));

    expect(answers.filter((answer) => answer === 'committed')).toHaveLength(1);
    const stored = await store.readAll(id);
    expect(stored?.events).toHaveLength(2);
    expect(stored?.commitId).toBe(decisions[answers.indexOf('committed')]?.commitId);
  });

  it('should leave nothing of a lost commit behind', async () => {
    const made = makeCommit({ todos: [] });
    const { id } = made.request;
    await store.commit(made);
    const decision = makeDecision(made, 'W/"datetime\'2020-01-01T00%3A00%3A00.0000000Z\'"');

    expect(await store.commit({ ...decision, copies: [makeCopy()] })).toBe('lost');

    expect(await store.readAll(id)).toMatchObject({
      request: { value: { status: 'pending' } },
      todos: [],
      copies: [],
      events: [made.event],
    });
  });

  it('should lose a change to a request that is not there', async () => {
    const commit = makeCommit({ etag: 'W/"datetime\'2020-01-01T00%3A00%3A00.0000000Z\'"' });
    expect(await store.commit(commit)).toBe('lost');
    expect(await store.read(commit.request.id)).toBeUndefined();
  });

  it('should keep events in their order beyond the ninth', async () => {
    const made = makeCommit();
    const { id } = made.request;
    await store.commit(made);
    for (let events = 2; events <= 12; events += 1) {
      const event = makeEvent({ revision: events });
      const request = { ...made.request, events };
      await store.commit(makeCommit({ request, event, etag: await etagOf(store, id) }));
    }
    const revisions = (await store.readAll(id))?.events.map(({ revision }) => revision);
    expect(revisions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('should refuse a request that does not count its own event', async () => {
    const request = makeRequest({ id: newRequestId(), events: 0 });
    await expect(store.commit(makeCommit({ request }))).rejects.toThrow('counts its own event');
  });

  /** A request that is being worked on: as it was read, and its lease. */
  async function workOn(todos: TodoTarget[]) {
    const made = makeCommit({ todos });
    await store.commit(made);
    const { id } = made.request;
    const read = (await store.readAll(id))!;
    const lease = (await store.takeLease(id, now, 60, read))!;
    const settled = { viewsEtag: read.viewsEtag, viewKeys: read.viewKeys, done: read.todos, postponed: [] };
    return { made, id, read, lease, settled };
  }
  const values = async (id: string) => (await store.readAll(id))?.todos.map(({ value }) => value);

  it('should end a piece of work: todos gone or kept with their counts, the lists noted, the lease free', async () => {
    const { id, read, lease, settled } = await workOn(['cards', 'mails', 'views']);
    const cards = read.todos.find(({ value }) => value.target === 'cards')!;
    const done = read.todos.filter((todo) => todo !== cards);
    const value = { target: 'cards' as const, attempts: 1, notBefore: '2027-01-18T10:16:00Z' };
    const viewKeys = [{ partition: 'status:pending', row: 'a' }];

    expect(await store.settle(lease, { ...settled, viewKeys, done, postponed: [{ value, etag: cards.etag }] })).toBe(true);

    const after = (await store.readAll(id))!;
    expect(after.todos).toEqual([{ value, etag: expect.any(String) }]);
    expect(after.todos[0]?.etag).not.toBe(cards.etag);
    expect(after.viewKeys).toEqual(viewKeys);
    expect(await store.takeLease(id, now, 60)).toBeDefined();
  });

  it.each<[string, TodoTarget[]]>([
    ['has written a todo anew', ['cards']],
    ['has written another', ['views']],
    ['has written none', []],
  ])('should end no work where a commit %s since the request was read', async (_what, todos) => {
    const { made, id, read, lease, settled } = await workOn(['cards']);
    await store.commit({ ...makeDecision(made, await etagOf(store, id)), todos });
    const before = await store.readAll(id);

    expect(await store.settle(lease, settled)).toBe(false);
    const postponed = read.todos.map(({ value, etag }) => ({ value: { ...value, attempts: 3 }, etag }));
    expect(await store.settle(lease, { ...settled, done: [], postponed })).toBe(false);

    expect(await store.readAll(id)).toEqual(before);
    expect(await store.takeLease(id, now, 60)).toBeUndefined();
    expect(await store.settle(lease, { ...settled, viewsEtag: before?.viewsEtag })).toBe(true);
    expect(await values(id)).toEqual(todos.filter((target) => target !== 'cards').map((target) => ({ target, attempts: 0 })));
  });

  it('should end no work of a lease that another worker has taken, or has let go', async () => {
    const { id, lease, settled } = await workOn(['cards']);
    const another = (await store.takeLease(id, now.add({ seconds: 60 }), 60))!;
    expect(await store.settle(lease, settled)).toBe(false);
    await store.releaseLease(another);
    expect(await store.settle(lease, settled)).toBe(false);
    expect(await values(id)).toEqual([{ target: 'cards', attempts: 0 }]);
  });

  it('should end a piece of work once', async () => {
    const { id, lease, settled } = await workOn(['cards']);
    expect(await store.settle(lease, settled)).toBe(true);
    expect(await store.settle(lease, settled)).toBe(false);
    expect(await values(id)).toEqual([]);
  });

  it("should never change the state's tag by the worker's notes", async () => {
    const { made, id, read, lease, settled } = await workOn(['views']);
    const { etag } = read.request;
    await store.noteCopies(id, [makeCopy()]);
    const viewsEtag = await store.noteViews(id, [{ partition: 'status:pending', row: 'x' }], read.viewsEtag);
    await store.settle(lease, { ...settled, viewsEtag });
    await store.releaseLease((await store.takeLease(id, now, 60))!);
    expect(await store.commit(makeDecision(made, etag))).toBe('committed');
  });

  it('should keep one note a copy, the last', async () => {
    const made = makeCommit();
    const { id } = made.request;
    await store.commit(made);
    await store.noteCopies(id, [makeCopy(), makeCopy({ person: strangerId }), makeCopy({ message: { kind: 'outcome', revision: 2 } })]);
    await store.noteCopies(id, [makeCopy({ shownRevision: 1 }), makeCopy({ shownRevision: 2 })]);
    await store.noteCopies(id, []);
    const copies = (await store.readAll(id))!.copies;
    expect(copies).toHaveLength(3);
    expect(copies).toContainEqual(makeCopy({ shownRevision: 2 }));
  });

  it('should note more copies than one transaction holds', async () => {
    const made = makeCommit();
    await store.commit(made);
    const copies = Array.from({ length: 130 }, (_, number) => makeCopy({ message: { kind: 'ask', revision: number } }));
    await store.noteCopies(made.request.id, copies);
    expect((await store.readAll(made.request.id))?.copies).toHaveLength(130);
  });

  it('should note with each commit where the request is listed from then on, beside where it was', async () => {
    const { made, id, read, lease, settled } = await workOn([]);
    expect(read.viewKeys).toEqual(placesOf(made.request));
    const viewKeys = [...placesOf(made.request), { partition: 'status:pending', row: 'left from before' }];
    await store.settle(lease, { ...settled, viewKeys });
    const decision = makeDecision(made, await etagOf(store, id));
    await store.commit(decision);
    const noted = (await store.readAll(id))!.viewKeys;
    const [before, after] = [viewKeys, placesOf(decision.request)];
    const added = after.filter(({ partition }) => !before.some((key) => key.partition === partition));
    expect(added.map(({ partition }) => partition)).toEqual(['status:approved', 'starts', 'cards']);
    expect(noted).toHaveLength(before.length + added.length);
    expect(noted).toEqual(expect.arrayContaining([...before, ...added]));
  });

  it('should replace the note of lists, unless a commit has come since', async () => {
    const { made, id, read } = await workOn([]);
    const viewKeys = [{ partition: 'status:approved', row: 'b' }];
    const viewsEtag = await store.noteViews(id, viewKeys, read.viewsEtag);
    expect(await store.readAll(id)).toMatchObject({ viewKeys, viewsEtag });
    await store.commit(makeDecision(made, read.request.etag));
    expect(await store.noteViews(id, [], viewsEtag)).toBeUndefined();
    expect(await store.noteViews(id, [], undefined)).toBeUndefined();
    expect((await store.readAll(id))?.viewKeys).toEqual(expect.arrayContaining([...viewKeys, ...placesOf(made.request).slice(0, 1)]));
  });

  it('should give no lease to whoever read the request before another worker had it', async () => {
    const made = makeCommit();
    const { id } = made.request;
    await store.commit(made);
    for (const when of [now, now.add({ minutes: 5 })]) {
      const read = (await store.readAll(id))!;
      await store.releaseLease((await store.takeLease(id, when, 60, read))!);
      expect(await store.takeLease(id, when, 60, read)).toBeUndefined();
    }
  });

  it('should give the lease to one of many who read the request', async () => {
    const made = makeCommit();
    const { id } = made.request;
    await store.commit(made);
    for (const when of [now, now.add({ minutes: 5 })]) {
      const read = (await store.readAll(id))!;
      const leases = await Promise.all([1, 2, 3].map(() => store.takeLease(id, when, 60, read)));
      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
    }
  });

  it('should give the lease to one of many takers', async () => {
    const id = newRequestId();
    const leases = await Promise.all([1, 2, 3, 4].map(() => store.takeLease(id, now, 60)));
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('should hand an expired lease to one of many takers, and not before', async () => {
    const id = newRequestId();
    const old = await store.takeLease(id, now, 60);
    expect(await store.takeLease(id, now.add({ seconds: 59 }), 60)).toBeUndefined();

    const later = now.add({ seconds: 60 });
    const leases = await Promise.all([1, 2, 3].map(() => store.takeLease(id, later, 60)));
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);

    await store.releaseLease(old!);
    expect(await store.takeLease(id, later, 60)).toBeUndefined();
  });

  it('should free a released lease, and release it twice without complaint', async () => {
    const id = newRequestId();
    const lease = await store.takeLease(id, now, 60);
    await store.releaseLease(lease!);
    await store.releaseLease(lease!);
    expect(await store.takeLease(id, now, 60)).toBeDefined();
  });

  it('should name the requests of a range of keys, in order, and nothing else', async () => {
    for (const id of ['VR-A0000000', 'VR-AZZZZZZZ', 'VR-B0000000', 'VR-C0000000', 'VR-CZZZZZZZ']) {
      await store.commit(makeCommit({ request: makeRequest({ id }), copies: [makeCopy()] }));
    }
    await store.takeLease('VR-B1111111', now, 60);
    expect(await idsIn('VR-AZ', 'VR-CZ')).toEqual(['VR-AZZZZZZZ', 'VR-B0000000', 'VR-C0000000']);
    expect(await idsIn('VR-B0000000', 'VR-C0000000')).toEqual(['VR-B0000000']);
    expect(await idsIn('VR-D', "VR-D' or PartitionKey ne '")).toEqual([]);
  });

  async function idsIn(from: string, before: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const id of store.idsIn({ from, before })) ids.push(id);
    return ids;
  }

  const hostile = ["VR-7K3M9QXA' or PartitionKey ne 'y", '../VR-7K3M9QXA', 'VR-7K3M9QXA/', 'vr-7k3m9qxa', '', 'VR-%00#?\\'];

  it.each(hostile)('should refuse %j as an id', async (id) => {
    await expect(store.read(id)).rejects.toThrow('not a request id');
    await expect(store.readAll(id)).rejects.toThrow('not a request id');
    await expect(store.takeLease(id, now, 60)).rejects.toThrow('not a request id');
    const settled = { viewsEtag: '*', viewKeys: [], done: [], postponed: [] };
    await expect(store.settle({ id, etag: '*' }, settled)).rejects.toThrow('not a request id');
    await expect(store.commit(makeCommit({ request: makeRequest({ id }) }))).rejects.toThrow('not a request id');
  });
});

describe('a request store in memory', () => {
  it('should let a second actor in before a commit looks at its tag', async () => {
    const store = new InMemoryRequestStore();
    const made = makeCommit();
    await store.commit(made);
    const etag = await etagOf(store, made.request.id);
    store.beforeCommit = async () => {
      delete store.beforeCommit;
      expect(await store.commit(makeDecision(made, etag, 'first'))).toBe('committed');
    };
    expect(await store.commit(makeDecision(made, etag, 'second'))).toBe('lost');
    expect((await store.read(made.request.id))?.commitId).toBe('first');
  });

  it('should be able to lose the answer of a commit that was applied', async () => {
    const store = new InMemoryRequestStore();
    store.afterCommit = () => Promise.reject(new Error('connection reset'));
    const made = makeCommit();
    await expect(store.commit(made)).rejects.toThrow('connection reset');
    expect((await store.read(made.request.id))?.commitId).toBe('commit-1');
  });
});
