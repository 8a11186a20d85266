import { counted } from '../../bot/domain/dates/day-words';
import { findingsOf } from '../../bot/domain/health/findings';
import type { Finding } from '../../bot/domain/health/health';
import type { HealthProbes } from '../../bot/ports/health';
import { SettingsError } from '../../bot/settings/settings';
import { type HealthPorts, lookAtHealth } from '../../bot/shown/health';
import { CommandError } from './command-error';
import { faultInWords } from './fault-in-words';
import { parseCommand } from './parse-command';
import { type SavedPolicy, withSavedPolicy } from './policy-read';

/** What was asked for: the data folder of local mode, and a file with the settings of a deployment. */
export interface DoctorWishes {
  data?: string;
  settings?: string;
}

/** A deployment to check. */
export interface OpenedHealth {
  ports: HealthPorts & SavedPolicy;
  probes: HealthProbes;
  /** Throws where nobody is signed in, as everything would look broken then; absent where nobody needs to. */
  signIn?: () => Promise<unknown>;
}

export interface DoctorTerminal {
  /** Opens the deployment to check. May throw a {@link CommandError}, or a {@link SettingsError} that is a finding itself. */
  open(wishes: DoctorWishes): OpenedHealth;
  print(text: string): void;
  /** Errors, a line at a time. */
  complain(line: string): void;
}

const usage = `Usage:
  npm run doctor [-- --settings FILE]

Says what is not well in a deployment, and how to mend it; changes nothing. The exit code is 1 where something has to be mended.
  --settings FILE  the settings as az functionapp config appsettings list prints them; without it, those of the environment
  --data FOLDER    the data folder of local mode, where npm start has been given one`;

/** Runs the command; the exit code: 0 nothing to mend, 1 something, or it could not look. */
export async function runDoctor(args: string[], terminal: DoctorTerminal): Promise<number> {
  try {
    const options = { data: { type: 'string' }, settings: { type: 'string' } } as const;
    const { data, settings } = parseCommand({ args, options }, usage).values;
    const findings = await look(terminal, { ...(data !== undefined && { data }), ...(settings !== undefined && { settings }) });
    terminal.print(findingsInWords(findings));
    return findings.some(({ is }) => is === 'problem') ? 1 : 0;
  } catch (fault) {
    terminal.complain(fault instanceof CommandError ? fault.message : faultInWords(fault, 'Storage Table Data Reader'));
    return 1;
  }
}

/** Settings that cannot be read are all there is to tell: the rest is reached by them. */
async function look({ open }: DoctorTerminal, wishes: DoctorWishes): Promise<Finding[]> {
  let opened: OpenedHealth;
  try {
    opened = open(wishes);
  } catch (fault) {
    if (fault instanceof SettingsError) return settingFindings(fault.mistakes);
    throw fault;
  }
  await opened.signIn?.();
  // What cannot be read is a finding of its own.
  const ports = await withSavedPolicy(opened.ports).catch(() => opened.ports);
  return await lookAtHealth(ports, opened.probes);
}

function settingFindings(settings: readonly string[]): Finding[] {
  return findingsOf({
    settings,
    stores: [],
    graph: { kind: 'unasked' },
    does: { mails: false, installs: true, makesAccounts: false },
    waiting: [],
    sinceSweep: 0,
    sinceReconcile: 0,
    departments: undefined,
    admins: Number.POSITIVE_INFINITY,
    leftovers: [],
    pastDates: [],
  });
}

function findingsInWords(findings: readonly Finding[]): string {
  const part = (heading: string, some: readonly Finding[]) =>
    some.length === 0 ? [] : [`${counted(some.length, 'thing')} ${heading}:`, ...some.map(({ what, mend }) => `- ${what}\n  ${mend}`), ''];
  const lines = [
    ...part(
      'to mend',
      findings.filter(({ is }) => is === 'problem'),
    ),
    ...part(
      'to check yourself',
      findings.filter(({ is }) => is === 'unknown'),
    ),
  ];
  return findings.length === 0 ? 'All is well.\n' : `${lines.join('\n')}`;
}
