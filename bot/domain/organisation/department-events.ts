import { departmentChanges, type FieldChange } from './department-changes';
import type { Department, PersonId } from './organisation';

/** What somebody did to a department: ids and dates, and no name of a person. */
export interface DepartmentEvent {
  department: string;
  /** As it was called then. */
  name: string;
  by: PersonId;
  /** ISO instant. */
  at: string;
  kind: 'added' | 'changed' | 'closed' | 'reopened' | 'merged' | 'renamed';
  fields: FieldChange[];
  joining: PersonId[];
  leaving: PersonId[];
  /** Of a merged or renamed one: where it went, as that was called then. */
  into?: { id: string; name: string };
}

/** The event of a change; undefined where nothing changes. */
export function departmentEvent(
  before: Department | undefined,
  after: Department,
  { by, at }: Pick<DepartmentEvent, 'by' | 'at'>,
): DepartmentEvent | undefined {
  const change = departmentChanges(before ? [before] : [], [after]).find(({ kind }) => kind !== 'missing');
  const isTurned = before !== undefined && before.isClosed !== after.isClosed;
  if (!change && !isTurned) return undefined;
  const { fields, joining, leaving } = change?.kind === 'changed' ? change : { fields: [], joining: [], leaving: [] };
  const kind = isTurned ? (after.isClosed ? 'closed' : 'reopened') : before ? 'changed' : 'added';
  return { department: after.id, name: after.name, by, at, kind, fields, joining, leaving };
}
