import { parseCommand } from '../../functions/cli/parse-command';
import { type Az, outputsOf } from '../az/run-az';
import { functionNames } from './function-names';

export interface Publishing {
  az: Az;
  group: string;
  /** Of the deployment. */
  name: string;
  archive: string;
  say(line: string): void;
  /** Lets so many seconds pass. */
  wait(seconds: number): Promise<void>;
}

const usage = `Usage:
  npm run deploy -- --group GROUP [--name DEPLOYMENT]

Publishes dist/functions.zip to every app of the deployment, and waits until each has its functions. It may be run again.`;

/** What was typed after the command. Throws its usage where that is wrong. */
export function readDeployCommand(args: string[]): { group: string; name: string } {
  const text = { type: 'string' } as const;
  const { group, name } = parseCommand({ args, options: { group: text, name: { ...text, default: 'alms' } } }, usage).values;
  if (group === undefined || group === '') throw new Error(`The resource group is missing.\n\n${usage}`);
  return { group, name };
}

/** The host tells of functions once it has loaded them: a first start takes a minute or two. */
const looks = { count: 20, seconds: 15 };

/**
 * Publishes the function package to every app of a deployment, and waits until each says that it has its functions. May be run twice.
 * Throws a sentence where one has not.
 */
export async function publishFunctions({ az, group, name, archive, say, wait }: Publishing): Promise<void> {
  const { functionAppName, accountsFunctionAppName } = await outputsOf(az, group, name);
  const hasSecond = accountsFunctionAppName !== '';
  const apps = [
    { app: functionAppName, wanted: hasSecond ? functionNames.public : [...functionNames.public, ...functionNames.accounts] },
    ...(hasSecond ? [{ app: accountsFunctionAppName, wanted: functionNames.accounts }] : []),
  ];
  for (const { app, wanted } of apps) {
    const at = ['--resource-group', group, '--name', app];
    say(`Publishing ${archive} to ${app} …`);
    await az(['functionapp', 'deployment', 'source', 'config-zip', ...at, '--src', archive, '--build-remote', 'false']);
    const missing = await missingFunctions(az, at, wanted, wait);
    if (missing.length > 0) {
      throw new Error(
        `${app} does not have ${missing.join(', ')}. Read its log: a setting that is wrong stops the start, and the log names it.`,
      );
    }
    say(`${app} has ${[...wanted].sort().join(', ')}.`);
  }
}

async function missingFunctions(az: Az, at: string[], wanted: readonly string[], wait: Publishing['wait']): Promise<string[]> {
  let missing: string[] = [...wanted];
  for (let look = 0; look < looks.count && missing.length > 0; look += 1) {
    if (look > 0) await wait(looks.seconds);
    const found = (await az(['functionapp', 'function', 'list', ...at])) as { name: string }[];
    // As `app/function`.
    const names = found.map(({ name }) => name.split('/').at(-1));
    missing = wanted.filter((one) => !names.includes(one));
  }
  return missing;
}
