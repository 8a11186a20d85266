import { departmentCalled } from '../organisation/department-called';
import type { Department, Reason } from '../organisation/organisation';
import type { DateOfStay, FormContext } from './form-context';
import { isAboutDates, lastDayAfter, lengthIn, periodIn, type VisitLength, yearAlone } from './one-line-dates';
import type { Answers } from './questions';
import { isEmailAddress } from './text-rules';

/** The answers that a line gives for certain. */
export type Understood = Partial<Answers>;

const linePattern = /^\s*(?:please |hi |hello )?new visitor\b\s*[:,–-]?\s*(?=[\p{L}\p{N}])(.{1,500}?)[\s.!]*$/iu;

/** The text after *new visitor* in a message; undefined if there is none. */
export function lineAfterNewVisitor(text: string): string | undefined {
  return linePattern.exec(text.replace(/\s+/gu, ' '))?.[1];
}

/** What of a line was understood for certain, and its other parts, as they stand in it. */
export interface ReadLine {
  understood: Understood;
  rest: string[];
}

/** The dates of the visit that a line may have said, and that were not understood: the form does not presume them. */
export function datesNotUnderstood({ understood, rest }: ReadLine): DateOfStay[] {
  return rest.some(isAboutDates) ? (['validFrom', 'validTo'] as const).filter((field) => understood[field] === undefined) : [];
}

/**
 * Parses a sponsor's line: "Zoë Ito, contractor at Acme Robotics, 8 Feb to 30 Jul, staff-like, no card". Parts are
 * separated by commas or semicolons. An ambiguous part, or one that contradicts another,
 * is left for the form to ask. Names and the employer are copied from the line as they are.
 */
