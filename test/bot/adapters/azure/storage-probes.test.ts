import { randomBytes } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import { QueueClient } from '@azure/storage-queue';
import { Temporal } from 'temporal-polyfill';
import { openProbes, openStorage } from '../../../../bot/adapters/azure/storage';
import type { StorageAccount } from '../../../../bot/adapters/azure/storage-account';
import { turnLimits } from '../../../../bot/adapters/azure/storage-limits';
import { storageProbes } from '../../../../bot/adapters/azure/storage-probes';
import { testBotId, testConnection } from '../../../setup/azurite-storage';

const prefix = () => `t${randomBytes(8).toString('hex')}`;
const clock = { now: () => Temporal.Now.zonedDateTimeISO('UTC') };
const account = () => ({ connectionString: testConnection() });

describe('the look at storage', () => {
  it('should tell what is missing until it is made, and then that all is there', async () => {
    const options = { clock, prefix: prefix(), hasAccountQueue: true as const };
    const probes = openProbes(account(), options);
    const before = await probes.stores();
    expect(before.map(({ kind, access }) => `${kind} ${access}`)).toEqual([
      ...Array.from({ length: 10 }, () => 'table missing'),
      'container missing',
      ...Array.from({ length: 4 }, () => 'queue missing'),
    ]);
    expect(await probes.waiting()).toEqual([]);
    await openStorage(account(), { ...options, botId: testBotId }).ensure();
    for (const poison of ['work-poison', 'accounts-poison'])
      await new QueueClient(testConnection(), `${options.prefix.toLowerCase()}${poison}`).create();
    expect((await probes.stores()).filter(({ access }) => access !== 'ok')).toEqual([]);
  });

  it('should look at the queue of accounts in another storage account too, and at no other there', async () => {
    const credential = { getToken: async () => null } as unknown as TokenCredential;
    const nowhere = 'http://127.0.0.1:1/none';
    const limits = { retries: 0, perTry: 500, inAll: 600 };
    const elsewhere = { tables: nowhere, blobs: nowhere, queues: nowhere, accountQueues: nowhere, credential };
    const namesOf = async (one: StorageAccount) =>
      (await openProbes(one, { clock, limits, hasAccountQueue: true }).stores())
        .filter(({ kind }) => kind === 'queue')
        .map(({ name }) => name);
    expect(await namesOf(elsewhere)).toEqual(['work', 'work-poison', 'accounts']);
    const { accountQueues: _none, ...here } = elsewhere;
    expect(await namesOf(here)).toEqual(['work', 'work-poison', 'accounts', 'accounts-poison']);
  });

  it('should say that storage is away where nothing answers', async () => {
    const nowhere = testConnection().replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1');
    const limits = { retries: 0, perTry: 500, inAll: 600 };
    const found = await openProbes({ connectionString: nowhere }, { clock, limits }).stores();
    expect([...new Set(found.map(({ access }) => access))]).toEqual(['away']);
  });

  it('should tell for how long a message has been there that nobody takes, since when it may be taken, and nothing of one that is taken', async () => {
    const queue = new QueueClient(testConnection(), prefix());
    await queue.create();
    const later = { now: () => clock.now().add({ minutes: 12 }) };
    const look = (between: number) =>
      storageProbes({
        tables: [],
        container: () => Promise.reject(new Error('none')),
        queues: [queue],
        limits: turnLimits,
        clock: later,
        between,
      }).waiting();
    expect(await look(0)).toEqual([]);
    const sent = await queue.sendMessage('one');
    const [waiting, another] = await look(0);
    expect([waiting?.queue, Math.floor(waiting?.minutes ?? 0), another]).toEqual([queue.name, 12, undefined]);
    const dueAt = later.now().subtract({ minutes: 3 }).toInstant().toString();
    await queue
      .updateMessage(sent.messageId, sent.popReceipt, JSON.stringify({ kind: 'request', dueAt }), 0)
      .then((updated) => Object.assign(sent, updated));
    expect((await look(0)).map(({ minutes }) => Math.round(minutes))).toEqual([3]);
    const taken = look(300);
    await queue.deleteMessage(sent.messageId, sent.popReceipt);
    expect(await taken).toEqual([]);
  });
});
