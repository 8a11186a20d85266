import startStorage from './azurite';
import startRules from './global-rules';

/** Global setup of a project with storage: all of them share one emulator. */
export default async function start(): Promise<void> {
  await startRules();
  if (!globalThis.azurite) await startStorage();
}
