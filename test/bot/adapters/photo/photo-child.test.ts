import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type PhotoChild, type PhotoChildOptions, photoChild } from '../../../../bot/adapters/photo/photo-child';
import { decodePhoto } from '../../../../bot/adapters/photo/photo-image';
import { buildDecodeProcess } from '../../../fakes/decode-process';
import { jpegBomb, noise, notPictures, picture, pngBomb } from '../../../fakes/hostile-files';
import { type LogLine, logInto } from '../../../fakes/log-lines';

let built: ReturnType<typeof buildDecodeProcess>;
let scripts: string;
const started: PhotoChild[] = [];
let lines: LogLine[];
beforeAll(() => {
  built = buildDecodeProcess();
  scripts = mkdtempSync(join(tmpdir(), 'decode-'));
});
afterAll(() => {
  built.remove();
  rmSync(scripts, { recursive: true, force: true });
});
beforeEach(() => {
  lines = [];
});
afterEach(() => {
  for (const one of started.splice(0)) one.stop();
});

function start(options: Partial<PhotoChildOptions> = {}): PhotoChild {
  const log = logInto(lines);
  const child = photoChild({ script: built.script, log, ...options });
  started.push(child);
  return child;
}

/** A process that does this instead. */
function playing(source: string, options: Partial<PhotoChildOptions> = {}): PhotoChild {
  const script = join(scripts, `${source.length}.js`);
  writeFileSync(script, source);
  return start({ script, ...options });
}

/** Two minutes of work, which libjpeg does not interrupt. */
const slow = jpegBomb(3_000);

describe('a picture opened in a process of its own', () => {
  it('should become what it becomes in this one', async () => {
    const { decode } = start();
    const crop = { x: 0.1, y: 0.2, width: 0.5, height: 0.5 };
    for (const file of [await picture(900, 1200), await picture(900, 1200, 'png'), await noise(600, 800)]) {
      const [there, here] = [await decode(file, crop), await decodePhoto(file, crop)];
      if (!('jpeg' in there && 'jpeg' in here)) throw new Error('refused');
      expect(await sharp(there.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 600, height: 800 });
      expect(Buffer.from(there.jpeg).equals(Buffer.from(here.jpeg))).toBe(true);
      expect(there.thumbnail).toBe(here.thumbnail);
    }
  });

  it('should be refused for what is wrong with it', async () => {
    const { decode } = start();
    expect(await decode(pngBomb(20_000, 20_000))).toEqual({ problem: 'too-many-pixels' });
    expect(await decode(await picture(100, 100))).toEqual({ problem: 'too-small' });
    expect(await decode((await picture(900, 1200)).subarray(0, 2_000))).toEqual({ problem: 'damaged' });
    expect(await decode(notPictures['a PDF'] as Buffer)).toHaveProperty('problem');
    expect(lines).toEqual([]);
  });

  it('should be answered each with its own, several at once', async () => {
    const { decode } = start();
    const [good, small] = [await picture(600, 800), await picture(100, 100)];
    const answers = await Promise.all([decode(good), decode(small), decode(good)]);
    expect(answers.map((answer) => 'jpeg' in answer)).toEqual([true, false, true]);
  });
});

describe('a picture that takes too long', () => {
  it('should be given up after its time, and its process ended', async () => {
    const { decode } = start({ decodeAtMost: 700 });
    const began = performance.now();
    expect(await decode(slow)).toEqual({ problem: 'damaged' });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(lines).toEqual([{ level: 'warn', fields: { code: 'Timeout' }, what: expect.any(String) }]);
  });

  it('should keep nobody else from theirs, then or after', async () => {
    const { decode } = start({ decodeAtMost: 2_000 });
    const good = await picture(900, 1200);
    let isOver = false;
    const long = decode(slow).then((answer) => {
      isOver = true;
      return answer;
    });
    expect(await decode(good)).toHaveProperty('jpeg');
    expect(isOver).toBe(false);
    expect(await long).toEqual({ problem: 'damaged' });
    expect(await decode(good)).toHaveProperty('jpeg');
  });

  it('should hold none of this process’s memory', async () => {
    const { decode } = start({ decodeAtMost: 2_000 });
    // The same coefficients, which alone are 98 MB, in as many scans as are over by themselves.
    const [here, there] = [await growthDuring(() => decodePhoto(jpegBomb(30))), await growthDuring(() => decode(slow))];
    expect(here).toBeGreaterThan(80);
    expect(there).toBeLessThan(30);
  });
});

