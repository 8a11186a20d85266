import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runAz } from '../az/run-az';
import { publishFunctions } from './publish-functions';

/** `npm run deploy -- --group GROUP [--name alms]` */
const { group, name } = parseArgs({ options: { group: { type: 'string' }, name: { type: 'string', default: 'alms' } } }).values;

async function publish(): Promise<void> {
  if (group === undefined) throw new Error('Usage: npm run deploy -- --group GROUP [--name DEPLOYMENT]');
  const say = (line: string) => console.log(line);
  await publishFunctions({ az: runAz, group, name, archive: 'dist/functions.zip', say, wait: (seconds) => sleep(seconds * 1_000) });
}

publish().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
