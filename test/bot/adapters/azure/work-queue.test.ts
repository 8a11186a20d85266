import { QueueClient } from '@azure/storage-queue';
import type { WorkMessage } from '../../../../bot/ports/queue';
import { InMemoryWorkQueue } from '../../../fakes/in-memory-work-queue';
import { sponsorId } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';

const message: WorkMessage = { kind: 'request', id: 'VR-7K3M9QXA', commitId: 'commit-1' };
const draft: WorkMessage = { kind: 'draft', id: 'VR-7K3M9QXA', sponsor: sponsorId };

async function openQueue() {
  const { storage, prefix } = await openTestStorage();
  return { queue: storage.queue, raw: new QueueClient(testConnection(), `${prefix}work`) };
}

describe('the work queue', () => {
  it('should send plain JSON, as the host is told to expect', async () => {
    const { queue, raw } = await openQueue();
    await queue.enqueue(message, 0);
    const { receivedMessageItems } = await raw.receiveMessages();
    expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual([JSON.stringify(message)]);
  });

  it('should hide a message for its delay, rounded up to whole seconds', async () => {
    const { queue, raw } = await openQueue();
    await queue.enqueue(draft, 59.2);
    expect((await raw.receiveMessages()).receivedMessageItems).toEqual([]);
    expect((await raw.getProperties()).approximateMessagesCount).toBe(1);
  });

  it.each([-5, 30 * 24 * 3600])('should take a delay of %d seconds, as near as the service allows', async (delay) => {
    const { queue, raw } = await openQueue();
    await queue.enqueue(message, delay);
    expect((await raw.getProperties()).approximateMessagesCount).toBe(1);
  });

  it('should keep a message for as long as it takes', async () => {
    const { queue, raw } = await openQueue();
    await queue.enqueue(message, 0);
    const [kept] = (await raw.receiveMessages()).receivedMessageItems;
    expect(kept!.expiresOn.getFullYear() - kept!.insertedOn.getFullYear()).toBeGreaterThan(1);
  });

  it('should take a spare message back while it is hidden', async () => {
    const { queue, raw } = await openQueue();
    const takeBack = await queue.enqueueSpare(message, 20);
    await queue.enqueue(draft, 0);
    expect((await raw.getProperties()).approximateMessagesCount).toBe(2);
    await takeBack();
    const { receivedMessageItems } = await raw.receiveMessages({ numberOfMessages: 9 });
    expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual([JSON.stringify(draft)]);
    await expect(takeBack()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('should not take back what somebody has by then', async () => {
    const { queue, raw } = await openQueue();
    const takeBack = await queue.enqueueSpare(message, 0);
    const [taken] = (await raw.receiveMessages()).receivedMessageItems;
    await expect(takeBack()).rejects.toThrow();
    await expect(raw.deleteMessage(taken!.messageId, taken!.popReceipt)).resolves.toBeDefined();
  });

  it('should throw when the queue is missing', async () => {
    const { queue, raw } = await openQueue();
    await raw.delete();
    await expect(queue.enqueue(message, 0)).rejects.toMatchObject({ code: 'QueueNotFound' });
  });
});

describe('the work queue in memory', () => {
  it('should hand out what was put in, once, in order', async () => {
    const queue = new InMemoryWorkQueue();
    await queue.enqueue(message, 1);
    await queue.enqueue(draft, 0);
    expect(queue.waiting()).toEqual([
      { message, delaySeconds: 1 },
      { message: draft, delaySeconds: 0 },
    ]);
    expect(queue.take()).toEqual([message, draft]);
    expect(queue.take()).toEqual([]);
  });

  it('should take a spare message back, once, and none that was handed out', async () => {
    const queue = new InMemoryWorkQueue();
    const takeBack = await queue.enqueueSpare(message, 20);
    await queue.enqueue(message, 20);
    await takeBack();
    expect(queue.waiting()).toHaveLength(1);
    await expect(takeBack()).rejects.toThrow('gone');
    const tooLate = await queue.enqueueSpare(draft, 0);
    queue.take();
    await expect(tooLate()).rejects.toThrow('gone');
  });

  it('should add nothing when the hook before it throws', async () => {
    const queue = new InMemoryWorkQueue();
    queue.beforeCommit = () => Promise.reject(new Error('queue is down'));
    await expect(queue.enqueue(message, 0)).rejects.toThrow('queue is down');
    expect(queue.waiting()).toEqual([]);
  });
});
