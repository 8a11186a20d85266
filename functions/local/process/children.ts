import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { StartError } from '../start-error';

/** A program of another maker, and how it is run. */
export interface Program {
  /** Its name in messages to the person at the keyboard. */
  name: string;
  script: string;
  args: string[];
  env?: Record<string, string>;
  /** Where it listens once it has started. */
  ports: number[];
}

export interface ChildrenOptions {
  /** Loaded into each first: holds it to this machine, and ends it when the pipe to its parent closes. */
  preload: string;
  /** Called with each child before it runs. */
  onStart(pid: number): void;
  /** Called when a started program ends unexpectedly. */
  onDeath(name: string): void;
  /** Milliseconds in which a child has to end before it is killed. */
  killAfter?: number;
}

/** Milliseconds between two looks for a child that starts, and how many there are. */
const pause = 100;
const tries = 600;

/** The programs that local mode starts, so that all of them end with it. */
export class Children {
  readonly #running = new Set<ChildProcess>();
  #isStopping = false;

  constructor(private readonly options: ChildrenOptions) {}

  /** Resolves when the program listens. Throws a {@link StartError} when it ends before, or never does. */
  async start(program: Program): Promise<void> {
    if (this.#isStopping) throw new StartError(`${program.name} was not started any more.`);
    const child = this.#spawn(program);
    let complaint = '';
    child.stderr?.on('data', (part) => (complaint = `${complaint}${String(part)}`.slice(0, 10_000)));
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
    let isGone = false;
    void gone.then(() => {
      isGone = true;
    });
    for (let attempt = 0; attempt < tries && !isGone; attempt += 1) {
      const areListening = await Promise.all(program.ports.map(isListening));
      if (areListening.every(Boolean) && !isGone) return this.#watch(program.name, gone);
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, pause))]);
    }
    const why = /^\w*Error(?: \[\w+\])?: .*$/m.exec(complaint)?.[0].trim();
    throw new StartError(`${program.name} could not be started${why ? `: ${why}` : '.'}`);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const { killAfter = 4_000 } = this.options;
    await Promise.all([...this.#running].map((child) => ended(child, killAfter)));
  }

  #spawn({ script, args, env }: Program): ChildProcess {
    const { preload, onStart } = this.options;
    const child = spawn(process.execPath, ['--require', preload, script, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      // A group of its own: Ctrl-C reaches us first, and we end them in order.
      detached: process.platform !== 'win32',
    });
    this.#running.add(child);
    const leave = () => void this.#running.delete(child);
    child.once('exit', leave).once('error', leave);
    // Their chatter is not ours to show, but an unread pipe would stop them.
    child.stdout.resume();
    child.stdin.on('error', () => undefined);
    if (child.pid !== undefined) onStart(child.pid);
    return child;
  }

  #watch(name: string, gone: Promise<void>): void {
    void gone.then(() => {
      if (!this.#isStopping) this.options.onDeath(name);
    });
  }
}

function ended(child: ChildProcess, killAfter: number): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => socket.destroy() && resolve(true));
    socket.once('error', () => resolve(false));
  });
}
