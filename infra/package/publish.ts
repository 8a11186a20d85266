import { existsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runAz } from '../az/run-az';
import { publishFunctions, readDeployCommand } from './publish-functions';

/** `npm run deploy -- --group GROUP [--name alms]` */
async function publish(): Promise<void> {
  const { group, name } = readDeployCommand(process.argv.slice(2));
  const archive = 'dist/functions.zip';
  if (!existsSync(archive)) throw new Error(`There is no ${archive}: npm run package makes it.`);
  const say = (line: string) => console.log(line);
  // A package of before the last change is the usual mistake.
  say(`${archive} was made at ${statSync(archive).mtime.toLocaleString('en-GB', { timeZoneName: 'short' })}.`);
  await publishFunctions({ az: runAz, group, name, archive, say, wait: (seconds) => sleep(seconds * 1_000) });
}

publish().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
