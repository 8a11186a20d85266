import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeConnector, startConnector } from '../fakes/bot-connector';
import { headId, sponsorId } from '../make';
import { testConnection } from '../setup/azurite-storage';
import type { Job } from './crash-child';
import { conversationOf, openProcess, type Place, type Process } from './crash-story';

/** Builds the process that dies. Its programming interface does not run inside jest, which has another realm's typed arrays. */
function buildChild(): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  execFileSync('node_modules/.bin/esbuild', [
    'test/faults/crash-child.ts',
    '--bundle',
    '--minify',
    '--keep-names',
    '--platform=node',
    '--target=node20',
    '--format=cjs',
    '--external:sharp',
    '--define:import.meta.url=importMetaUrl',
    "--banner:js=const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    `--outfile=${join(folder, 'child.js')}`,
    '--log-level=error',
  ]);
  return { path: join(folder, 'child.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function playIn(path: string, job: Job): Promise<string[]> {
  const said = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [path, JSON.stringify(job)], { maxBuffer: 64 * 1024 * 1024 }, (fault, stdout, stderr) => {
      const isKilled = fault?.signal === 'SIGKILL';
      if (isKilled === job.diesBefore > 0 && !stderr) resolve(stdout);
      else reject(new Error(`the process ended by ${fault?.signal ?? fault?.code ?? 'itself'}: ${stderr}`));
    });
  });
  return said.split('\n');
}

export interface DyingProcesses {
  /** Every process of the file posts its cards here. */
  readonly connector: FakeConnector;
  /** Storage of its own in which sponsor and head can be written to, and a process that does not die. */
  begin(): Promise<{ place: Place; running: Process }>;
  /** Plays a job in a process of its own; what it said, line by line. */
  play(job: Job): Promise<string[]>;
}

/** Builds the process that dies, and starts the connector, before the tests of the calling file. */
export function processesThatDie(): DyingProcesses {
  let child: ReturnType<typeof buildChild>;
  let connector: FakeConnector;
  beforeAll(async () => {
    connector = await startConnector({ isOpen: true });
    child = buildChild();
  });
  afterAll(async () => {
    child.remove();
    await connector.stop();
  });
  return {
    get connector() {
      return connector;
    },
    async begin() {
      const place = { connection: testConnection(), prefix: `t${randomBytes(8).toString('hex')}`, serviceUrl: connector.url };
      for (const person of [sponsorId, headId]) {
        const conversation = conversationOf(place, person);
        connector.chats.set(conversation, { conversation, state: 'open', messages: [] });
      }
      const running = openProcess(place);
      await running.storage.ensure();
      return { place, running };
    },
    play: (job) => playIn(child.path, job),
  };
}

/** Several processes at a time: each waits most of its life. */
export async function atOnce<T>(jobs: (() => Promise<T>)[], most = 4): Promise<T[]> {
  const results: T[] = [];
  const next = jobs.entries();
  const take = async (): Promise<void> => {
    for (const [index, job] of next) results[index] = await job();
  };
  await Promise.all(Array.from({ length: most }, take));
  return results;
}

/** The numbers of the changes to die before; of calls that are made at once, the first and the last. */
export function deathsIn(calls: string[]): number[] {
  return calls.flatMap((call, index) => (call === calls[index - 1] && call === calls[index + 1] ? [] : [index + 1]));
}

/** The calls that a process told of, in order. */
export function callsIn(lines: string[]): string[] {
  return lines.filter((line) => line.startsWith('call ')).map((line) => line.slice('call '.length));
}
