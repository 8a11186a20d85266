import type { Temporal } from 'temporal-polyfill';
import type { Question } from '../form/question-kinds';
import { type Answers, givenTo, questions } from '../form/questions';
import type { PersonId } from '../organisation/organisation';
import { isOver, type Status } from '../statuses/table';
import { isInWindow } from './reapproval';
import type { Draft } from './records';
import { statusAt } from './request-dates';
import type { RequestId, VisitorRequest } from './visitor-request';

/** What this rule reads of a listed request; `row` begins with the name at which it is listed. */
export interface Listed extends Pick<VisitorRequest, 'status' | 'validFrom' | 'validTo'> {
  request: RequestId;
  row: string;
  /** First and last name. */
  visitor: string;
  department: string;
  sponsor: PersonId;
}

/** One’s own: all of it may be shown. */
export interface OwnDuplicate {
  request: RequestId;
  visitor: string;
  status: Status;
  /** ISO dates. */
  validFrom: string;
  validTo: string;
  /** It can be reapproved now. */
  isInWindow: boolean;
}

/** Another sponsor's: only its department and sponsor may be shown. */
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

/** How many of each are shown. */
const mostShown = 3;

/**
 * Who may be asked for twice, in requests that are not over. Somebody else’s with the same email is told only where
 * the names are the same too: so typing addresses tells nobody more than typing names, and no address where its owner is.
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

/** The soonest to end first. */
function firstOfEach(rows: Listed[], keyOf: (row: Listed) => string): Listed[] {
  const sorted = [...rows].sort((one, other) => (`${one.validTo} ${one.request}` < `${other.validTo} ${other.request}` ? -1 : 1));
  const firsts = new Map<string, Listed>();
  for (const row of sorted) if (!firsts.has(keyOf(row))) firsts.set(keyOf(row), row);
  return [...firsts.values()].slice(0, mostShown);
}

/** One place among those of a name: under one part of it, beside the other. */
export interface NamePlace {
  under: string;
  beside: string;
}

/**
 * Where a visitor is found by their name: under the last name by the first and the preferred one, and the other way
 * round, as not everybody agrees which comes first. Middle names do not count.
 */
export function namePlaces(answers: Partial<Answers>): NamePlace[] {
  const last = familyKey(answers);
  const [first = ''] = textsComparedAs('given name', answers).map(nameKey);
  const places = [...givenKeys(answers).map((given) => ({ under: last, beside: given })), { under: first, beside: last }];
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

/** The last name as `nameKey` has it; empty for a blank. */
export function familyKey(answers: Partial<Answers>): string {
  return nameKey(textsComparedAs('family name', answers)[0] ?? '');
}

/** The addresses that were given, as they were given. */
export function emailsOf(answers: Partial<Answers>): string[] {
  return textsComparedAs('email', answers).filter((address) => address !== '');
}

/** The answers that are compared in this way, in the order of the questions; a blank is empty. */
function textsComparedAs(way: NonNullable<Question['comparedAs']>, answers: Partial<Answers>): string[] {
  const compared = Object.entries(questions).filter(([, question]: [string, Question]) => question.comparedAs === way);
  return compared.map(([field]) => String(givenTo(field, answers) ?? ''));
}

/** Letters that do not come apart into a plain one and its mark. */
const plain: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };

/**
 * What is the same in a name however it is written: without case, accents, spaces, hyphens and apostrophes.
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

/** An address however it is written: `emailKey('Ada@Example.org')` is `ada@example.org`. */
export function emailKey(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase();
}
