import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Children, type Program } from '../../../../functions/local/process/children';
import { freePort } from '../../../../functions/local/process/free-port';

const preload = join(__dirname, '..', '..', '..', '..', 'functions', 'local', 'process', 'loopback-preload.cjs');
let folder: string;
let children: Children;
let started: number[];
let dead: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-children-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  [started, dead] = [[], []];
  children = new Children({ preload, onStart: (pid) => started.push(pid), onDeath: (name) => dead.push(name) });
});
afterEach(() => children.stop());

function script(source: string): string {
  const file = join(folder, `${Buffer.from(source).toString('hex').slice(-40)}.cjs`);
  writeFileSync(file, source);
  return file;
}

const listens = "require('node:http').createServer((_, answer) => answer.end('here')).listen(Number(process.argv[2]), '0.0.0.0');";

async function program(source: string): Promise<Program & { port: number }> {
  const port = await freePort(42_000 + Math.abs(process.pid % 500));
  return { name: 'The program', script: script(source), args: [String(port)], ports: [port], port };
}

function isAlive(pid = started[0]): boolean {
  try {
    return process.kill(pid ?? 0, 0);
  } catch {
    return false;
  }
}

async function until(holds: () => boolean, waitAtMost = 15_000): Promise<void> {
  for (let waited = 0; !holds() && waited < waitAtMost; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a child of local mode', () => {
  it('should have started once it listens, and be gone after the end', async () => {
    const { port, ...one } = await program(listens);
    await children.start(one);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
    await children.stop();
    expect(isAlive()).toBe(false);
    expect(dead).toEqual([]);
  });

  it('should be held to the loopback interface, whatever it asks for', async () => {
    const { port, ...one } = await program(listens);
    await children.start(one);
    await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow();
  });

  it('should answer no foreign name and no foreign page', async () => {
    const { port, ...one } = await program(listens);
    await children.start(one);
    const status = async (headers: Record<string, string>) => (await fetch(`http://127.0.0.1:${port}/`, { headers })).status;
    expect(await status({ origin: 'https://evil.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ origin: `http://127.0.0.1:${port}` })).toBe(200);
  });

  it('should call nobody outside this machine', async () => {
    const call = "require('node:http').get('http://192.0.2.1/').on('error', ({ message }) => {";
    const { port, ...one } = await program(
      `${call} require('node:http').createServer((_, answer) => answer.end(message)).listen(Number(process.argv[2])); });`,
    );
    await children.start(one);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('only this machine may be called');
  });

  it('should be named when it ends before it listens, with its own reason and no stack', async () => {
    const one = await program("throw new RangeError('the data is damaged');");
    await expect(children.start(one)).rejects.toThrow(/^The program could not be started: RangeError: the data is damaged$/);
    expect(dead).toEqual([]);
  });

  it('should be named when it ends without a word', async () => {
    const one = await program('process.exit(0);');
    await expect(children.start(one)).rejects.toThrow(/^The program could not be started\.$/);
  });

  it('should be told of once when it dies later', async () => {
    await children.start(await program(listens));
    process.kill(started[0] ?? 0, 'SIGKILL');
    await until(() => dead.length > 0);
    await children.stop();
    expect(dead).toEqual(['The program']);
  });

  it('should be left to put its things away, and be gone when it has', async () => {
    const file = join(folder, 'put-away');
    const tidies = `process.once('SIGTERM', () => server.close()); process.once('exit', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, ''));`;
    await children.start(await program(`const server = ${listens} ${tidies}`));
    await children.stop();
    expect(existsSync(file)).toBe(true);
  });

  it('should be killed when it does not heed the end', async () => {
    const impatient = new Children({ preload, onStart: (pid) => started.push(pid), onDeath: () => undefined, killAfter: 300 });
    await impatient.start(await program(`process.on('SIGTERM', () => undefined); ${listens}`));
    await impatient.stop();
    expect(isAlive()).toBe(false);
  });

  it('should end when the start is ended half way, and no other begin', async () => {
    const start = children.start(await program('setInterval(() => undefined, 1000);'));
    const outcome = start.catch((fault: Error) => fault.message);
    await children.stop();
    expect(await outcome).toBe('The program could not be started.');
    expect(isAlive()).toBe(false);
    await expect(children.start(await program(listens))).rejects.toThrow('not started any more');
    expect(started).toHaveLength(1);
  });

  it('should end when its parent is killed, with time to write its data and nobody to hear its last words', async () => {
    const data = join(folder, 'data-at-the-end');
    const child = script(`
      process.once('SIGTERM', () => {
        process.stdout.write('closing');
        process.stderr.write('closing');
        setTimeout(() => { require('node:fs').writeFileSync(${JSON.stringify(data)}, ''); process.exit(0); }, 300);
      });
      setInterval(() => {}, 1000);
      console.log('ready');`);
    const parent: ChildProcess = spawn(
      process.execPath,
      [
        '-e',
        "const { spawn } = require('node:child_process'); const child = spawn(process.execPath, ['--require', ...process.argv.slice(1)], { detached: true }); child.stdout.once('data', () => console.log(child.pid));",
        preload,
        child,
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const pid = await new Promise<number>((resolve) => parent.stdout?.once('data', (text) => resolve(Number(text))));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    try {
      await until(() => !isAlive(pid), 10_000);
      expect(isAlive(pid)).toBe(false);
      expect(existsSync(data)).toBe(true);
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });
});
