import type { DepartmentChange, FieldChange } from '../../bot/domain/organisation/department-changes';
import type { Department } from '../../bot/domain/organisation/organisation';
import { printable } from './printable';

/** What would change, a line a fact: the kind of change, the department, what of it. */
export function changeTable(changes: readonly DepartmentChange[], isRemoving: boolean): string {
  const rows = changes.flatMap((change) => {
    const [first = '', ...more] = changeFacts(change);
    return [[kindInWords(change, isRemoving), printable(change.department.id), first], ...more.map((fact) => ['', '', fact])];
  });
  const table = [['change', 'department', 'what'], ...rows];
  const width = (column: number) => table.reduce((widest, row) => Math.max(widest, row[column]!.length), 0);
  const [first, second] = [width(0), width(1)];
  return table.map(([kind, id, what]) => `${kind!.padEnd(first)}  ${id!.padEnd(second)}  ${what}`.trimEnd()).join('\n');
}

/** `2 added, 1 changed`. */
export function tally(changes: readonly DepartmentChange[]): string {
  const count = (wanted: DepartmentChange['kind']) => changes.filter(({ kind }) => kind === wanted).length;
  const counts: [number, string][] = [
    [count('added'), 'added'],
    [count('changed'), 'changed'],
    [count('missing'), 'removed'],
  ];
  return counts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

function kindInWords({ kind }: DepartmentChange, isRemoving: boolean): string {
  if (kind !== 'missing') return kind;
  return isRemoving ? 'removed' : 'not in file';
}

function changeFacts(change: DepartmentChange): string[] {
  if (change.kind === 'missing') return [printable(change.department.name)];
  if (change.kind === 'added') return whole(change.department);
  const { fields, joining, leaving } = change;
  return [
    ...fields.map(({ field, before, after }: FieldChange) => `${field}: ${printable(before)} → ${printable(after)}`),
    ...leaving.map((one) => `deputies: ${printable(one)} leaves`),
    ...joining.map((one) => `deputies: ${printable(one)} joins`),
  ];
}

function whole({ name, kind, head, deputies, validFrom, validTo }: Department): string[] {
  return [
    `name: ${printable(name)}`,
    `kind: ${kind}`,
    `head: ${printable(head)}`,
    ...deputies.map((one) => `deputies: ${printable(one)}`),
    ...(validFrom === undefined ? [] : [`validFrom: ${validFrom}`]),
    ...(validTo === undefined ? [] : [`validTo: ${validTo}`]),
  ];
}
