import { Temporal } from 'temporal-polyfill';
import { readSheetDate } from '../dates/dates';
import { day } from '../dates/day-words';
import { type ItAccess, itAccessLevels } from '../form/answer-values';
import { clean, problemsOf, tidy } from '../form/form';
import type { FormContext } from '../form/form-context';
import { itAccessLabels, problemSentence } from '../form/form-words';
import { type Answers, emptyAnswers, type Field, questions } from '../form/questions';
import { departmentNow } from '../organisation/department-merge';
import { columnsOf, isObjectId, type MistakeIn, quotableCell, type SheetRow, valuesOf } from '../organisation/sheet';
import { type RequestId, requestIdPattern, type VisitorRequest } from '../request/visitor-request';

/** The columns of the CSV file that takes over live visitor accounts. */
export const registerColumns = [
  'username',
  'objectId',
  'reference',
  'title',
  'firstName',
  'middleNames',
  'lastName',
  'preferredName',
  'telephone',
  'personalEmail',
  'sponsor',
  'department',
  'reason',
  'employer',
  'validFrom',
  'validTo',
  'level',
  'card',
] as const;
export type RegisterColumn = (typeof registerColumns)[number];

/** Required columns, beside a username or an object id. */
const neededColumns = [
  'firstName',
  'lastName',
  'sponsor',
  'department',
  'reason',
  'validFrom',
  'validTo',
  'level',
  'card',
] as const satisfies RegisterColumn[];

export type RegisterMistake = MistakeIn<RegisterColumn>;

/** One row, before people and accounts are looked up. */
export interface RegisterRow {
  line: number;
  /** In lower case, without the domain. */
  username?: string;
  /** Object id of the directory account. */
  objectId?: string;
  reference?: RequestId;
  /** A work address, or an object id. */
  sponsor: string;
  answers: VisitorRequest['answers'];
  /** ISO dates. */
  validFrom: string;
  validTo: string;
  /** Columns whose date was read as day first. */
  dayFirst: RegisterColumn[];
}

/** As much of a row with mistakes as can be looked up all the same. */
export interface RegisterPart extends Partial<Omit<RegisterRow, 'line' | 'answers'>> {
  line: number;
  answers: Partial<RegisterRow['answers']>;
}

/** The position of each column, or the problems of the header. */
export function registerHeader(header: SheetRow): { columns: (RegisterColumn | undefined)[] } | { mistakes: RegisterMistake[] } {
  const { columns, mistakes } = columnsOf(header, registerColumns, neededColumns);
  if (!columns.includes('username') && !columns.includes('objectId'))
    mistakes.push({ line: header.line, text: 'There has to be a column username or objectId: an account is known again by it.' });
  return mistakes.length > 0 ? { mistakes } : { columns };
}

/** Reads one row and reports every mistake by its column; `part` is absent where its cells are not those of the header. */
export function readRegisterRow(
  row: SheetRow,
  columns: readonly (RegisterColumn | undefined)[],
  context: FormContext,
): { row: RegisterRow } | { mistakes: RegisterMistake[]; part?: RegisterPart } {
  const { line } = row;
  const read = valuesOf(row, columns);
  if (typeof read === 'string') return { mistakes: [{ line, text: `${read}.` }] };
  const mistakes: RegisterMistake[] = [];
  const mistake = (column: RegisterColumn, text: string) => void mistakes.push({ line, column, text });
  const value = (column: RegisterColumn) => tidy(read[column] ?? '');

  const username = usernameIn(value('username'), mistake);
  const objectId = value('objectId').toLowerCase();
  if (objectId !== '' && !isObjectId(objectId))
    mistake('objectId', 'This is not an object id, such as 586e0478-1e9c-4ee4-99c7-2ce7542ba6e1.');
  if (value('username') === '' && objectId === '') mistake('username', 'Give the username or the object id of the account.');
  const reference = value('reference').toUpperCase();
  if (reference !== '' && !requestIdPattern.test(reference))
    mistake('reference', 'This is not a reference, such as VR-7K3M9QXA. Leave it blank, and one is made.');
  const sponsor = value('sponsor').toLowerCase();
  if (sponsor === '') mistake('sponsor', 'Give the work email or the object id of the member of staff who is responsible for the visitor.');
  const department = departmentIn(value('department'), context, mistake);
  const reason = reasonIn(value('reason'), context, mistake);
  const itAccess = levelIn(value('level'), mistake);
  const idCard = cardIn(value('card'), mistake);
  if (itAccess === 'none' && idCard === false)
    mistake('level', 'There is neither IT access nor an ID card, so there is nothing to take over.');
  const { validFrom, validTo, dayFirst } = datesIn(value, context, mistake);

  const typed: Answers = {
    ...emptyAnswers,
    ...(itAccess !== undefined && { itAccess }),
    ...(idCard !== undefined && { idCard }),
    ...(department !== undefined && { department }),
    ...(reason !== undefined && { reason }),
    ...Object.fromEntries(texts.flatMap((field) => (value(field) === '' ? [] : [[field, value(field)]]))),
  };
  const answers = clean(typed, context.policy);
  const problems = problemsOf(answers, context);
  for (const field of texts) {
    const problem = problems[field];
    // Accounts from before the form asked for one have no personal email.
    if (!problem || (field === 'personalEmail' && problem.word === 'missing')) continue;
    mistake(field, problemSentence(questions[field], problem, context.policy));
  }
  const { firstName, lastName } = answers;
  if (mistakes.length > 0 || !department || !reason || !firstName || !lastName || !validFrom || !validTo) {
    const part: RegisterPart = {
      line,
      answers: { ...(itAccess && { itAccess }), ...namesIn(answers) },
      ...(username !== undefined && { username }),
      ...(isObjectId(objectId) && { objectId }),
      ...(requestIdPattern.test(reference) && { reference }),
      ...(sponsor !== '' && { sponsor }),
      ...(validFrom && { validFrom }),
    };
    return { mistakes: byColumn(mistakes), part };
  }
  return {
    row: {
      line,
      ...(username !== undefined && { username }),
      ...(objectId !== '' && { objectId }),
      ...(reference !== '' && { reference }),
      sponsor,
      answers: { ...answers, department, reason, firstName, lastName },
      validFrom,
      validTo,
      dayFirst,
    },
  };
}

