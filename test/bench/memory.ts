import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { appId } from '../fakes/teams-bot';
import { recordTurns } from './pressed-turns';
import type { RecordedCall } from './recorded-turn';
import { worldOnStorage } from './storage-calls';

// A CommonJS module, as Node loads it when the product is built.
const { compiledTemplates } = require('../../functions/compile-templates.cjs') as { compiledTemplates: Plugin };

/** What a process is to do whose memory is looked at. */
export interface MemoryTask {
  way: 'product' | 'usual';
  turns: number;
  connectionString: string;
  bot: { appId: string; metadataUrl: string };
  /** A press as it came to the product, the headers with which it is let in, and what the product asked of storage. */
  step: { body: string; headers: Record<string, string>; data: object; calls: Pick<RecordedCall, 'method' | 'given'>[] };
}

/** Resident memory after this many form steps, bytes: of the product with all its fakes around it, and of the usual way. */
export async function memoryAfter(connectionString: string, turns: number): Promise<Record<MemoryTask['way'], number>> {
  const outfile = resolve(__dirname, 'memory-process.js');
  await build({
    entryPoints: ['test/bench/memory-process.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    plugins: [compiledTemplates],
    logLevel: 'warning',
  });
  const { world, stop } = await worldOnStorage(connectionString, 'memoryof');
  try {
    const { step } = await recordTurns(world);
    const { serviceUrl } = JSON.parse(step.body) as { serviceUrl: string };
    const token = await world.issuer.mint({ aud: appId, serviceurl: serviceUrl, expiresIn: 4 * 3_600 });
    const calls = step.calls.map(({ method, given }) => ({ method, given }));
    const task = {
      turns,
      connectionString,
      bot: { appId, metadataUrl: world.issuer.metadataUrl },
      step: { body: step.body, headers: { authorization: `Bearer ${token}` }, data: step.data, calls },
    };
    return { product: await memoryOf(outfile, { way: 'product', ...task }), usual: await memoryOf(outfile, { way: 'usual', ...task }) };
  } finally {
    await Promise.all([stop(), rm(outfile, { force: true })]);
  }
}

async function memoryOf(program: string, task: MemoryTask): Promise<number> {
  const child = fork(program, { execArgv: [] });
  const ended = once(child, 'exit');
  child.send(task);
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [{ bytes: number } | { wrong: string } | number | null];
  await ended;
  if (typeof answer !== 'object' || answer === null || 'wrong' in answer) throw new Error(`${task.way}: ${JSON.stringify(answer)}`);
  return answer.bytes;
}
