import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** Everything that the stand-in for the Azure CLI keeps; see test/fakes/az-command.mjs. */
export interface AzState {
  account?: { tenantId: string };
  outputs?: Record<string, { value: string }>;
  graphRoles?: string[];
  groups?: Record<string, unknown>[];
  applications?: Record<string, unknown>[];
  servicePrincipals?: Record<string, unknown>[];
  assignments?: Record<string, { id: string; appRoleId: string }[]>;
  published?: [string, string][];
  /** By app, what its host tells of itself, from its so many-eth look on. */
  functions?: Record<string, readonly string[]>;
  slow?: number;
}

export interface StandInAz {
  state(): AzState;
  change(state: Partial<AzState>): void;
  /** Each call so far, as it was typed. */
  calls(): string[];
  /** Takes it off the PATH. */
  remove(): void;
}

/** Puts a stand-in for `az` first on this process's PATH. */
export function installAz(state: AzState): StandInAz {
  const folder = mkdtempSync(join(tmpdir(), 'alms-az-'));
  const file = join(folder, 'state.json');
  mkdirSync(join(folder, 'bin'));
  copyFileSync(resolve(__dirname, 'az-command.mjs'), join(folder, 'bin/az.mjs'));
  const command = join(folder, 'bin/az');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'bin/az.mjs')}" "$@"\n`);
  chmodSync(command, 0o755);
  writeFileSync(file, JSON.stringify(state));
  writeFileSync(`${file}.log`, '');
  const { PATH: before = '' } = process.env;
  process.env.PATH = `${join(folder, 'bin')}${delimiter}${before}`;
  process.env.AZ_STATE = file;
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as AzState;
  return {
    state: read,
    change: (parts) => writeFileSync(file, JSON.stringify({ ...read(), ...parts })),
    calls: () => readFileSync(`${file}.log`, 'utf8').trim().split('\n'),
    remove() {
      process.env.PATH = before;
      delete process.env.AZ_STATE;
      rmSync(folder, { recursive: true });
    },
  };
}
