import { stepOf } from './form';
import type { Field } from './questions';

/** With these fields, and the steps that ask them, changed at this revision. `{ who: 2, lastName: 2 }` for the last name. */
export function withTouched(
  touched: Readonly<Record<string, number>>,
  changed: readonly Field[],
  revision: number,
): Record<string, number> {
  const keys = changed.flatMap((field) => [stepOf(field), field]);
  return { ...touched, ...Object.fromEntries(keys.map((key) => [key, revision])) };
}
