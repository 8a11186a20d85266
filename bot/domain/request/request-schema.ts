import { draftSchema } from './records';
import { requestSchema } from './visitor-request';

/** A stored request or draft as JSON has it. */
export type StoredState = Readonly<Record<string, unknown>>;

/** How a state of one schema version becomes one of the next, and back. Both are pure and keep what they do not know. */
export interface SchemaStep {
  up(state: StoredState): StoredState;
  /** For the release before, while it still runs or has to come back. */
  down(state: StoredState): StoredState;
}

/**
 * The schema versions of requests, or of drafts. A change of the stored shape takes two releases: the first reads both versions and writes the
 * former one, so that it runs beside the release before; the second writes the new one, and its way back is the first.
 */
export interface Schemas {
  /** The version of the type. */
  newest: number;
  /** The version in which states are written; `newest` or the one before. */
  written: number;
  /** By the version from which `up` leads to the next. A version without a step to `newest` is unknown. */
  steps: Readonly<Record<number, SchemaStep>>;
}

/** Those of this release. */
export const requestSchemas: Schemas = { newest: requestSchema, written: requestSchema, steps: {} };
export const draftSchemas: Schemas = { newest: draftSchema, written: draftSchema, steps: {} };

/** A stored state in the shape of this release; undefined if its version is unknown. */
export function upgraded<T>(state: StoredState, version: unknown, { newest, steps }: Schemas): T | undefined {
  if (typeof version !== 'number' || !Number.isInteger(version) || version > newest) return undefined;
  let current = state;
  for (let from = version; from < newest; from += 1) {
    const step = steps[from];
    if (!step) return undefined;
    current = step.up(current);
  }
  return current as unknown as T;
}

/** A request or draft in the shape in which this release writes it. */
export function asWritten(value: object, { newest, written, steps }: Schemas): StoredState {
  let current = value as StoredState;
  for (let from = newest - 1; from >= written; from -= 1) {
    const step = steps[from];
    if (!step) throw new RangeError('there is no way back to the schema version that is written');
    current = step.down(current);
  }
  return current;
}
