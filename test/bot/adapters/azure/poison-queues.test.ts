import { randomBytes } from 'node:crypto';
import { QueueClient } from '@azure/storage-queue';
import { poisonQueues } from '../../../../bot/adapters/azure/poison-queues';
import { jobLimits } from '../../../../bot/adapters/azure/storage-limits';
import { testConnection } from '../../../setup/azurite-storage';

it('should move every message of a poison queue back as it is, and see no queue that is missing', async () => {
  const prefix = `p${randomBytes(6).toString('hex')}`;
  const queue = (name: string) => new QueueClient(testConnection(), prefix + name);
  const poison = poisonQueues({ connectionString: testConnection() }, { limits: jobLimits, prefix });
  expect([await poison.count(), await poison.moveAll()]).toEqual([0, 0]);
  for (const name of ['work', 'work-poison']) await queue(name).createIfNotExists();
  const texts = Array.from({ length: 33 }, (_, number) => JSON.stringify({ kind: 'request', id: `VR-${number}` }));
  for (const text of texts) await queue('work-poison').sendMessage(text);
  expect([await poison.count(), await poison.moveAll()]).toEqual([33, 33]);
  const [first, second] = [await queue('work').receiveMessages({ numberOfMessages: 32 }), await queue('work').receiveMessages()];
  const found = [...first.receivedMessageItems, ...second.receivedMessageItems].map(({ messageText }) => messageText);
  expect(found.sort()).toEqual([...texts].sort());
  expect(await poison.count()).toBe(0);
});
