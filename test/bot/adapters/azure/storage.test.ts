import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { QueueClient } from '@azure/storage-queue';
import { openStorage, type Storage } from '../../../../bot/adapters/azure/storage';
import { StoryClock } from '../../../fakes/story-clock';
import { makeEvent, makeRequest } from '../../../make';
import { openStorageAt, openTestStorage, testBotId, testConnection } from '../../../setup/azurite-storage';

describe('opening storage', () => {
  it('should make what is missing, and leave what is there', async () => {
    const { storage, again } = await openTestStorage();
    await storage.drafts.list('somebody', 1);
    await again().ensure();
    expect(await storage.requests.read('VR-7K3M9QXA')).toBeUndefined();
  });

  it('should keep two prefixes apart', async () => {
    const [one, other] = [await openTestStorage(), await openTestStorage()];
    await one.storage.views.putWake('2027-02-03T08', 'VR-00000001');
    for await (const wake of other.storage.views.wakesUntil('9999-12-31T23')) throw new Error(`found ${wake.request}`);
  });

  it.each(['1a', 'a-b', "a'", 'a/b', 'x'.repeat(40)])('should refuse the prefix %j', (prefix) => {
    const options = { clock: new StoryClock(), botId: testBotId, prefix };
    expect(() => openStorage({ connectionString: testConnection() }, options)).toThrow('a prefix is a letter');
  });

  it('should keep the messages of accounts apart where they have a queue of their own, and have one queue where not', async () => {
    const { prefix } = await openTestStorage();
    const names = { accounts: `${prefix}accounts`, work: `${prefix}work` };
    const open = (hasAccountQueue?: true) =>
      openStorage(
        { connectionString: testConnection() },
        { clock: new StoryClock(), botId: testBotId, prefix, ...(hasAccountQueue && { hasAccountQueue }) },
      );
    const waitingIn = async (name: string) => (await new QueueClient(testConnection(), name).getProperties()).approximateMessagesCount;
    const both = open(true);
    await both.ensure();
    await both.queue.enqueue({ kind: 'accounts', id: 'VR-7K3M9QXA' }, 0);
    expect([await waitingIn(names.accounts), await waitingIn(names.work)]).toEqual([1, 0]);
    await both.queue.enqueue({ kind: 'request', id: 'VR-7K3M9QXA', commitId: 'c' }, 0);
    await open().queue.enqueue({ kind: 'accounts', id: 'VR-7K3M9QXA' }, 0);
    expect([await waitingIn(names.accounts), await waitingIn(names.work)]).toEqual([1, 2]);
  });

  it('should open with a managed identity and never send its token unencrypted', async () => {
    const getToken = jest.fn(async () => ({ token: 'secret', expiresOnTimestamp: Date.parse('2099-01-01') }));
    const address = 'http://127.0.0.1:9/account';
    const account = { tables: address, blobs: address, queues: address, credential: { getToken } };
    const storage = openStorage(account, { clock: new StoryClock(), botId: testBotId });
    await expect(storage.requests.read('VR-7K3M9QXA')).rejects.toThrow(/https|insecure/i);
    await expect(storage.photos.get('0'.repeat(32))).rejects.toThrow(/https|insecure/i);
    await expect(storage.queue.enqueue({ kind: 'draft', id: 'x', sponsor: 'y' }, 0)).rejects.toThrow(/https|insecure/i);
  });
});

describe('storage in trouble', () => {
  const limits = { retries: 2, perTry: 60, inAll: 400 };
  const calls: [string, (storage: Storage) => Promise<unknown>][] = [
    ['reading a request', ({ requests }) => requests.read('VR-7K3M9QXA')],
    ['committing', ({ requests }) => requests.commit(commit)],
    ['listing', ({ views }) => views.list('status:pending', 10)],
    ['reading a photo', ({ photos }) => photos.get('0'.repeat(32))],
    ['storing a photo', ({ photos }) => photos.put('0'.repeat(32), Uint8Array.of(1))],
    ['enqueuing', ({ queue }) => queue.enqueue({ kind: 'request', id: 'VR-7K3M9QXA', commitId: 'c' }, 1)],
  ];
  const commit = { commitId: 'c', request: makeRequest(), event: makeEvent(), detail: {}, todos: [] };
  let server: Server;
  let tries: number;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    tries = 0;
    server = createServer((request, response) => {
      tries += 1;
      request.resume();
      answer(request, response);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function open(milliseconds = limits): Storage {
    return openStorageAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { limits: milliseconds });
  }

  it.each(calls)('should give up %s when nothing ever answers, after another try', async (_what, call) => {
    answer = () => {};
    await expect(call(open())).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThanOrEqual(6);
  });

  it.each(calls)('should repeat %s twice after a 503, and then fail', async (_what, call) => {
    answer = (_request, response) => {
      response.statusCode = 503;
      response.end();
    };
    await expect(call(open({ retries: 2, perTry: 4_000, inAll: 8_000 }))).rejects.toMatchObject({ statusCode: 503 });
    expect(tries).toBe(3);
  });

  it('should spend no more than the whole time, whatever the tries would allow', async () => {
    answer = () => {};
    const patient = open({ retries: 20, perTry: 50, inAll: 120 });
    await expect(patient.requests.read('VR-7K3M9QXA')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(tries).toBeLessThan(4);
  });

  it('should succeed when the second try is answered', async () => {
    answer = (_request, response) => {
      if (tries === 1) return;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ value: [] }));
    };
    const { views } = open({ retries: 2, perTry: 500, inAll: 8_000 });
    expect(await views.list('status:pending', 10)).toEqual({ rows: [] });
    expect(tries).toBe(2);
  });
});
