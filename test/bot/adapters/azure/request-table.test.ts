import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arrayBuffer } from 'node:stream/consumers';
import { openFilling } from '../../../../bot/adapters/azure/storage';
import { requestSchema } from '../../../../bot/domain/request/visitor-request';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { StoryClock } from '../../../fakes/story-clock';
import { makeCommit, makeCopy, makeDecision, makeEvent, makeRequest, newRequestId, sponsorId } from '../../../make';
import { openStorageAt, openTestStorage, testConnection } from '../../../setup/azurite-storage';

describe('the request table', () => {
  it('should commit in one call and read in one call', async () => {
    const { storage } = await openTestStorage();
    const counting = countStorageCalls(testConnection());
    const made = makeCommit({ copies: [makeCopy()] });
    await storage.requests.commit(made);
    expect(counting.calls.table).toEqual([expect.stringMatching(/^POST .*\$batch/)]);

    counting.reset();
    await storage.requests.read(made.request.id);
    expect(counting.calls.table).toEqual([expect.stringMatching(/^GET .*RowKey='request'/)]);

    counting.reset();
    await storage.requests.readAll(made.request.id);
    expect(counting.calls).toEqual({ table: [expect.stringMatching(/^GET .*filter=PartitionKey/)], blob: [], queue: [] });
    counting.stop();
  });

  it('should read a part of a long history in one call more, and none of it in none', async () => {
    const { storage, rawTable } = await openTestStorage();
    const made = makeCommit();
    const { request, commitId } = made;
    await storage.requests.commit(made);
    const raw = rawTable('Requests');
    const looks = 800;
    const rowOf = (rowKey: string, value: object) => ({ partitionKey: request.id, rowKey, json: JSON.stringify(value) });
    const rows = Array.from({ length: looks }, (_, place) => {
      const number = String(place + 1).padStart(6, '0');
      return [rowOf(`event:${number}`, makeEvent({ verb: 'view-photo', fields: [], revision: place })), rowOf(`detail:${number}`, {})];
    }).flat();
    for (let from = 0; from < rows.length; from += 100) {
      await raw.submitTransaction(rows.slice(from, from + 100).map((row) => ['create', row]));
    }
    await raw.upsertEntity({ ...rowOf('request', { ...request, events: looks + 1 }), schema: requestSchema, commitId }, 'Replace');

    const counting = countStorageCalls(testConnection());
    const read = async (newest?: number) => {
      counting.reset();
      const found = await storage.requests.readAll(request.id, newest);
      return {
        events: found?.events.map(({ revision }) => revision) ?? [],
        todos: found?.todos.length,
        calls: counting.calls.table.length,
      };
    };
    expect(await read(0)).toEqual({ events: [], todos: 2, calls: 1 });
    expect(await read(3)).toEqual({ events: [797, 798, 799], todos: 2, calls: 2 });
    counting.reset();
    expect((await storage.requests.readEvents(request.id, 700, 50)).events.map(({ revision }) => revision)[0]).toBe(649);
    expect(counting.calls.table).toHaveLength(1);
    // All of it takes pages.
    const all = await read();
    expect([all.events.length, all.calls]).toEqual([looks + 1, 2]);
    counting.stop();
  });

  it('should take the lease of a request that was read in one call, and end its work in one', async () => {
    const { storage } = await openTestStorage();
    const made = makeCommit({ todos: ['views', 'cards', 'mails', 'draft'] });
    const { id } = made.request;
    await storage.requests.commit(made);
    const now = new StoryClock().now().toInstant();
    const counting = countStorageCalls(testConnection());
    for (const when of [now, now.add({ minutes: 5 })]) {
      const read = (await storage.requests.readAll(id, 0))!;
      counting.reset();
      const lease = (await storage.requests.takeLease(id, when, 60, read))!;
      expect(counting.calls.table).toHaveLength(1);
      const { viewsEtag, viewKeys, todos: done } = read;
      expect(await storage.requests.settle(lease, { viewsEtag, viewKeys, done, postponed: [] })).toBe(true);
      expect(counting.calls.table).toEqual([expect.anything(), expect.stringMatching(/^POST .*\$batch/)]);
    }
    counting.stop();
  });

  it('would let two decisions through without the condition on the tag', async () => {
    const { storage, rawTable } = await openTestStorage();
    const made = makeCommit();
    const { id } = made.request;
    await storage.requests.commit(made);
    const raw = rawTable('Requests');
    const row = { partitionKey: id, rowKey: 'request', status: 'approved' };
    for (const status of ['approved', 'rejected']) {
      const answer = await raw.submitTransaction([['update', { ...row, status }, 'Replace']]);
      expect(answer.status).toBe(202);
    }
  });

  it('should show the state in columns to a person who reads the table', async () => {
    const { storage, rawTable } = await openTestStorage();
    const made = makeCommit();
    await storage.requests.commit(made);
    expect(await rawTable('Requests').getEntity(made.request.id, 'request')).toMatchObject({
      status: 'pending',
      revision: 1,
      sponsor: sponsorId,
      department: 'computer-science',
      validFrom: '2027-02-03',
      validTo: '2027-08-31',
      commitId: 'commit-1',
    });
  });

  it('should keep values out of the events', async () => {
    const { storage, rawTable } = await openTestStorage();
    const made = makeCommit();
    await storage.requests.commit(made);
    const event = await rawTable('Requests').getEntity(made.request.id, 'event:000000');
    const detail = await rawTable('Requests').getEntity(made.request.id, 'detail:000000');
    expect(JSON.stringify(event)).not.toContain('Fairweather');
    expect(JSON.stringify(detail)).toContain('Fairweather');
  });

  it('should throw, not lose, when its table is missing', async () => {
    const { storage, rawTable } = await openTestStorage();
    await rawTable('Requests').deleteTable();
    await expect(storage.requests.commit(makeCommit())).rejects.toMatchObject({ code: 'TableNotFound' });
    await expect(storage.requests.read('VR-7K3M9QXA')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('should refuse a damaged state row', async () => {
    const { storage, rawTable } = await openTestStorage();
    const json = JSON.stringify(makeRequest({ id: 'VR-00000000' }));
    await rawTable('Requests').createEntity({ partitionKey: 'VR-7K3M9QXA', rowKey: 'request', schema: requestSchema, json });
    await expect(storage.requests.read('VR-7K3M9QXA')).rejects.toThrow('a state row is damaged');
  });

  it('should call a commit lost whose answer was lost, and show by its id that it was made', async () => {
    const { prefix, storage } = await openTestStorage();
    const proxy = await losingFirstAnswer();
    const made = makeCommit();

    expect(await openStorageAt(proxy.address, { prefix }).requests.commit(made)).toBe('lost');

    expect(proxy.calls()).toBe(2);
    expect(await storage.requests.readAll(made.request.id)).toMatchObject({ commitId: made.commitId, events: [made.event] });
    proxy.close();
  });
});

/** Passes calls on to the emulator's tables, and breaks the connection instead of giving the first answer. */
async function losingFirstAnswer(): Promise<{ address: string; calls: () => number; close: () => void }> {
  const tables = new URL(/TableEndpoint=([^;]+)/.exec(testConnection())![1]!).origin;
  let calls = 0;
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    calls += 1;
    const isFirst = calls === 1;
    const headers = Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
    const answered = await fetch(`${tables}${request.url}`, {
      method: String(request.method),
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
      body: await arrayBuffer(request),
    });
    const body = Buffer.from(await answered.arrayBuffer());
    if (isFirst) request.socket.destroy();
    else response.writeHead(answered.status, { 'content-type': String(answered.headers.get('content-type')) }).end(body);
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls, close };
}

describe('a whole history', () => {
  const viewKeys = [{ partition: 'status:pending', row: 'a' }];
  async function openBoth() {
    const { storage, prefix } = await openTestStorage();
    return { storage, filling: openFilling({ connectionString: testConnection() }, { clock: new StoryClock(), prefix }).requests };
  }

  it('should be stored in one call, as its commits would have left it', async () => {
    const { storage, filling } = await openBoth();
    const made = makeCommit({ todos: [] });
    await storage.requests.commit(made);
    const { etag } = (await storage.requests.read(made.request.id))!;
    const decided = { ...makeDecision(made, etag), todos: [] };
    await storage.requests.commit(decided);
    const { viewsEtag } = (await storage.requests.readAll(made.request.id))!;
    await storage.requests.noteViews(made.request.id, viewKeys, viewsEtag);

    const id = newRequestId();
    const request = { ...decided.request, id };
    const history = { events: [made.event, decided.event], details: [made.detail, decided.detail], viewKeys };
    const counting = countStorageCalls(testConnection());
    expect(await filling.putHistory({ commitId: 'commit-2', request, ...history })).toBe('committed');
    expect(counting.calls.table).toEqual([expect.stringMatching(/^POST .*\$batch/)]);
    counting.stop();

    const [stepwise, whole] = [(await storage.requests.readAll(made.request.id))!, (await storage.requests.readAll(id))!];
    expect(whole).toEqual({ ...stepwise, request: { value: request, etag: whole.request.etag }, viewsEtag: expect.any(String) });
    const next = { ...makeDecision({ ...decided, request }, whole.request.etag, 'commit-3') };
    expect(await storage.requests.commit(next)).toBe('committed');
  });

  it('should leave a request that is there as it is', async () => {
    const { storage, filling } = await openBoth();
    const made = makeCommit();
    await storage.requests.commit(made);
    const before = await storage.requests.readAll(made.request.id);
    const history = { commitId: 'other', request: makeRequest({ id: made.request.id }), events: [makeEvent()], details: [{}], viewKeys };
    expect(await filling.putHistory(history)).toBe('lost');
    expect(await storage.requests.readAll(made.request.id)).toEqual(before);
  });

  it('should be refused where events or their values are missing', async () => {
    const { filling } = await openBoth();
    const history = { commitId: 'c', request: makeRequest({ events: 2 }), events: [makeEvent()], details: [{}], viewKeys };
    await expect(filling.putHistory(history)).rejects.toThrow(RangeError);
    await expect(filling.putHistory({ ...history, request: makeRequest(), details: [] })).rejects.toThrow(RangeError);
  });
});
