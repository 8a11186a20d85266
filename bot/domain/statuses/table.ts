import { active } from './active';
import { approved } from './approved';
import { ended } from './ended';
import { expired } from './expired';
import { lapsed } from './lapsed';
import { pending } from './pending';
import { rejected } from './rejected';
import { returned } from './returned';
import type { StatusRow } from './status';
import { withdrawn } from './withdrawn';

/** Every status of a request, in the order in which lists name them. Its key is its name in storage and in filters. */
export const statusTable = { pending, returned, approved, active, expired, ended, rejected, withdrawn, lapsed } as const satisfies Readonly<
  Record<string, StatusRow>
>;

export type Status = keyof typeof statusTable;

export const statuses = Object.keys(statusTable) as Status[];

export function statusRow(status: Status): StatusRow {
  return statusTable[status];
}

/** True where nothing more can happen to the request but *Request again* and erasure. */
export function isOver(status: Status): boolean {
  return statusRow(status).phase === 'over';
}

/** True from an approval to the end: there is an account, or will be. */
export function isRunning(status: Status): boolean {
  return statusRow(status).phase === 'running';
}

/** A status that a row names; the one it has where nothing is named. */
export function named(name: string | undefined, otherwise: Status): Status {
  return name !== undefined && Object.hasOwn(statusTable, name) ? (name as Status) : otherwise;
}
