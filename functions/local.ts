import { parseArgs } from 'node:util';
import { readLocalSettings, SettingsError } from '../bot/settings';
import { startLocal } from './local/start';

/** `npm start`: the product on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const { port } = readLocalSettings();
  const { values } = parseArgs({ options: { headless: { type: 'boolean' }, fresh: { type: 'boolean' }, data: { type: 'string' } } });
  const running = await startLocal({
    port,
    isHeadless: values.headless === true,
    isFresh: values.fresh === true,
    ...(values.data !== undefined && { folder: values.data }),
    say: (line) => console.log(line),
  });
  let isEnding = false;
  const end = (): void => {
    // The second Ctrl-C waits for nobody.
    if (isEnding) process.exit(130);
    isEnding = true;
    void running.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
}

main().catch((fault: unknown) => {
  const isOurs = fault instanceof SettingsError || (fault as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(isOurs ? (fault as Error).message : fault);
  process.exit(1);
});
