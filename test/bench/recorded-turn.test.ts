import { randomBytes } from 'node:crypto';
import { countStorageCalls } from '../fakes/counting-storage';
import { testConnection } from '../setup/azurite-storage';
import { parsedTemplate } from './baselines/floor';
import { recordTurns } from './pressed-turns';
import { callsAgain, pressAgain } from './recorded-turn';
import { worldOnStorage } from './storage-calls';

/** A call without whose it is: its method and its table. */
function kindOf(call: string): string {
  return decodeURIComponent(call).replace(/\?.*/, '').replace(/\(.*/, '');
}

it('should press again as somebody would, and let a floor make the very calls of the product for it', async () => {
  const { world, stop } = await worldOnStorage(testConnection(), `r${randomBytes(8).toString('hex')}`);
  const counter = countStorageCalls(testConnection());
  const made = () => [...counter.calls.table, ...counter.calls.queue].map(kindOf);
  try {
    for (const turn of Object.values(await recordTurns(world))) {
      const [pressed, ofFloor] = [await pressAgain(turn), await pressAgain(turn)];
      counter.reset();
      const answer = await world.teams.sendRaw(pressed.body, await world.teams.authorization());
      expect(await answer.json()).toMatchObject({ statusCode: 200, value: { type: 'AdaptiveCard' } });
      const calls = made();
      expect(calls).toHaveLength(turn.calls.length);
      counter.reset();
      await callsAgain(turn)(ofFloor.id);
      expect(made()).toEqual(calls);
      // Its card has every word that the product's was filled with.
      expect(JSON.stringify(parsedTemplate(turn).expand({ $root: turn.data }))).not.toMatch(/\$\{|^(?!.*"AdaptiveCard")/);
      // It reads in earnest: what is not there cannot be read.
      await expect(callsAgain(turn)('VR-00000000')).rejects.toThrow();
    }
  } finally {
    counter.stop();
    await stop();
  }
});
