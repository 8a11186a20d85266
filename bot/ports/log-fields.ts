const text = (value: unknown): value is string => typeof value === 'string';
const texts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(text);
const number = (value: unknown): value is number => typeof value === 'number';
const flag = (value: unknown): value is boolean => typeof value === 'boolean';

/**
 * What a line of the log may hold: ids, codes and counts, never a name, an address, a typed word or a token. What is not here
 * does not compile; and what is not of its kind, such as an error carried along, is left out of the line.
 */
export const logFields = {
  // Whom and what it is about.
  reference: text,
  request: text,
  draft: text,
  person: text,
  digest: text,
  blob: text,
  conversation: text,
  /** Of a sweep’s row, the hour; of a fault, the lines of its stack. */
  at: (value: unknown): value is string | readonly string[] => text(value) || texts(value),
  date: text,
  // What was being done.
  act: text,
  verb: text,
  message: text,
  operation: text,
  path: text,
  kind: text,
  type: text,
  target: text,
  channel: text,
  host: text,
  what: text,
  /** What an app has registered with its host: names between spaces, in the order of the alphabet. */
  functions: text,
  // Outcome.
  outcome: text,
  refused: text,
  code: text,
  fault: text,
  /** Of a stored row, where it is not one that is known. */
  version: text,
  attempt: number,
  attempts: number,
  isSigned: flag,
  isWithoutCard: flag,
  // Microsoft’s ids of an action in Outlook, and the names of a token’s claims.
  card: text,
  action: text,
  claims: texts,
  // What a run of the clock or of the night has done.
  isDry: flag,
  due: number,
  changed: number,
  held: number,
  failed: number,
  digests: number,
  isCutShort: flag,
  rows: number,
  gone: number,
  night: number,
  requests: number,
  photos: number,
  listRows: number,
  oldDrafts: number,
  orphanPhotos: number,
  photosOfNobody: number,
  forgottenTodos: number,
  staleViews: number,
  strayRows: number,
  missingWakes: number,
  photosForgotten: number,
  staleAccounts: number,
  faults: number,
};

/** The fields of one line; one that is undefined is not written. */
export type LogFields = {
  readonly [Name in keyof typeof logFields]?: (typeof logFields)[Name] extends (value: unknown) => value is infer Kind
    ? Kind | undefined
    : never;
};

/** Refuses a field that would be dropped, in an object that is spread or handed on too. */
type OnlyLogFields<Fields extends LogFields> = Fields & { readonly [Name in Exclude<keyof Fields, keyof LogFields>]: never };

/** Structured log without personal data: ids and codes only. */
export interface Log {
  info<Fields extends LogFields>(fields: OnlyLogFields<Fields>, what: string): void;
  warn<Fields extends LogFields>(fields: OnlyLogFields<Fields>, what: string): void;
  error<Fields extends LogFields>(fields: OnlyLogFields<Fields>, what: string): void;
}

/** Where a type was got round: what is not declared, is not of its kind or is undefined is left out. */
export function keptFields(fields: LogFields): LogFields {
  const isDeclared = (name: string): name is keyof LogFields => Object.hasOwn(logFields, name);
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => isDeclared(name) && logFields[name](value)));
}
