import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
export const builtProduct = join(root, 'dist', 'functions', 'local.js');
/** The product once more, for starts that build it: a build takes away for a moment what other tests run. */
export function copyOfProduct(): string {
  const tree = mkdtempSync(join(tmpdir(), 'alms-tree-'));
  for (const name of ['bot', 'cards', 'functions', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(tree, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  return tree;
}

/** Milliseconds; a machine may be busy with other tests. */
const waitAtMost = 90_000;

export interface Launch {
  args?: string[];
  env?: Record<string, string>;
  /** Instead of the built product by itself. */
  command?: [string, ...string[]];
}

/** One run of local mode, from the first line that it prints to its exit code. */
export class LocalRun {
  printed = '';
  readonly exited: Promise<number | string | null>;
  readonly pid: number;
  readonly #child: ChildProcess;

  constructor({ args = [], env = {}, command = [process.execPath, builtProduct] }: Launch) {
    const [program, ...first] = command;
    this.#child = spawn(program, [...first, ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ALMS_MODE: 'local', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, which is what a terminal's Ctrl-C goes to.
      detached: true,
    });
    this.pid = this.#child.pid ?? 0;
    const keep = (part: unknown) => {
      this.printed += String(part);
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.exited = new Promise((resolve) => this.#child.once('exit', (code, signal) => resolve(signal ?? code)));
  }

  async prints(wanted: RegExp): Promise<RegExpExecArray> {
    await until(() => wanted.test(this.printed) || this.#child.exitCode !== null);
    const found = wanted.exec(this.printed);
    if (!found) throw new Error(`never printed ${wanted}:\n${this.printed}`);
    return found;
  }

  /** The product's address, once it is ready. */
  async ready(): Promise<string> {
    return (await this.prints(/Ready: (http:\/\/127\.0\.0\.1:\d+)\//))[1] ?? '';
  }

  /** To the process alone, or as a terminal does, to its group. */
  signal(name: NodeJS.Signals, to: 'process' | 'group' = 'process'): void {
    process.kill(to === 'group' ? -this.pid : this.pid, name);
  }

  async ends(): Promise<number | string | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.signal('SIGINT');
    return await this.exited;
  }
}

export async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 50) {
    if (waited > waitAtMost) throw new Error('it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function isAlive(pid: number): boolean {
  try {
    // A process that nobody has buried yet is no longer alive.
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** A process and all that descend from it. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const family = [pid];
  for (const member of family) family.push(...parents.flatMap(([child, parent]) => (parent === member ? [child] : [])));
  return family;
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

export function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}

/** Every TCP address at which these processes listen, as the kernel has it: `127.0.0.1:3978`. */
export function listeningAt(pids: number[]): string[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(inode ?? ''))
      .map(([, local = '']) => addressIn(local)),
  );
}

/** Nothing where the process has ended since it was listed. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return namesIn(folder).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
}

/** `0100007F:0F8A` is 127.0.0.1:3978; an address of IPv6 is left as it stands. */
function addressIn(text: string): string {
  const [host = '', port = ''] = text.split(':');
  const bytes = host.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
  return `${bytes.length === 4 ? bytes.reverse().join('.') : host}:${Number.parseInt(port, 16)}`;
}

/** The status of an answer; fetch would set Host itself. */
export function statusOf(url: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    call.once('error', reject).end();
  });
}
