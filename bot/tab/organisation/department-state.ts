import type { DepartmentSave, DepartmentView } from '../../channels/tab/department-contract';

/** The form values of a department. */
export type DepartmentTyped = Omit<DepartmentView, 'etag'>;
export type DepartmentField = keyof DepartmentTyped;

export const newDepartment: DepartmentTyped = {
  id: '',
  name: '',
  kind: 'school',
  deputies: [],
  validFrom: '',
  validTo: '',
  isClosed: false,
};

const fields = ['name', 'kind', 'head', 'deputies', 'validFrom', 'validTo', 'isClosed'] as const satisfies DepartmentField[];

/** A value in words, shown beside the typed one. */
function valueInWords(department: DepartmentTyped, field: DepartmentField): string {
  const value = department[field];
  if (Array.isArray(value)) return value.map(({ name }) => name).join(', ');
  if (typeof value === 'object') return value.name;
  if (typeof value === 'boolean') return value ? 'closed' : 'open';
  return value ?? '';
}

/**
 * Merges another admin's save into the form: their value replaces an untouched field, and is shown beside a changed one.
 *
 * @param first the values when the dialog was opened.
 */
export function mergedTyping(
  first: DepartmentTyped,
  typed: DepartmentTyped,
  theirs: DepartmentTyped,
): { typed: DepartmentTyped; theirs: Partial<Record<DepartmentField, string>> } {
  const isSame = (one: DepartmentTyped, other: DepartmentTyped, field: DepartmentField) =>
    JSON.stringify(one[field]) === JSON.stringify(other[field]);
  const mine = fields.filter((field) => !isSame(first, typed, field) && !isSame(typed, theirs, field));
  const both = mine.filter((field) => !isSame(first, theirs, field));
  const { head: _theirs, ...rest } = theirs;
  const { head } = mine.includes('head') ? typed : theirs;
  const kept = Object.fromEntries(mine.filter((field) => field !== 'head').map((field) => [field, typed[field]]));
  return {
    typed: { ...rest, ...kept, ...(head && { head }) },
    theirs: Object.fromEntries(both.map((field) => [field, valueInWords(theirs, field)])),
  };
}

export function bodyOfDepartment(typed: DepartmentTyped, etag: string | undefined): DepartmentSave {
  const { id, name, kind, head, deputies, validFrom, validTo, isClosed } = typed;
  return {
    id,
    name,
    kind,
    validFrom,
    validTo,
    isClosed,
    ...(head && { head: head.id }),
    deputies: deputies.map((one) => one.id),
    ...(etag !== undefined && { etag }),
  };
}
