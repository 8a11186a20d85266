import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import startStorage from '../setup/azurite';
import stopStorage from '../setup/azurite-stop';
import { testConnection } from '../setup/azurite-storage';

/*
 * The processes beside the one that is measured, whose CPU does not count: the storage, and the caller. Both are this program with
 * a word for an argument.
 */

interface Presses {
  url: string;
  authorization: string;
  bodies: string[];
}
/** `wrong`: an answer that is none, without which a turn that failed would be measured as a fast one. */
type Answered = { waited: number[]; size: number } | { wrong: string };

export interface Beside<T> {
  part: T;
  stop(): Promise<void>;
}

/** Runs this process's part, if it is one beside another. */
export async function runBeside(part: string | undefined): Promise<boolean> {
  if (part === 'storage') {
    await startStorage();
    process.send?.(testConnection());
    process.once('disconnect', () => void stopStorage().then(() => process.exit(0)));
    return true;
  }
  if (part !== 'caller') return false;
  process.on('message', (presses: Presses) => {
    // A connection kept from an earlier round may be closed just as it is used again.
    const agent = new Agent({ keepAlive: true });
    pressAll(presses, agent)
      .finally(() => agent.destroy())
      .then(
        (answered) => process.send?.(answered),
        (fault: unknown) => process.send?.({ wrong: String(fault) }),
      );
  });
  return true;
}

async function pressAll({ url, authorization, bodies }: Presses, agent: Agent): Promise<Answered> {
  const waited: number[] = [];
  let size = 0;
  for (const body of bodies) {
    const began = performance.now();
    const headers = { 'content-type': 'application/json', authorization, 'content-length': Buffer.byteLength(body) };
    const asked = request(url, { method: 'POST', headers, agent });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    const answer = await text(response);
    waited.push(performance.now() - began);
    if (response.statusCode !== 200 || !answer.includes('"AdaptiveCard"'))
      return { wrong: `${response.statusCode} ${answer.slice(0, 300)}` };
    size = answer.length;
  }
  return { waited, size };
}

/** Starts the storage; its connection string. */
export async function storageBeside(): Promise<Beside<string>> {
  const child = forkAs('storage');
  const [connection] = (await once(child, 'message')) as [string];
  return { part: connection, stop: () => end(child) };
}

export type Caller = (presses: Presses) => Promise<{ waited: number[]; size: number }>;

/** Starts somebody who presses buttons, one after another. */
export async function callerBeside(): Promise<Beside<Caller>> {
  const child = forkAs('caller');
  return {
    stop: () => end(child),
    async part(presses) {
      const answer = once(child, 'message') as Promise<[Answered]>;
      child.send(presses);
      const [answered] = await answer;
      if ('wrong' in answered) throw new Error(`${presses.url}: no card came, but ${answered.wrong}`);
      return answered;
    },
  };
}

function forkAs(part: string): ChildProcess {
  return fork(process.argv[1] ?? '', [part], { execArgv: [] });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
