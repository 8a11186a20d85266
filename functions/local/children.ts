import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Held to this machine by the preload, and ended by it when the pipe to their parent closes. */
const preload = join(__dirname, 'local', 'loopback-preload.cjs');
/** Milliseconds that a child has to end by itself. */
const patience = 4_000;

/** The programs that local mode starts, so that all of them end with it. */
export class Children {
  readonly #running = new Set<ChildProcess>();
  #isStopping = false;

  /** @param onDeath told when a program ends that nobody asked to. */
  constructor(private readonly onDeath: (name: string) => void) {}

  start(name: string, script: string, args: string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, ['--require', preload, script, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...withoutProxies(process.env), ...env },
      // A group of its own: Ctrl-C reaches us first, and we end them in order.
      detached: process.platform !== 'win32',
    });
    // Their chatter is not ours to show, but an unread pipe would stop them.
    child.stdout.resume();
    child.stderr.resume();
    child.stdin.on('error', () => undefined);
    this.#running.add(child);
    child.once('error', () => this.#left(name, child));
    child.once('exit', () => this.#left(name, child));
    return child;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#running].map(ended));
  }

  #left(name: string, child: ChildProcess): void {
    if (this.#running.delete(child) && !this.#isStopping) this.onDeath(name);
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** All that they call is on this machine, where a proxy only gets in the way. */
function withoutProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all)_proxy$/i.test(name)));
}
