import { readLocalSettings, SettingsError } from '../bot/settings/settings';
import { readCommandLine } from './local/options';
import { dropProxies } from './local/process/proxies';
import { startLocal } from './local/start';
import { StartError } from './local/start-error';

/** `npm start`: the product on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const { port } = readLocalSettings();
  dropProxies();
  const local = startLocal({ port, ...readCommandLine(process.argv.slice(2)), built: __dirname, say: (line) => console.log(line) });
  let endingSince: number | undefined;
  const end = (): void => {
    // npm forwards Ctrl-C to a program that the terminal has signalled already. A second Ctrl-C ends at once.
    if (endingSince !== undefined) return performance.now() - endingSince < 1_000 ? undefined : process.exit(130);
    endingSince = performance.now();
    local.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
  // An interrupted start rejects too; only a real failure is reported.
  await local.ready.catch((fault: unknown) => endingSince === undefined && fail(fault));
}

function fail(fault: unknown): void {
  console.error(fault instanceof SettingsError || fault instanceof StartError ? fault.message : fault);
  process.exit(1);
}

/** Resolves once every part answers; start.mjs then allows the next start. */
export const started: Promise<void> = main().catch(fail);
