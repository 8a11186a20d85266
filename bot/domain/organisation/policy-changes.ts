import { counted } from '../dates/day-words';
import type { EditablePolicy } from './organisation';
import { type PolicyFieldName, policyField, valuesOfPolicy } from './policy-form';
import { reasonColumns } from './reason-rows';

/** What became of one value; absent: it was not there before. */
export interface PolicyChange {
  label: string;
  before?: string;
  after: string;
}

const longestShown = 300;
const mostCharacters = 20_000;

/** Every value that differs, in the words of the form and in its order; of closure days what was added and removed. */
export function policyChanges(before: EditablePolicy, after: EditablePolicy): PolicyChange[] {
  const [was, is] = [valuesOfPolicy(before), valuesOfPolicy(after)];
  const changes = Object.entries(is).flatMap(([field, value]): PolicyChange[] => {
    const old = was[field];
    if (old === value || isOfAdded(field, before)) return [];
    if (field === 'closureDays') return daysChanged(before.closureDays, after.closureDays);
    return [{ label: labelOfChange(field, after), ...(old !== undefined && { before: shown(field, old) }), after: shown(field, value) }];
  });
  const added = after.reasons.filter(({ id }) => before.reasons.every((one) => one.id !== id));
  const shownAdded = added.map(({ label, maxMonths }) => ({
    label: 'Reason added',
    after: `${label} (up to ${counted(maxMonths, 'month')})`,
  }));
  return withinRow([...changes, ...shownAdded]);
}

function isOfAdded(field: string, { reasons }: EditablePolicy): boolean {
  const id = /^reason\.(.+)\.\w+$/.exec(field)?.[1];
  return id !== undefined && reasons.every((one) => one.id !== id);
}

function daysChanged(before: readonly string[], after: readonly string[]): PolicyChange[] {
  const [added, removed] = [after.filter((day) => !before.includes(day)), before.filter((day) => !after.includes(day))];
  return [
    ...(added.length > 0 ? [{ label: 'Closure days added', after: clipped(added.join(', ')) }] : []),
    ...(removed.length > 0 ? [{ label: 'Closure days removed', after: clipped(removed.join(', ')) }] : []),
  ];
}

/** A row of storage has no room for every value of every reason. */
function withinRow(changes: readonly PolicyChange[]): PolicyChange[] {
  let left = mostCharacters;
  const fitting = changes.filter((change) => (left -= JSON.stringify(change).length) >= 0);
  const more = changes.length - fitting.length;
  return more > 0 ? [...fitting, { label: 'Other values', after: `${more} more changed` }] : fitting;
}

function labelOfChange(field: string, { reasons }: EditablePolicy): string {
  const [, id, column] = /^reason\.(.+)\.(\w+)$/.exec(field) ?? [];
  if (id === undefined) return policyField(field as PolicyFieldName).label;
  const reason = reasons.find((one) => one.id === id)?.label ?? id;
  return `${reason}: ${reasonColumns.find(({ name }) => name === column)?.label ?? ''}`;
}

function shown(field: string, value: string): string {
  if (value === '') return 'blank';
  if (field.startsWith('reason.')) return value === 'yes' || value === 'no' ? yesNo[value] : value;
  const asked = policyField(field as PolicyFieldName);
  if (asked.kind === 'choice') return asked.options.find(({ id }) => id === value)?.label ?? value;
  return clipped(value);
}

function clipped(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

const yesNo = { yes: 'Yes', no: 'No' };
