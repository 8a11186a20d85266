import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    const waiting = waitingMessages(queue, clock, { real: () => real });
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

  it('should come after another start too, and be forgotten where the file is damaged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'alms-waiting-'));
    const file = join(folder, 'waiting.json');
    const [queue, clock] = [new InMemoryWorkQueue(), new StoryClock()];
    const first = waitingMessages(queue, clock, { file });
    await first.enqueue({ kind: 'accounts', id: 'VR-00000001' }, 3_600);
    await first.enqueue(message('VR-00000002'), 600);
    clock.pass({ minutes: 10 });
    await first.makeDue();
    queue.take();
    const second = waitingMessages(queue, clock, { file });
    expect(String(second.nextDue())).toBe('2027-01-18T11:15:00Z');
    clock.pass({ hours: 1 });
    await second.makeDue();
    expect(queue.take()).toEqual([{ kind: 'accounts', id: 'VR-00000001' }]);
    expect(waitingMessages(queue, clock, { file }).nextDue()).toBeUndefined();
    writeFileSync(file, '[{"due":"soon"}]');
    expect(waitingMessages(queue, clock, { file }).nextDue()).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  it('should wait once where the same waits already, for the earlier time', async () => {
    const [queue, clock] = [new InMemoryWorkQueue(), new StoryClock()];
    const waiting = waitingMessages(queue, clock);
    for (const seconds of [900, 600, 3_600]) await waiting.enqueue(message('VR-00000001'), seconds);
    queue.take();
    clock.pass({ hours: 2 });
    await waiting.makeDue();
    expect(queue.take()).toHaveLength(1);
    await waiting.enqueue(message('VR-00000001'), 900);
    await waiting.enqueue(message('VR-00000001'), 600);
    expect(String(waiting.nextDue())).toBe('2027-01-18T12:25:00Z');
  });
});
