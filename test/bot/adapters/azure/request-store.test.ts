import { Temporal } from 'temporal-polyfill';
import type { RequestStore } from '../../../../bot/ports/requests';
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
    expect(stored).toMatchObject({ commitId: 'commit-1', copies: [copy], viewKeys: [], events: [commit.event] });
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
    const told = async () => [...(await store.readAll(id, 0))!.told].sort();
    expect(await told()).toEqual([]);
    for (const kind of ['unreached', 'todo-cards', 'unreached']) await store.noteTold(id, kind, true);
    expect(await told()).toEqual(['todo-cards', 'unreached']);
    for (const kind of ['unreached', 'unreached']) await store.noteTold(id, kind, false);
    expect(await told()).toEqual(['todo-cards']);
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

  it('should not finish a todo that a commit has written anew', async () => {
    const made = makeCommit({ todos: ['cards'] });
    const { id } = made.request;
    await store.commit(made);
    const held = (await store.readAll(id))!.todos[0]!;
    await store.commit({ ...makeDecision(made, await etagOf(store, id)), todos: ['cards'] });

    expect(await store.finishTodo(id, held)).toBe(false);
    expect(await store.postponeTodo(id, { ...held, value: { ...held.value, attempts: 3 } })).toBe(false);

    const [fresh] = (await store.readAll(id))!.todos;
    expect(fresh?.value).toEqual({ target: 'cards', attempts: 0 });
    expect(await store.finishTodo(id, fresh!)).toBe(true);
    expect((await store.readAll(id))?.todos).toEqual([]);
    expect(await store.finishTodo(id, fresh!)).toBe(false);
  });

  it('should keep a postponed todo with its count, under a new tag', async () => {
    const made = makeCommit({ todos: ['cards'] });
    const { id } = made.request;
    await store.commit(made);
    const held = (await store.readAll(id))!.todos[0]!;
    const value = { target: 'cards' as const, attempts: 1, notBefore: '2027-01-18T10:16:00Z' };

    expect(await store.postponeTodo(id, { ...held, value })).toBe(true);

    expect((await store.readAll(id))?.todos.map((todo) => todo.value)).toEqual([value]);
    expect(await store.finishTodo(id, held)).toBe(false);
  });

  it("should never change the state's tag by the worker's notes", async () => {
    const made = makeCommit({ todos: ['views'] });
    const { id } = made.request;
    await store.commit(made);
    const etag = await etagOf(store, id);
    const lease = await store.takeLease(id, now, 60);
    await store.noteViews(id, [{ partition: 'status:pending', row: 'x' }]);
    await store.noteCopies(id, [makeCopy()]);
    await store.finishTodo(id, (await store.readAll(id))!.todos[0]!);
    await store.releaseLease(lease!);
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

  it('should replace the noted view keys', async () => {
    const made = makeCommit();
    const { id } = made.request;
    await store.commit(made);
    await store.noteViews(id, [{ partition: 'status:pending', row: 'a' }]);
    await store.noteViews(id, [{ partition: 'status:approved', row: 'b' }]);
    expect((await store.readAll(id))?.viewKeys).toEqual([{ partition: 'status:approved', row: 'b' }]);
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
      await store.noteViews(id, [{ partition: 'status:pending', row: 'x' }]);
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
    const todo = { value: { target: 'cards' as const, attempts: 0 }, etag: '*' };
    await expect(store.finishTodo(id, todo)).rejects.toThrow('not a request id');
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
