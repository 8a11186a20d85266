import { Temporal } from 'temporal-polyfill';
import { readDate } from '../../bot/domain/dates/dates';
import { counted, day } from '../../bot/domain/dates/day-words';
import { type Due, wouldSweep } from '../../bot/jobs/sweep';
import type { Log } from '../../bot/ports/log-fields';
import { StartError } from '../local/start-error';
import { CommandError } from './command-error';
import { dueTable } from './due-table';
import { faultInWords } from './fault-in-words';
import type { Looking } from './open-read-only';
import { parseCommand } from './parse-command';
import { withSavedPolicy } from './policy-read';

export interface SweepTerminal {
  /** Opens the data; `data` is the folder that --data names. May throw a {@link CommandError}. */
  open(data: string | undefined): Looking;
  /** The result, to standard output as it is. */
  print(text: string): void;
  /** Errors, a line at a time. */
  complain(line: string): void;
}

const usage = `Usage:
  npm run sweep -- --dry [--today 2027-03-01]

--dry            shows what the clock would do by now, and touches nothing
  --today DAY    by 12:00 of that day
  --data FOLDER  the data folder of local mode, where npm start has been given one`;

/** Runs the command; the exit code: 0 done, 1 not done. */
export async function runSweep(args: string[], { open, print, complain }: SweepTerminal): Promise<number> {
  try {
    const { today, data } = readSweepCommand(args);
    const looking = await withSavedPolicy(open(data));
    const clock = { now: constant(momentOf(today, looking.clock.now())) };
    const { log, isSilent } = noting();
    const dues: Due[] = [];
    for await (const due of wouldSweep({ ...looking, clock, log })) dues.push(due);
    const names = await recipientNamesIn(dues, looking);
    print(duesInWords(dues, clock.now(), names));
    if (!isSilent()) complain('Of some people the product has no word of the directory yet: they are taken for present.');
    return 0;
  } catch (fault) {
    complain(
      fault instanceof CommandError || fault instanceof StartError ? fault.message : faultInWords(fault, 'Storage Table Data Reader'),
    );
    return 1;
  }
}

function readSweepCommand(args: string[]): { today?: Temporal.PlainDate; data: string | undefined } {
  const config = { args, options: { dry: { type: 'boolean' }, today: { type: 'string' }, data: { type: 'string' } } } as const;
  const { dry, today: text, data } = parseCommand(config, usage).values;
  if (!dry) throw new CommandError(`The sweep itself is the timer’s, every hour. To see what it would do, say --dry.\n\n${usage}`);
  if (text === undefined) return { data };
  const today = readDate(text);
  if (!today) throw new CommandError(`--today needs a day, such as 2027-03-01.\n\n${usage}`);
  return { today, data };
}

/** Noon of the day asked for, or now where that is later. */
function momentOf(today: Temporal.PlainDate | undefined, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (!today) return now;
  if (Temporal.PlainDate.compare(today, now.toPlainDate()) < 0) {
    throw new CommandError(`${day(today)} is over, and what was due then is done: it is ${day(now.toPlainDate())}.`);
  }
  const noon = today.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: '12:00' });
  return Temporal.ZonedDateTime.compare(noon, now) > 0 ? noon : now;
}

async function recipientNamesIn(dues: readonly Due[], { people }: Looking): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { person } of dues.flatMap(({ recipients }) => recipients)) {
    if (!names.has(person)) names.set(person, (await people.name(person)) ?? person);
  }
  return names;
}

function duesInWords(dues: readonly Due[], now: Temporal.ZonedDateTime, names: ReadonlyMap<string, string>): string {
  const by = `${day(now.toPlainDate())}, ${now.toPlainTime().toString({ smallestUnit: 'minute' })} (${now.timeZoneId})`;
  if (dues.length === 0) return `Nothing is due by ${by}.\n`;
  const table = dueTable(dues, (person) => names.get(person) ?? person);
  const people = new Set(dues.flatMap(({ recipients }) => recipients.map(({ person }) => person)));
  return `${table}\n\nDue by ${by}: ${counted(dues.length, 'wake-up')}. Told: ${peopleInWords(people.size)}. Nothing is touched.\n`;
}

function peopleInWords(count: number): string {
  if (count === 0) return 'nobody';
  return count === 1 ? '1 person' : `${count} people`;
}

/** Whether the directory had an answer to everything; lines of a log are for the product's own. */
function noting(): { log: Log; isSilent(): boolean } {
  let notes = 0;
  const note = () => void (notes += 1);
  return { log: { info: () => undefined, warn: note, error: note }, isSilent: () => notes === 0 };
}

function constant<T>(value: T): () => T {
  return () => value;
}
