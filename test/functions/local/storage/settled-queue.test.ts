import type { WorkMessage } from '../../../../bot/ports/queue';
import { settledQueue } from '../../../../functions/local/storage/settled-queue';

const message: WorkMessage = { kind: 'reach', id: 'VR-7K3M9QXA' };

let looked: number;
let sent: number[];
beforeEach(() => {
  looked = Number.NEGATIVE_INFINITY;
  sent = [];
});

function open(wishes: { isOver?: () => boolean } = {}) {
  const enqueue = async (_: WorkMessage, delay: number) => void sent.push(delay);
  const queue = { enqueue, enqueueSpare: async (...given: Parameters<typeof enqueue>) => (await enqueue(...given), async () => undefined) };
  return settledQueue(queue, { emptyAt: () => looked, ...wishes });
}

/** Whether it is settled by now, a look or two later. */
async function isSettled(settled: Promise<void>): Promise<boolean> {
  const later = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 120));
  return await Promise.race([settled.then(() => true), later]);
}

describe('a queue that can be waited for', () => {
  it('should be settled once a look has found nothing after the last message was due', async () => {
    const queue = open();
    await queue.enqueue(message, 0.2);
    looked = performance.now();
    const settled = queue.settled();
    // That look was before the message could be seen.
    expect(await isSettled(settled)).toBe(false);
    looked = performance.now() + 1_000;
    expect(await isSettled(settled)).toBe(true);
    expect(sent).toEqual([0.2]);
  });

  it('should wait for the first look of all, as earlier starts may have left something', async () => {
    const queue = open();
    expect(await isSettled(queue.settled())).toBe(false);
    looked = performance.now();
    expect(await isSettled(queue.settled())).toBe(true);
  });

  it('should wait for nobody’s next try', async () => {
    const queue = open();
    await queue.enqueue(message, 5);
    looked = performance.now();
    expect(await isSettled(queue.settled())).toBe(true);
  });

  it('should wait for what came while it waited', async () => {
    const queue = open();
    await queue.enqueue(message, 0);
    const settled = queue.settled();
    await queue.enqueue(message, 2);
    looked = performance.now() + 1_500;
    expect(await isSettled(settled)).toBe(false);
    looked += 1_000;
    expect(await isSettled(settled)).toBe(true);
  });

  it('should not wait for ever, nor when all is over', async () => {
    await expect(open().settled(50)).resolves.toBeUndefined();
    await expect(open({ isOver: () => true }).settled()).resolves.toBeUndefined();
  });

  it('should not count a message that could not be sent', async () => {
    const away = () => Promise.reject(new Error('storage is away'));
    const queue = settledQueue({ enqueue: away, enqueueSpare: away }, { emptyAt: () => looked });
    looked = performance.now();
    await expect(queue.enqueue(message, 2)).rejects.toThrow('storage is away');
    await expect(queue.enqueueSpare(message, 2)).rejects.toThrow('storage is away');
    expect(await isSettled(queue.settled())).toBe(true);
  });
});
