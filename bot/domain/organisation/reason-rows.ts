import { freshId } from './fresh-id';
import type { Reason } from './organisation';

/** The policy as it is typed: a text for each field. */
export type PolicyValues = Readonly<Record<string, string>>;

/** What to enter instead, and where. */
export interface PolicyMistake {
  field: string;
  text: string;
}

interface ReasonColumn {
  label: string;
  kind: 'text' | 'number' | 'flag';
  write(reason: Reason): string;
  read(typed: string, reason: Reason): string | undefined;
}

const longestLabel = 80;
const mostReasons = 60;
const mostMonths = 120;
const mostAgreed = 600;

const isYes = (typed: string) => typed === 'yes';
const flagValue = (value: boolean | undefined) => (value ? 'yes' : 'no');

/** What is typed of each reason, in the order of the columns. */
const columns = {
  label: {
    label: 'Reason',
    kind: 'text',
    write: ({ label }) => label,
    read(typed, reason) {
      if (typed === '') return 'Enter the name of the reason.';
      if (typed.length > longestLabel) return `Enter a name of at most ${longestLabel} characters.`;
      if (/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(typed) || !/\p{L}/u.test(typed))
        return 'Enter a name with letters, on one line.';
      reason.label = typed;
      return undefined;
    },
  },
  maxMonths: {
    label: 'Longest stay in months',
    kind: 'number',
    write: ({ maxMonths }) => String(maxMonths),
    read(typed, reason) {
      const value = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
      if (value < 1 || value > mostMonths) return `Enter a whole number of months from 1 to ${mostMonths}.`;
      reason.maxMonths = value;
      return undefined;
    },
  },
  agreeAfterMonths: {
    label: 'Stays longer than this need agreement (months)',
    kind: 'number',
    write: ({ agreeAfterMonths }) => (agreeAfterMonths === undefined ? '' : String(agreeAfterMonths)),
    read(typed, reason) {
      const value = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
      if (typed === '') delete reason.agreeAfterMonths;
      else if (value < 1 || value > mostAgreed) return `Enter a whole number of months from 1 to ${mostAgreed}, or leave it blank.`;
      else reason.agreeAfterMonths = value;
      return undefined;
    },
  },
  needsEmployer: {
    label: 'Asks for the employer',
    kind: 'flag',
    write: ({ needsEmployer }) => flagValue(needsEmployer),
    read(typed, reason) {
      reason.needsEmployer = isYes(typed);
      return undefined;
    },
  },
  isOffered: {
    label: 'Can be chosen',
    kind: 'flag',
    write: ({ isRetired }) => flagValue(!isRetired),
    read(typed, reason) {
      if (isYes(typed)) delete reason.isRetired;
      else reason.isRetired = true;
      return undefined;
    },
  },
} satisfies Record<string, ReasonColumn>;

export type ReasonColumnName = keyof typeof columns;
const names = Object.keys(columns) as ReasonColumnName[];

export const reasonColumns: readonly { name: ReasonColumnName; label: string; kind: ReasonColumn['kind'] }[] = names.map((name) => ({
  name,
  label: columns[name].label,
  kind: columns[name].kind,
}));

const fieldOf = (id: string, column: ReasonColumnName) => `reason.${id}.${column}`;

/** By `reason.<id>.<column>`. */
export function valuesOfReasons(reasons: readonly Reason[]): PolicyValues {
  return Object.fromEntries(reasons.flatMap((reason) => names.map((name) => [fieldOf(reason.id, name), columns[name].write(reason)])));
}

/** The reasons with what was typed, those of ids `new-…` behind them; nothing is ever taken away, as requests refer to it. */
export function reasonsIn(typed: PolicyValues, present: readonly Reason[]): { reasons: Reason[] } | { mistakes: PolicyMistake[] } {
  const added = Object.keys(typed).flatMap((field) => /^reason\.(new-\d{1,3})\.label$/.exec(field)?.[1] ?? []);
  const mistakes: PolicyMistake[] = [];
  const rows = [
    ...present.map((reason): [string, Reason] => [reason.id, { ...reason }]),
    ...added.map((id): [string, Reason] => [id, { id, label: '', needsEmployer: false, maxMonths: 0 }]),
  ];
  for (const [id, reason] of rows) {
    for (const name of names) {
      const field = fieldOf(id, name);
      const value = typed[field] ?? (added.includes(id) ? (name === 'isOffered' ? 'yes' : '') : undefined);
      const problem = value === undefined ? undefined : columns[name].read(value.trim(), reason);
      if (problem !== undefined) mistakes.push({ field, text: problem });
    }
  }
  const seen = new Set<string>();
  for (const [id, { label }] of rows) {
    const key = label.toLowerCase();
    if (label !== '' && seen.has(key))
      mistakes.push({ field: fieldOf(id, 'label'), text: 'Enter another name: there is a reason of this name already.' });
    seen.add(key);
  }
  const reasons = rows.map(([, reason]) => reason);
  const [first] = rows;
  if (first && reasons.every(({ isRetired }) => isRetired))
    mistakes.push({ field: fieldOf(first[0], 'isOffered'), text: 'Leave at least one reason that can be chosen.' });
  if (reasons.length > mostReasons)
    mistakes.push({ field: fieldOf(added.at(-1) ?? '', 'label'), text: `There can be at most ${mostReasons} reasons.` });
  if (mistakes.length > 0) return { mistakes };
  const taken = new Set(present.map(({ id }) => id));
  return { reasons: reasons.map((reason) => (added.includes(reason.id) ? { ...reason, id: freshId(reason.label, taken) } : reason)) };
}