/** In the order of the columns. */
export function byColumn(mistakes: readonly RegisterMistake[]): RegisterMistake[] {
  const order = ({ column }: RegisterMistake) => (column ? registerColumns.indexOf(column) : -1);
  return [...mistakes].sort((a, b) => order(a) - order(b));
}

function namesIn({ firstName, lastName, preferredName }: Answers): Partial<RegisterRow['answers']> {
  return { ...(firstName && { firstName }), ...(lastName && { lastName }), ...(preferredName && { preferredName }) };
}

/** Columns that are read as typed, by the name of their question. */
const texts = [
  'title',
  'firstName',
  'middleNames',
  'lastName',
  'preferredName',
  'telephone',
  'personalEmail',
  'employer',
] as const satisfies (Field & RegisterColumn)[];

type Tell = (column: RegisterColumn, text: string) => void;

/** In lower case, without the domain; undefined for anything that is no username. */
export function plainUsername(typed: string): string | undefined {
  const username = typed.trim().toLowerCase().replace(/@.*$/, '');
  return /^[\w.'!#^~-]{1,64}$/.test(username) ? username : undefined;
}

function usernameIn(typed: string, mistake: Tell): string | undefined {
  const username = plainUsername(typed);
  if (typed !== '' && username === undefined) mistake('username', 'This is not a username: it has no spaces and at most 64 characters.');
  return username;
}

function departmentIn(typed: string, { departments }: FormContext, mistake: Tell): string | undefined {
  const found = departments.find(({ id, name }) => [id, name].some((one) => isSame(one, typed)));
  if (!found)
    mistake('department', typed === '' ? 'Give the school or service visited.' : `There is no school or service “${quotableCell(typed)}”.`);
  return found && departmentNow(found.id, departments);
}

function reasonIn(typed: string, { policy }: FormContext, mistake: Tell): string | undefined {
  const found = policy.reasons.find(({ id, label }) => [id, label].some((one) => isSame(one, typed)));
  const known = policy.reasons.map(({ label }) => label).join(', ');
  if (!found) mistake('reason', `${typed === '' ? 'Give a reason' : `“${quotableCell(typed)}” is no reason`}; the reasons are ${known}.`);
  return found?.id;
}

function levelIn(typed: string, mistake: Tell): ItAccess | undefined {
  const found = itAccessLevels.find((level) =>
    [level, itAccessLabels[level], level.replace('-like', '')].some((one) => isSame(one, typed)),
  );
  if (!found) mistake('level', 'Give none, staff-like or student-like.');
  return found;
}

function cardIn(typed: string, mistake: Tell): boolean | undefined {
  if (isSame(typed, 'yes')) return true;
  if (isSame(typed, 'no')) return false;
  mistake('card', 'Give yes or no.');
  return undefined;
}

function datesIn(value: (column: RegisterColumn) => string, { today }: FormContext, mistake: Tell) {
  const dayFirst: RegisterColumn[] = [];
  const dateIn = (column: 'validFrom' | 'validTo'): Temporal.PlainDate | undefined => {
    const typed = value(column);
    const read = readSheetDate(typed);
    if (typed === '') mistake(column, 'Give the date, such as 2027-07-31.');
    else if (read === undefined) mistake(column, `“${quotableCell(typed)}” is not a date such as 2027-07-31 or 31/07/2027.`);
    else if (read === 'ambiguous') mistake(column, `“${quotableCell(typed)}” can be two days. Write the year first, such as 2027-07-31.`);
    else {
      if (read.isDayFirst) dayFirst.push(column);
      return read.date;
    }
    return undefined;
  };
  const [from, to] = [dateIn('validFrom'), dateIn('validTo')];
  if (to && Temporal.PlainDate.compare(to, today) < 0)
    mistake('validTo', `${day(to.toString())} has passed: a live account ends today or later.`);
  else if (from && to && Temporal.PlainDate.compare(to, from) < 0)
    mistake('validTo', `${day(to.toString())} is before validFrom, ${day(from.toString())}.`);
  return { validFrom: from?.toString(), validTo: to?.toString(), dayFirst };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
