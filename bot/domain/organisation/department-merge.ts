import type { DepartmentEvent } from './department-events';
import type { Department } from './organisation';

/**
 * Seconds after which the requests of a merged department move and the heads are told: longer than a process remembers the departments,
 * so that none makes a request to the former one afterwards, and each knows the new one.
 */
export const mergeFollowsAfter = 360;

/** Why a department cannot become part of another. */
export type MergeRefusal = 'no-such-target' | 'itself' | 'merged-already' | 'target-merged' | 'target-closed' | 'has-merged';

/** Only into one that is open, and no chains: an id leads to its department in one step, and never back to itself. */
export function refusesMerge(former: Department, into: string, all: readonly Department[]): MergeRefusal | undefined {
  if (former.mergedInto !== undefined) return 'merged-already';
  if (into === former.id) return 'itself';
  const target = all.find(({ id }) => id === into);
  if (!target) return 'no-such-target';
  if (target.mergedInto !== undefined) return 'target-merged';
  if (target.isClosed) return 'target-closed';
  return all.some(({ mergedInto }) => mergedInto === former.id) ? 'has-merged' : undefined;
}

/** The former department as it stays: closed for good, its id an alias, its name that of the requests that are over. */
export function asMerged(former: Department, into: string): Department {
  return { ...former, isClosed: true, mergedInto: into };
}

/** The same department under a new id. */
export function asRenamed(former: Department, id: string): Department {
  return { ...former, id };
}

/** Where an id leads now: `mergedInto` of a merged department, else itself. */
export function departmentNow(id: string, departments: readonly Pick<Department, 'id' | 'mergedInto'>[]): string {
  return departments.find((one) => one.id === id)?.mergedInto ?? id;
}

export function mergeEvent(
  former: Department,
  into: Pick<Department, 'id' | 'name'>,
  kind: 'merged' | 'renamed',
  { by, at }: Pick<DepartmentEvent, 'by' | 'at'>,
): DepartmentEvent {
  const { id, name } = into;
  return { department: former.id, name: former.name, by, at, kind, fields: [], joining: [], leaving: [], into: { id, name } };
}