describe('a process that opens pictures', () => {
  it('should be there for the next one, and end when there is none', async () => {
    const { decode } = playing("process.on('message', () => process.send({ jpeg: new Uint8Array(1), thumbnail: String(process.pid) }));", {
      idleAtMost: 300,
    });
    const pid = async () => Number(((await decode(Buffer.alloc(1))) as { thumbnail: string }).thumbnail);
    const first = await pid();
    expect(await pid()).toBe(first);
    await gone(first);
    expect(await pid()).not.toBe(first);
  });

  it('should know nothing of this one', async () => {
    process.env['ALMS_TEST_SECRET'] = 'secret';
    const { decode } = playing(
      "process.on('message', () => process.send({ jpeg: new Uint8Array(1), thumbnail: Object.keys(process.env).join() }));",
    );
    const { thumbnail } = (await decode(Buffer.alloc(1))) as { thumbnail: string };
    delete process.env['ALMS_TEST_SECRET'];
    expect(thumbnail).toMatch(/^(NODE_CHANNEL\w+,?)*$/);
  });

  it('should end when it is told to, and no other begin', async () => {
    const opener = start();
    const long = opener.decode(slow);
    opener.stop();
    expect(await long).toEqual({ problem: 'damaged' });
    await expect(opener.decode(await picture(600, 800))).rejects.toThrow('any more');
  });

  it('should end with who started it, also in the midst of a picture', async () => {
    const child: ChildProcess = fork(built.script, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.send({ bytes: await picture(600, 800), crop: undefined });
    await once(child, 'message');
    child.send({ bytes: slow, crop: undefined });
    const ended = once(child, 'exit');
    setTimeout(() => child.disconnect(), 200);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('should cost a picture, and no more, where it is brought down by one', async () => {
    const { decode } = playing("process.on('message', () => process.kill(process.pid, 'SIGSEGV'));");
    expect(await decode(Buffer.alloc(1))).toEqual({ problem: 'damaged' });
    expect(lines).toMatchObject([{ level: 'warn', fields: { code: 'SIGSEGV' } }]);
  });

  it('should be believed nothing that is no portrait', async () => {
    for (const reply of [
      "{ jpeg: '<html>', thumbnail: '' }",
      '{ jpeg: new Uint8Array(1), thumbnail: "x".repeat(5000) }',
      '{ problem: "" }',
      'null',
    ]) {
      const { decode } = playing(`process.on('message', () => process.send(${reply}));`);
      expect(await decode(Buffer.alloc(1))).toEqual({ problem: 'damaged' });
    }
  });

  it.each([
    ['is not there', () => start({ script: join(scripts, 'nowhere.js') }), 'Exit1'],
    ['does not start', () => playing("throw new Error('no');"), 'Exit1'],
    ['has no image library', () => playing("process.on('message', () => process.send({ fault: 'ERR_MODULE_NOT_FOUND' }));"), 'ERR_MODULE'],
  ])('should be a fault of ours, and not of the picture, where it %s', async (_how, open, code) => {
    await expect(open().decode(await picture(600, 800))).rejects.toThrow(code);
  });
});

/** By how many megabytes this process is larger while it does this than before. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  await work();
  clearInterval(look);
  return (most - before) / 1024 / 1024;
}

/** Until there is no such process. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
