import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { recordTurns } from './pressed-turns';
import { pressAgain } from './recorded-turn';
import { worldOnStorage } from './storage-calls';

/**
 * Bytes of the heap after this many form steps, to those after a tenth of them, each once all garbage is gone: 1 is a heap that does
 * not grow.
 */
export async function heapGrowthOver(connectionString: string, prefix: string, turns: number): Promise<number> {
  const { world, stop } = await worldOnStorage(connectionString, prefix);
  try {
    const { step } = await recordTurns(world);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const warm = Math.floor(turns / 10);
    let before = 0;
    for (let turn = 0; turn <= turns; turn += 1) {
      if (turn === warm) before = used();
      const { body } = await pressAgain(step);
      const answer = await world.teams.sendRaw(body, await world.teams.authorization());
      if (!(await answer.text()).includes('"AdaptiveCard"')) throw new Error(`turn ${turn} was answered without a card`);
      // What the story itself keeps of each press is no part of the product.
      world.lines.length = 0;
    }
    return used() / before;
  } finally {
    await stop();
  }
}
