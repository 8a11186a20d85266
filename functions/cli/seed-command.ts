import { statuses } from '../../bot/domain/statuses/table';
import { SettingsError } from '../../bot/settings/settings';
import { diceOf } from '../local/invented/dice';
import { type Filled, fill } from '../local/invented/fill';
import type { ToFill } from '../local/invented/open-to-fill';
import { StartError } from '../local/start-error';
import { CommandError } from './command-error';
import { faultInWords } from './fault-in-words';
import { parseCommand } from './parse-command';

export interface SeedTerminal {
  /** Opens the data; `data` is the folder that --data names. May throw a {@link StartError} or a SettingsError. */
  open(data: string | undefined): Promise<ToFill>;
  /** A random seed. */
  newSeed(): number;
  /** Milliseconds since some moment. */
  elapsed(): number;
  /** The result, to standard output as it is. */
  print(text: string): void;
  /** Errors, a line at a time. */
  complain(line: string): void;
}

const usual = 200;
const mostRequests = 20_000;
const mostSeed = 2 ** 32 - 1;

const usage = `Usage:
  npm run seed -- [--requests 5000]

Adds invented requests to the data of local mode, beside what is there.
  --requests N   how many, 1 to ${mostRequests}; ${usual} unless said
  --seed N       the same number at the same time invents the same, so that a run which broke off can be finished
  --data FOLDER  the data folder of local mode, where npm start has been given one
  --help         shows this`;

/** Runs the command; the exit code: 0 done, 1 not done. */
export async function runSeed(args: string[], terminal: SeedTerminal): Promise<number> {
  const { print, complain } = terminal;
  try {
    const command = readSeedCommand(args);
    if (command === 'help') {
      print(`${usage}\n`);
      return 0;
    }
    return await addRequests(command, terminal);
  } catch (fault) {
    complain(seedFaultInWords(fault));
    return 1;
  }
}

interface Command {
  count: number;
  seed: number | undefined;
  data: string | undefined;
}

async function addRequests({ count, seed, data }: Command, { open, newSeed, elapsed, print, complain }: SeedTerminal): Promise<number> {
  const used = seed ?? newSeed();
  const began = elapsed();
  const { stores, context, reckon, isRunning, close } = await open(data);
  try {
    print(`Adding to the data of ${isRunning ? 'the product that runs' : 'the next npm start'}, with --seed ${used} …\n`);
    const filled = await fill(count, diceOf(used), context, stores, (done) => print(`  ${done} of ${count}\n`));
    await reckon();
    print(summary(filled, used, (elapsed() - began) / 1000));
    return 0;
  } catch (fault) {
    complain(seedFaultInWords(fault));
    const folder = data === undefined ? '' : ` --data ${JSON.stringify(data)}`;
    complain(`To add the rest: npm run seed -- --requests ${count} --seed ${used}${folder}`);
    return 1;
  } finally {
    await close();
  }
}

function summary({ written, taken }: Filled, seed: number, seconds: number): string {
  const total = statuses.reduce((sum, status) => sum + written[status], 0);
  const lines = statuses
    .filter((status) => written[status] > 0)
    .map((status) => `  ${status.padEnd(9)} ${String(written[status]).padStart(6)}`);
  const known = taken === 0 ? [] : [`${requestsWere(taken)} there already, by the same --seed, and stayed as they were.`];
  return `${[`${total} requests added in ${seconds.toFixed(1)} s (--seed ${seed}):`, ...lines, ...known].join('\n')}\n`;
}

function requestsWere(taken: number): string {
  return taken === 1 ? '1 request was' : `${taken} requests were`;
}

function readSeedCommand(args: string[]): Command | 'help' {
  const config = {
    args,
    options: { requests: { type: 'string' }, seed: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } },
  } as const;
  const { requests, seed, data, help } = parseCommand(config, usage).values;
  if (help) return 'help';
  if (data?.trim() === '') throw new CommandError(`--data needs a folder.\n\n${usage}`);
  return {
    count: numberIn('--requests', requests ?? String(usual), 1, mostRequests),
    seed: seed === undefined ? undefined : numberIn('--seed', seed, 0, mostSeed),
    data,
  };
}

function numberIn(name: string, text: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new CommandError(`${name} needs a whole number from ${least} to ${most}.\n\n${usage}`);
}

function seedFaultInWords(fault: unknown): string {
  if (fault instanceof CommandError || fault instanceof StartError) return fault.message;
  if (fault instanceof SettingsError) return `Invented data is for local mode alone:\n${fault.mistakes.join('\n')}`;
  return faultInWords(fault);
}
