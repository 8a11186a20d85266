import type { Department } from './organisation';

/** What became of one field; absent means blank. */
export interface FieldChange {
  field: 'name' | 'kind' | 'head' | 'validFrom' | 'validTo';
  before?: string;
  after?: string;
}

/** What a new list of departments would change of the present one. */
export type DepartmentChange =
  | { kind: 'added'; department: Department }
  | { kind: 'changed'; department: Department; fields: FieldChange[]; joining: string[]; leaving: string[] }
  | { kind: 'missing'; department: Department };

const fields = ['name', 'kind', 'head', 'validFrom', 'validTo'] as const;

/** Every difference by id, what is added or changed in the order of `wanted`; the order of deputies means nothing. */
export function departmentChanges(present: readonly Department[], wanted: readonly Department[]): DepartmentChange[] {
  const before = new Map(present.map((department) => [department.id, department]));
  const after = new Set(wanted.map(({ id }) => id));
  return [
    ...wanted.flatMap((department) => departmentChange(before.get(department.id), department) ?? []),
    ...present.filter(({ id }) => !after.has(id)).map((department) => ({ kind: 'missing' as const, department })),
  ];
}

function departmentChange(before: Department | undefined, department: Department): DepartmentChange | undefined {
  if (!before) return { kind: 'added', department };
  const changed = fields.filter((field) => before[field] !== department[field]);
  const joining = department.deputies.filter((one) => !before.deputies.includes(one));
  const leaving = before.deputies.filter((one) => !department.deputies.includes(one));
  if (changed.length + joining.length + leaving.length === 0) return undefined;
  return { kind: 'changed', department, fields: changed.map((field) => fieldChange(field, before, department)), joining, leaving };
}

function fieldChange(field: FieldChange['field'], before: Department, after: Department): FieldChange {
  return {
    field,
    ...(before[field] !== undefined && { before: before[field] }),
    ...(after[field] !== undefined && { after: after[field] }),
  };
}

/** Whether others decide there now; the order of deputies means nothing. */
export function hasOtherDeciders(before: Department | undefined, after: Department): boolean {
  const of = ({ head, deputies }: Department) => JSON.stringify([head, [...deputies].sort()]);
  return before !== undefined && of(before) !== of(after);
}

/** A department that is not in the file stays and keeps its name to itself: the chat could not tell two apart. */
export function takenNames(wanted: readonly Department[], changes: readonly DepartmentChange[]): string[] {
  const names = new Map(wanted.map(({ name, id }) => [name.toLowerCase(), id]));
  return changes.flatMap(({ kind, department: { id, name, isClosed } }) => {
    const other = kind === 'missing' && !isClosed ? names.get(name.toLowerCase()) : undefined;
    return other === undefined ? [] : [`${other} has the name of ${id}, which is not in the file and stays`];
  });
}
