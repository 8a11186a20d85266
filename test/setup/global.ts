import startStorage from './azurite';
import startRules from './global-rules';

/** The same, and one storage for all projects that need it. */
export default async function start(): Promise<void> {
  await startRules();
  if (!globalThis.azurite) await startStorage();
}
