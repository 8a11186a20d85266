import type { Temporal } from 'temporal-polyfill';
import type { Question } from '../form/question-kinds';
import { type Answers, givenTo, questions } from '../form/questions';
import type { PersonId } from '../organisation/organisation';
import { isOver, type Status } from '../statuses/table';
import { isInWindow } from './reapproval';
import type { Draft } from './records';
import { statusAt } from './request-dates';
import type { RequestId, VisitorRequest } from './visitor-request';

/** The part of a list row that this rule reads; `row` begins with the name. */
export interface Listed extends Pick<VisitorRequest, 'status' | 'validFrom' | 'validTo'> {
  request: RequestId;
  row: string;
  /** First and last name. */
  visitor: string;
  department: string;
  sponsor: PersonId;
}

/** The reader's own request: all of it may be shown. */
export interface OwnDuplicate {
  request: RequestId;
  visitor: string;
  status: Status;
  /** ISO dates. */
  validFrom: string;
  validTo: string;
  /** Whether it can be reapproved now. */
  isInWindow: boolean;
}

/** Another sponsor's request: only department and sponsor may be shown. */
export interface OthersDuplicate {
  department: string;
  sponsor: PersonId;
}

export interface Duplicates {
  own: OwnDuplicate[];
  others: OthersDuplicate[];
}

/** The lists that may hold a duplicate: of this surname in this department, and of this email anywhere. */
export interface Found {
  named: readonly Listed[];
  mailed: readonly Listed[];
}

/** The most of each that are shown. */
const mostShown = 3;

/**
 * Possible duplicates among requests that are not over. Another sponsor's request is reported by its email only if
 * the names match too, so that nobody can probe who owns an address.
 */
export function duplicatesOf(
  { id, sponsor, answers }: Pick<Draft, 'id' | 'sponsor' | 'answers'>,
  { named, mailed }: Found,
  today: Temporal.PlainDate,
): Duplicates {
  const isOther = (row: Listed) => row.request !== id && !isOver(statusAt(row, today));
  const given = givenKeys(answers);
  const byName = named.filter((row) => isOther(row) && given.includes(row.row.split(':')[0] ?? ''));
  const byEmail = mailed.filter(isOther);
  const own = [...byName, ...byEmail].filter((row) => row.sponsor === sponsor);
  const others = [...byName, ...byEmail.filter((row) => isCalledAlike(row.visitor, answers))].filter((row) => row.sponsor !== sponsor);
  return {
    own: firstOfEach(own, (row) => row.request).map((row) => ownOf(row, today)),
    others: firstOfEach(others, (row) => `${row.department} ${row.sponsor}`).map((row) => ({
      department: row.department,
      sponsor: row.sponsor,
    })),
  };
}

function ownOf(row: Listed, today: Temporal.PlainDate): OwnDuplicate {
  const { request, visitor, validFrom, validTo } = row;
  return { request, visitor, status: statusAt(row, today), validFrom, validTo, isInWindow: isInWindow(row, today) };
}

/** Earliest end first. */
function firstOfEach(rows: Listed[], keyOf: (row: Listed) => string): Listed[] {
  const sorted = [...rows].sort((one, other) => (`${one.validTo} ${one.request}` < `${other.validTo} ${other.request}` ? -1 : 1));
  const firsts = new Map<string, Listed>();
  for (const row of sorted) if (!firsts.has(keyOf(row))) firsts.set(keyOf(row), row);
  return [...firsts.values()].slice(0, mostShown);
}

/** One index key of a name: one part first, the other second. */
export interface NamePlace {
  under: string;
  beside: string;
}

/**
 * The index keys of a visitor's name: last name with the first and the preferred one, and the other way
 * round, as cultures differ in the order. Middle names do not count.
 */
export function namePlaces(answers: Partial<Answers>): NamePlace[] {
  const last = familyKey(answers);
  const given = textsComparedAs('given name', answers).map(nameKey);
  const places = [...given.map((key) => ({ under: last, beside: key })), { under: given[0] ?? '', beside: last }];
  return places.filter(
    ({ under, beside }, at) =>
      under !== '' && beside !== '' && places.findIndex((one) => one.under === under && one.beside === beside) === at,
  );
}

function givenKeys(answers: Partial<Answers>): string[] {
  const keys = textsComparedAs('given name', answers).map(nameKey);
  return [...new Set(keys)].filter((key) => key !== '');
}

function isCalledAlike(visitor: string, answers: Partial<Answers>): boolean {
  const last = familyKey(answers);
  const known = nameKey(visitor);
  return last !== '' && givenKeys(answers).some((given) => known === given + last || known === last + given);
}

/** The `nameKey` of the last name; empty for a blank. */
export function familyKey(answers: Partial<Answers>): string {
  return nameKey(textsComparedAs('family name', answers)[0] ?? '');
}

/** The given addresses, unchanged. */
export function emailsOf(answers: Partial<Answers>): string[] {
  return textsComparedAs('email', answers).filter((address) => address !== '');
}

type Way = NonNullable<Question['comparedAs']>;

const comparedAs = (way: Way): string[] =>
  Object.entries(questions).flatMap(([field, question]: [string, Question]) => (question.comparedAs === way ? [field] : []));
const compared: Record<Way, string[]> = {
  'given name': comparedAs('given name'),
  'family name': comparedAs('family name'),
  email: comparedAs('email'),
};

/** The answers that are compared this way, in the order of the questions; a blank is empty. */
function textsComparedAs(way: Way, answers: Partial<Answers>): string[] {
  return compared[way].map((field) => String(givenTo(field, answers) ?? ''));
}

/** Letters that Unicode does not decompose into a base letter and a mark. */
const plain: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };

/**
 * A name without case, accents, spaces, hyphens and apostrophes, for comparison.
 * `nameKey('O’Dríscoll-Vale')` is `odriscollvale`.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøłđðþıς]/g, (letter) => plain[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** An address for comparison: `emailKey('Ada@Example.org')` is `ada@example.org`. */
export function emailKey(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase();
}