export function readLine(line: string, context: FormContext): ReadLine {
  const parts = line
    .split(/[,;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const read = parts.map((part, place) => readPart(part, place === 0, context));
  const found = read.map(({ said }) => said);
  const isYearApart = parts.some(yearAlone);
  const plain: Understood = {};
  for (const field of new Set(found.flatMap((one) => Object.keys(one) as (keyof Understood)[]))) {
    const values = new Set(found.flatMap((one) => (one[field] === undefined ? [] : [one[field]])));
    // "8 Feb to 30 Jul, 2028": the year belongs to the date before it, or to neither.
    const isDoubtful = values.size > 1 || (isYearApart && (field === 'validFrom' || field === 'validTo'));
    if (!isDoubtful) Object.assign(plain, { [field]: [...values][0] });
  }
  const lengths = read.flatMap(({ lasts }) => lasts ?? []);
  const understood = lengths.length === 0 ? plain : withEndOf(lengths, plain, found);
  const isLengthSure = understood.validTo !== undefined;
  const leftOf = (part: string, place: number) => {
    const { left, said, lasts: length } = read[place] ?? { said: {} };
    const fields = Object.keys(said);
    const isTaken = length ? isLengthSure : fields.length > 0 && fields.every((field) => Object.hasOwn(understood, field));
    return isTaken ? (left ?? []) : part;
  };
  return { understood, rest: parts.flatMap(leftOf).filter((part) => !isCourtesy(part)) };
}

/** A length gives the end of a visit whose start is known. Beside a last day or another length, one of the two may be wrong. */
function withEndOf([lasts, ...others]: VisitLength[], { validTo: _said, ...plain }: Understood, found: readonly Understood[]): Understood {
  const isOnlyEnd = others.length === 0 && found.every(({ validTo }) => validTo === undefined);
  return lasts && isOnlyEnd && plain.validFrom !== undefined ? { ...plain, validTo: lastDayAfter(plain.validFrom, lasts) } : plain;
}

const courtesies = new Set(
  'account accounts request requests form please thanks thank you i we need want would like a an for the my our'.split(' '),
);

/** "account please" says nothing that could be filled in. */
function isCourtesy(part: string): boolean {
  return part
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .every((word) => word === '' || courtesies.has(word));
}

/** What one part says; `left`: the text at its end that was not understood. */
interface ReadPart {
  said: Understood;
  left?: string;
  lasts?: VisitLength;
}
type Reader = (part: string, context: FormContext) => Understood | ReadPart | undefined;

const readers: Reader[] = [
  lengthAlone,
  (part, { today, policy }) => periodIn(part, today, policy.maxDaysBack),
  accessIn,
  reasonInLine,
  departmentInLine,
  labelledIn,
];

function readPart(part: string, isFirst: boolean, context: FormContext): ReadPart {
  if (/[?]|\b(?:or|not|maybe|perhaps|probably|about|around|tbc|unsure)\b/iu.test(part)) return { said: {} };
  const [read] = readers.flatMap((reader) => reader(part, context) ?? []);
  const found = read ?? (isFirst ? (nameInLine(part) ?? nameFromEmployer(part)) : undefined) ?? {};
  return 'said' in found ? found : { said: found };
}

function lengthAlone(part: string): ReadPart | undefined {
  const lasts = lengthIn(part);
  return lasts && { said: {}, lasts };
}

const accessWords: [RegExp, Understood][] = [
  [/^staff[- ]?like(?: (?:it )?(?:access|account))?$/iu, { itAccess: 'staff-like' }],
  [/^student[- ]?like(?: (?:it )?(?:access|account))?$/iu, { itAccess: 'student-like' }],
  [/^staff (?:it )?(?:access|account)$/iu, { itAccess: 'staff-like' }],
  [/^student (?:it )?(?:access|account)$/iu, { itAccess: 'student-like' }],
  [/^(?:no|without) it(?: access| account)?$/iu, { itAccess: 'none' }],
  [/^(?:no|without(?: an?)?)(?: id)?[- ]?card$/iu, { idCard: false }],
  [/^(?:(?:with|needs|and|plus) )?(?:an? )?id[- ]?card$/iu, { idCard: true }],
  [/^(?:with|needs) (?:a )?card$/iu, { idCard: true }],
];

/** "staff-like and no card" has two parts; both must be understood. */
function accessIn(part: string): Understood | undefined {
  const said = part.split(/ (?:and|with(?= an? )) /iu).map((one) => accessWords.find(([words]) => words.test(one.trim()))?.[1]);
  return said.every((one) => one !== undefined) ? Object.assign({}, ...said) : undefined;
}

/** "contractor", "visiting researcher in Physics", "a consultant from Acme Ltd": the reason is one of the names in a label. */
function reasonInLine(part: string, context: FormContext): ReadPart | undefined {
  const [, name = '', rest] = /^(?:as )?(?:an? )?(.+?)(?: (?:at|from|of|with|for|in|employed by) (.+))?$/iu.exec(part) ?? [];
  const reason = reasonNamed(
    name,
    context.policy.reasons.filter(({ isRetired }) => !isRetired),
  );
  if (!reason) return undefined;
  if (rest === undefined) return { said: { reason: reason.id } };
  const visited = departmentNamed(rest, context.departments);
  if (visited) return { said: { reason: reason.id, department: visited.id } };
  return reason.needsEmployer && isName(rest)
    ? { said: { reason: reason.id, employer: rest } }
    : { said: { reason: reason.id }, left: part.slice(part.indexOf(name) + name.length).trim() };
}

function reasonNamed(text: string, reasons: readonly Reason[]): Reason | undefined {
  const wanted = text.toLowerCase();
  const fitting = reasons.filter(({ label }) => [label, ...label.split('/')].some((one) => one.toLowerCase() === wanted));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function departmentInLine(part: string, { departments }: FormContext): Understood | undefined {
  const visited = departmentNamed(part.replace(/^(?:in|at|for|to|visiting) /iu, ''), departments);
  return visited && { department: visited.id };
}

/** Finds a department by its name, or by the part after "School of" if only one has it. */
function departmentNamed(text: string, departments: readonly Department[]): Department | undefined {
  const name = text.replace(/^the /iu, '');
  const short = departments.filter((one) => one.name.replace(/^School of /u, '').toLowerCase() === name.toLowerCase());
  return departmentCalled(name, departments) ?? (short.length === 1 ? short[0] : undefined);
}

/** Parts that need no context. */
function labelledIn(part: string, { policy }: FormContext): Understood | undefined {
  const [, employer] = /^(?:employer|employed by|company)[: ]+(.+)$/iu.exec(part) ?? [];
  if (employer !== undefined && isName(employer)) return { employer };
  const [, middleNames] = /^middle names?[: ]+(.+)$/iu.exec(part) ?? [];
  if (middleNames !== undefined && isName(middleNames)) return { middleNames };
  const [, preferredName] = /^(?:known as|preferred name)[: ]+(.+)$/iu.exec(part) ?? [];
  if (preferredName !== undefined && isName(preferredName)) return { preferredName };
  const [, telephone] = /^(?:tel|telephone|phone|mobile)[.: ]+(\+?[\d() -]{6,28})$/iu.exec(part) ?? [];
  if (telephone !== undefined) return { telephone };
  const personalEmail = part.replace(/^(?:personal )?e-?mail[: ]+/iu, '');
  const domain = personalEmail.slice(personalEmail.indexOf('@') + 1).toLowerCase();
  return isEmailAddress(personalEmail) && domain.includes('.') && !policy.universityDomains.includes(domain)
    ? { personalEmail }
    : undefined;
}

const titlePattern = /^(?:(Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx)\.? )?(\S+) (\S+)$/u;
/** Words that people write after *new visitor* and that are no name. */
const noNames = new Set(
  'account accounts request requests please form card thanks thank you today tomorrow needed required for my our the a an and with from to in at of visitor visitors guest next week month new id it access staff student want need we i as soon possible'.split(
    ' ',
  ),
);

/**
 * A first and a last name, as they are typed: small letters are left for the sponsor to check. One word could be either,
 * and the middle one of three could belong to either.
 */
function nameInLine(part: string): Understood | undefined {
  const [, title, firstName = '', lastName = ''] = titlePattern.exec(part) ?? [];
  const isWord = (word: string) => /^[\p{L}\p{M}'’-]+$/u.test(word) && !noNames.has(word.toLowerCase());
  // A word with a capital beside one without may be a sentence.
  const isOne = [firstName, lastName].every(isWord) && isName(firstName) === isName(lastName);
  return isOne ? { ...(title !== undefined && { title }), firstName, lastName } : undefined;
}

/** "Anna Li from Acme". */
function nameFromEmployer(part: string): Understood | undefined {
  const [, person = '', employer = ''] = /^(.+?) (?:from|of) (.+)$/iu.exec(part) ?? [];
  const name = nameInLine(person);
  return name && isName(employer) ? { ...name, employer } : undefined;
}

/** Starts with a capital, or is in a script without capitals. */
function isName(text: string): boolean {
  return /^(?:\p{Lu}|\p{Lo}|\d)/u.test(text) && !/[@<>]/u.test(text);
}
