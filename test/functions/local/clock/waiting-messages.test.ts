import { waitingMessages } from '../../../../functions/local/clock/waiting-messages';
import { InMemoryWorkQueue } from '../../../fakes/in-memory-work-queue';
import { StoryClock } from '../../../fakes/story-clock';

const message = (id: string) => ({ kind: 'request', id, commitId: '' }) as const;

describe('messages that wait', () => {
  it('should come once the day is moved past their time, once, and those that are due at once by themselves', async () => {
    const [queue, clock] = [new InMemoryWorkQueue(), new StoryClock()];
    const waiting = waitingMessages(queue, clock);
    await waiting.enqueue(message('VR-00000001'), 600);
    await waiting.enqueue(message('VR-00000002'), 86_400);
    await waiting.enqueue(message('VR-00000003'), 1);
    expect(queue.take()).toHaveLength(3);
    expect(String(waiting.nextDue())).toBe('2027-01-18T10:25:00Z');
    clock.pass({ minutes: 9 });
    await waiting.makeDue();
    expect(queue.take()).toEqual([]);
    clock.pass({ minutes: 1 });
    for (const _ of [1, 2]) await waiting.makeDue();
    expect(String(waiting.nextDue())).toBe('2027-01-19T10:15:00Z');
    expect(queue.waiting()).toEqual([{ message: message('VR-00000001'), delaySeconds: 0 }]);
  });

  it('should come also where the day was moved far past their time, and others began to wait before they came', async () => {
    const [queue, clock] = [new InMemoryWorkQueue(), new StoryClock()];
    let real = 0;
    const waiting = waitingMessages(queue, clock, () => real);
    await waiting.enqueue(message('VR-00000001'), 600);
    clock.pass({ days: 1 });
    await waiting.enqueue(message('VR-00000002'), 600);
    queue.take();
    await waiting.makeDue();
    expect(queue.take()).toEqual([message('VR-00000001')]);
    // The queue itself has brought it: nobody moved the day.
    real = 700_000;
    clock.pass({ seconds: 700 });
    await waiting.enqueue(message('VR-00000003'), 600);
    queue.take();
    await waiting.makeDue();
    expect(queue.take()).toEqual([]);
  });
});
