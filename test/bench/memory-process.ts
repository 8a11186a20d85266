import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryTask } from './memory';

/*
 * A process of its own, which loads one of the ways alone: takes a MemoryTask as a message, takes that many form steps over HTTP,
 * and answers with its resident memory in bytes once all garbage is gone.
 */

/** Takes a press, and says what it was answered with. */
type Press = () => Promise<Response>;

async function ofProduct({ connectionString }: MemoryTask): Promise<Press> {
  const { worldOnStorage } = await import('./storage-calls.ts');
  const { serveProduct } = await import('./serve-product.ts');
  const { recordTurns } = await import('./pressed-turns.ts');
  const { pressAgain } = await import('./recorded-turn.ts');
  const { world } = await worldOnStorage(connectionString, 'memory');
  const { url } = await serveProduct(world);
  const { step } = await recordTurns(world);
  return async () => {
    const { body } = await pressAgain(step);
    // What the story itself keeps of each press is no part of the product.
    world.lines.length = 0;
    return await post(url, await world.teams.authorization(), body);
  };
}

async function ofUsual({ connectionString, bot, step }: MemoryTask): Promise<Press> {
  const { default: template } = await import('../../cards/step.json');
  const { usualBot } = await import('./baselines/usual.ts');
  const credentials = {
    isValidAppId: async (id = '') => id === bot.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({ signRequest: async (request: never) => request }),
  };
  const { url } = await usualBot(step, template, connectionString, { ...bot, credentials });
  return async () => await post(url, step.headers, step.body);
}

async function post(url: string, headers: Record<string, string>, body: string): Promise<Response> {
  return await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

async function memoryAfter(task: MemoryTask): Promise<number> {
  const press = await (task.way === 'product' ? ofProduct(task) : ofUsual(task));
  for (let turn = 0; turn < task.turns; turn += 1) {
    const answer = await press();
    if (!(await answer.text()).includes('"AdaptiveCard"')) throw new Error(`turn ${turn} was answered by ${answer.status}`);
  }
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().rss;
}

process.once('message', (task: MemoryTask) => {
  memoryAfter(task).then(
    (bytes) => process.send?.({ bytes }, () => process.exit(0)),
    (fault: unknown) => process.send?.({ wrong: String(fault) }, () => process.exit(1)),
  );
});
