import { randomBytes } from 'node:crypto';
import { QueueClient } from '@azure/storage-queue';
import { pollQueue } from '../../../../functions/local/storage/queue-poll';
import { startFaultProxy } from '../../../fakes/fault-proxy';
import { type LogLine, logInto } from '../../../fakes/log-lines';
import { testConnection } from '../../../setup/azurite-storage';

let name: string;
let queue: QueueClient;
let poison: QueueClient;
const lines: LogLine[] = [];
let poll: { stop(): Promise<void> } | undefined;

beforeEach(async () => {
  name = `q${randomBytes(8).toString('hex')}`;
  queue = new QueueClient(testConnection(), name);
  poison = new QueueClient(testConnection(), `${name}-poison`);
  lines.length = 0;
  await queue.create();
});
afterEach(() => poll?.stop());

const log = logInto(lines);

async function start(work: (message: unknown) => Promise<void>): Promise<void> {
  poll = await pollQueue({
    connection: testConnection(),
    work,
    log,
    queue: name,
    hiddenFor: 1,
    retryAfter: 0,
    finishAtMost: 200,
    pause: 20,
  });
}

const left = async (one = queue) => (await one.getProperties()).approximateMessagesCount ?? 0;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the queue of local mode', () => {
  it('should give a message to the worker once, parsed, and delete it', async () => {
    const worked: unknown[] = [];
    await queue.sendMessage(JSON.stringify({ kind: 'request', id: 'ALMS-1' }));
    await start(async (message) => void worked.push(message));
    await until(async () => (await left()) === 0);
    // Longer than it would be hidden, had it not been deleted.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(worked).toEqual([{ kind: 'request', id: 'ALMS-1' }]);
    expect(lines).toEqual([]);
  });

  it('should give what is no JSON to the worker as it is, as the host does', async () => {
    const worked: unknown[] = [];
    await queue.sendMessage('no json');
    await start(async (message) => void worked.push(message));
    await until(() => worked.length > 0);
    expect(worked).toEqual(['no json']);
  });

  it('should look again soon after work, however seldom it looks otherwise', async () => {
    const worked: unknown[] = [];
    await queue.sendMessage('"first"');
    const one = await pollQueue({
      connection: testConnection(),
      work: async (message) => void worked.push(message),
      log,
      queue: name,
      pause: 3_600_000,
    });
    poll = one;
    await until(() => one.emptyAt() > 0);
    await queue.sendMessage('"second"');
    await until(() => worked.length === 2);
  });

  it('should bring a message again whose work failed', async () => {
    let times = 0;
    await queue.sendMessage('{"kind":"request"}');
    await start(async () => {
      times += 1;
      if (times === 1) throw new TypeError('Zoë Quill has no reply address');
    });
    await until(() => times === 2);
    await until(async () => (await left()) === 0);
    expect(await left(poison)).toBe(0);
    expect(lines).toEqual([{ level: 'error', fields: { fault: 'TypeError', attempt: 1 }, what: 'the worker failed on a message' }]);
  });

  it('should set a message aside that failed five times, unchanged', async () => {
    let times = 0;
    await queue.sendMessage('{"kind":"request"}');
    await start(async () => {
      times += 1;
      throw new Error('never');
    });
    await until(async () => (await left(poison)) > 0);
    await until(async () => (await left()) === 0);
    expect(times).toBe(5);
    const [aside] = (await poison.peekMessages()).peekedMessageItems;
    expect(aside?.messageText).toBe('{"kind":"request"}');
  });

  it('should tell when it has looked and found nothing, after the work in hand', async () => {
    let finish = (): void => undefined;
    await queue.sendMessage('"first"');
    const one = await pollQueue({
      connection: testConnection(),
      work: () => new Promise<void>((resolve) => (finish = resolve)),
      log,
      queue: name,
      pause: 20,
    });
    poll = one;
    await until(async () => (await queue.peekMessages()).peekedMessageItems.length === 0);
    // The look that took it found something.
    expect(one.emptyAt()).toBe(Number.NEGATIVE_INFINITY);
    finish();
    await until(() => one.emptyAt() > 0);
    expect(await left()).toBe(0);
  });

  it('should bring what was set aside again and again, as nothing is behind that queue', async () => {
    name = `${name}-poison`;
    await new QueueClient(testConnection(), name).create();
    let times = 0;
    await poison.sendMessage('"aside"');
    await start(async () => {
      times += 1;
      if (times < 7) throw new Error('never');
    });
    await until(() => times === 7);
    await until(async () => (await left(poison)) === 0);
  });

  it('should not be held up by one that fails', async () => {
    const worked: unknown[] = [];
    await queue.sendMessage('"bad"');
    await queue.sendMessage('"good"');
    await start(async (message) => {
      if (message === 'bad') throw new Error('never');
      worked.push(message);
    });
    await until(() => worked.length > 0);
    expect(worked).toEqual(['good']);
  });

  it.each(['GET', 'DELETE'])('should go on after a %s to the queue whose answer hangs', async (method) => {
    const storage = await startFaultProxy(testConnection());
    storage.fail({ hits: (call) => call.kind === 'queue' && call.method === method, trouble: { what: 'hang' }, times: 1 });
    const worked: unknown[] = [];
    await queue.sendMessage('"first"');
    poll = await pollQueue({
      connection: storage.connection,
      work: async (message) => void worked.push(message),
      log,
      queue: name,
      hiddenFor: 1,
      pause: 20,
      // Long enough for a good answer on a busy machine.
      callAtMost: 1_000,
    });
    const done = async () => worked.length > 0 && (await left()) === 0;
    for (let look = 0; look < 600 && !(await done()); look += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect({ worked: worked[0], left: await left() }).toEqual({ worked: 'first', left: 0 });
    await storage.stop();
  });

  it('should take nothing more once it is stopped, and wait for what is in hand', async () => {
    const worked: unknown[] = [];
    let finish = (): void => undefined;
    await queue.sendMessage('"first"');
    await start(async (message) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      worked.push(message);
    });
    await until(async () => (await queue.peekMessages()).peekedMessageItems.length === 0);
    const stopping = poll?.stop();
    finish();
    await stopping;
    expect(worked).toEqual(['first']);
    expect(await left()).toBe(0);
    await queue.sendMessage('"second"');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(worked).toEqual(['first']);
  });

  it('should not sleep on when it is stopped', async () => {
    const one = await pollQueue({ connection: testConnection(), work: async () => undefined, log, queue: name, pause: 3_600_000 });
    await until(() => one.emptyAt() > 0);
    // Past the first looks, which are short.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    // It waits three seconds for work in hand, and there is none.
    const slept = new Promise((resolve) => setTimeout(() => resolve('slept'), 2_000));
    expect(await Promise.race([one.stop().then(() => 'ended'), slept])).toBe('ended');
  });

  it('should end although the work in hand does not', async () => {
    let isInHand = false;
    await queue.sendMessage('"endless"');
    await start(async () => {
      isInHand = true;
      await new Promise(() => undefined);
    });
    await until(() => isInHand);
    await expect(poll?.stop()).resolves.toBeUndefined();
  });
});
