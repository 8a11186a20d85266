import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Az, AzError } from '../../infra/az/run-az';

/** State of the fake Azure CLI. */
export interface AzState {
  account?: { tenantId: string };
  outputs?: Record<string, { value: string }>;
  graphRoles?: string[];
  groups?: Record<string, unknown>[];
  applications?: Record<string, unknown>[];
  servicePrincipals?: Record<string, unknown>[];
  assignments?: Record<string, { id: string; appRoleId: string }[]>;
  published?: [string, string][];
  /** Host status by app, each with the number of the poll from which it is reported. */
  functions?: Record<string, readonly string[]>;
  slow?: number;
  /** For so many calls a registration that was made is not seen by its id, and then no service principal is made of it. */
  lag?: number;
  lagOfPrincipals?: number;
  /** What every call is answered. */
  refused?: string;
}

const { answer } = require('./az-answers.mjs') as { answer(state: AzState, args: readonly string[]): unknown };

export interface StandInAz {
  az: Az;
  state(): AzState;
  change(state: Partial<AzState>): void;
  /** Command lines of all calls so far. */
  calls: string[];
}

/** Runs the fake CLI in this process, which is faster than a program on the PATH. */
export function standInAz(before: AzState): StandInAz {
  let state = structuredClone(before);
  const calls: string[] = [];
  return {
    async az(args) {
      calls.push(args.join(' '));
      try {
        return structuredClone(answer(state, [...args, '--output', 'json']));
      } catch (fault) {
        throw new AzError((fault as Error).message);
      }
    },
    state: () => structuredClone(state),
    change: (parts) => {
      state = { ...state, ...structuredClone(parts) };
    },
    calls,
  };
}

/** Puts the fake CLI as a program first on this process's PATH, with its state in a file. Call `remove` at the end. */
export function azOnPath(before: AzState): { state(): AzState; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'alms-az-'));
  const file = join(folder, 'state.json');
  const program = join(folder, 'az.mjs');
  writeFileSync(file, JSON.stringify(before));
  writeFileSync(
    program,
    `import { readFileSync, writeFileSync } from 'node:fs';
import { answer } from ${JSON.stringify(pathToFileURL(resolve(__dirname, 'az-answers.mjs')).href)};
const state = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));
try {
  const printed = answer(state, process.argv.slice(2));
  writeFileSync(${JSON.stringify(file)}, JSON.stringify(state));
  if (printed !== undefined) console.log(JSON.stringify(printed));
} catch (fault) {
  console.error(fault.message);
  process.exitCode = 1;
}
`,
  );
  mkdirSync(join(folder, 'bin'));
  const command = join(folder, 'bin/az');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(command, 0o755);
  const { PATH: path = '' } = process.env;
  process.env.PATH = `${join(folder, 'bin')}${delimiter}${path}`;
  return {
    state: () => JSON.parse(readFileSync(file, 'utf8')) as AzState,
    remove() {
      process.env.PATH = path;
      rmSync(folder, { recursive: true });
    },
  };
}
