import { z } from 'zod';
import { weekdays } from '../domain/dates/dates';
import { cardDelimiters, cardEncodings, cardFields, isDateFormat } from '../domain/organisation/card-system';
import type { Department, Person, Policy } from '../domain/organisation/organisation';
import { usernamePatterns } from '../domain/organisation/username-rules';

/** The parts that people of the sample data play in local mode; one person each. */
export const personaRoles = ['sponsor', 'head', 'deputy', 'stranger', 'admin', 'cardoffice', 'itservice'] as const;
export type PersonaRole = (typeof personaRoles)[number];

/** A person of the sample data, with the part they play and where they work. */
export interface LocalPerson extends Person {
  role?: PersonaRole;
  /** The id of a department. */
  department?: string;
  /** ISO date: out of office until then. */
  awayUntil?: string;
}

/** Data that cannot be used, with every mistake in it: `departments[3].deputies[0]: not an id`. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

const text = z.string().refine((value) => value !== '' && value === value.trim(), 'empty, or begins or ends with a space');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not a short word such as "computer-science"');
const date = z.iso.date('not a date such as 2027-07-31');
const personId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'not an id');
const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'not a domain in lower case');

/** Checks between fields run although another field is wrong: whoever mends the data wants the whole list at once. */
const isInOrder = ({ validFrom, validTo }: { validFrom?: string; validTo?: string }) => validFrom! <= validTo!;
const period = { path: ['validTo'], error: 'before validFrom', when: isReadableBy(z.object({ validFrom: date, validTo: date })) };

const department = z
  .strictObject({
    id: slug,
    name: text,
    kind: z.enum(['school', 'service'], 'neither "school" nor "service"'),
    head: z.exactOptional(personId),
    deputies: z.array(personId),
    validFrom: z.exactOptional(date),
    validTo: z.exactOptional(date),
  })
  .refine(({ head, deputies }) => !deputies.includes(head ?? ''), {
    path: ['deputies'],
    error: 'names the head too',
    when: isReadableBy(z.object({ head: z.string(), deputies: z.array(z.string()) })),
  })
  .refine(({ deputies }) => new Set(deputies).size === deputies.length, {
    path: ['deputies'],
    error: 'names somebody twice',
    when: isReadableBy(z.object({ deputies: z.array(z.string()) })),
  })
  .refine(isInOrder, period);

const person = z.strictObject({
  id: personId,
  name: text,
  mail: z.email('not a mail address').regex(/^[^A-Z]*$/, 'not in lower case'),
  isEnabled: z.boolean(),
  isStaff: z.boolean(),
  isAdmin: z.boolean(),
  isCardOffice: z.exactOptional(z.boolean()),
  isItService: z.exactOptional(z.boolean()),
  role: z.exactOptional(z.enum(personaRoles, `not one of ${personaRoles.join(', ')}`)),
  department: z.exactOptional(slug),
  awayUntil: z.exactOptional(date),
});

const reason = z.strictObject({
  id: slug,
  label: text,
  needsEmployer: z.boolean(),
  maxMonths: z.int('not a whole number').min(1, 'less than a month'),
  agreeAfterMonths: z.exactOptional(z.int('not a whole number').min(1, 'less than a month')),
});

const cardColumn = z.strictObject({ field: z.enum(cardFields, `not one of ${cardFields.join(', ')}`), heading: text });

const policy = z
  .strictObject({
    organisation: text,
    zone: z.string().refine(isZone, 'not a time zone such as Europe/London'),
    reasons: distinct(z.array(reason).min(1, 'empty'), 'id', 'label'),
    validFrom: z.exactOptional(date),
    validTo: z.exactOptional(date),
    universityDomains: z.array(domain).min(1, 'empty'),
    personalEmailRequired: z.boolean(),
    shortVisit: z.enum(['warn', 'refuse'], 'neither "warn" nor "refuse"'),
    shortVisitRoute: text,
    helpRoute: text,
    maxDaysBack: z.int('not a whole number').min(0, 'less than 0'),
    reapprovalMail: z.boolean(),
    reminderDay: z.enum(weekdays, 'not a day from monday to friday'),
    draftDays: z.int('not a whole number').min(1, 'less than a day'),
    photoDays: z.int('not a whole number').min(1, 'less than a day'),
    closureDays: z.array(date).refine((days) => new Set(days).size === days.length, 'names a day twice'),
    usernames: z.strictObject({
      pattern: z.enum(usernamePatterns, `not one of ${usernamePatterns.join(', ')}`),
      refused: z.array(z.string().regex(/^[a-z]{3,}$/, 'not three or more of the letters a to z')),
    }),
    cards: z.strictObject({
      columns: distinct(z.array(cardColumn).min(1, 'empty'), 'heading'),
      dateFormat: z.string().refine(isDateFormat, 'not DD, MM and YYYY once each, such as DD/MM/YYYY'),
      encoding: z.enum(cardEncodings, `not one of ${cardEncodings.join(', ')}`),
      delimiter: z.enum(cardDelimiters, 'neither a comma nor a semicolon nor a tab'),
    }),
    passOn: z.strictObject({ withEmail: text, otherwise: text }),
    accessibility: z.strictObject({
      checked: date,
      notWorking: z.array(text),
      tested: z.array(text).min(1, 'empty'),
      contact: text,
      replyDays: z.int('not a whole number').min(1, 'less than a day'),
      complaints: text,
    }),
  })
  .refine(isInOrder, period);

/** What the organisation has decided. Throws a {@link DataError}. */
export function loadPolicy(json: unknown): Policy {
  return load('policy', policy, json);
}

/** Every school and professional service. Throws a {@link DataError}. */
export function loadDepartments(json: unknown): Department[] {
  return load('departments', distinct(z.array(department), 'id', 'name'), json);
}

/** The people of local mode. Throws a {@link DataError}. */
export function loadPeople(json: unknown): LocalPerson[] {
  return load('people', distinct(z.array(person), 'id', 'mail', 'role'), json);
}

function load<T>(what: string, schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return result.data;
  throw new DataError(result.error.issues.map((issue) => `${place(what, issue.path)}: ${dataIssueInWords(issue)}`));
}

function place(what: string, path: PropertyKey[]): string {
  return path.reduce<string>((sofar, key) => sofar + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), what);
}

function dataIssueInWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `has an unknown field: ${issue.keys.join(', ')}`;
  if (issue.code === 'custom') return issue.message;
  if (issue.input === undefined) return 'missing';
  if (issue.code !== 'invalid_type') return issue.message;
  return `not ${kindsInWords[issue.expected] ?? `a ${issue.expected}`}`;
}

const kindsInWords: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  int: 'a whole number',
};

/** Refuses rows that share a value of one of the fields, which has to tell them apart. */
function distinct<T extends z.ZodType<Record<string, unknown>[]>>(rows: T, ...fields: string[]): T {
  const check = (values: Record<string, unknown>[], context: z.core.$RefinementCtx) => {
    for (const field of fields) {
      for (const index of repeats(values.map((row) => row[field]))) {
        context.addIssue({ code: 'custom', path: [index, field], message: 'the same as in another row' });
      }
    }
  };
  return rows.superRefine(check, { when: isReadableBy(z.array(z.record(z.string(), z.unknown()))) });
}

function repeats(values: unknown[]): number[] {
  return values.flatMap((value, index) => (value !== undefined && values.indexOf(value) < index ? [index] : []));
}

function isReadableBy(schema: z.ZodType): (payload: { value: unknown }) => boolean {
  return ({ value }) => schema.safeParse(value).success;
}

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
