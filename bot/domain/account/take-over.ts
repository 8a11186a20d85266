import type { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../form/form-context';
import { type Field, questions } from '../form/questions';
import type { Person, PersonId } from '../organisation/organisation';
import { hasStaffRole } from '../organisation/roles';
import { quotableCell } from '../organisation/sheet';
import { clockActor } from '../request/clock';
import type { DirectoryAccount, KeptAccount } from '../request/directory-record';
import { instant, recorded } from '../request/lifecycle';
import type { Change } from '../request/refusal';
import { statusAt } from '../request/request-dates';
import { type RequestId, requestIdPattern, type VisitorRequest } from '../request/visitor-request';
import { accountWanted, keptOf } from './directory-account';
import type { RegisterColumn, RegisterMistake, RegisterPart, RegisterRow } from './register-sheet';

/** An account in the directory. */
export interface PresentAccount {
  /** Object id. */
  id: string;
  /** The user principal name. */
  userName: string;
  /** Display name, given name and surname, as far as it has them. */
  names: string[];
  isEnabled: boolean;
  /** Mastered in another directory, such as on-premises AD; Graph cannot change it. */
  isSynced: boolean;
  /** `employeeType`, in the directory's own case. */
  type?: string;
  /** `employeeId`: a reference of ours, or another system's number. */
  mark?: string;
}

/** The people and the account that a row names, looked up. */
export interface Found {
  sponsor: PersonId;
  /** The user principal name. */
  userName: string;
  /** As found in the directory; absent if none is configured. */
  account?: PresentAccount;
}

/**
 * take-over: imports a live account as a request that needs no approval. Its account works already, or waits
 * for its first day, so nobody is notified. Without IT access only the username is reserved.
 */
export function takenOver(id: RequestId, row: RegisterRow, { sponsor, userName, account }: Found, now: Temporal.ZonedDateTime): Change {
  const at = instant(now);
  const { answers, validFrom, validTo } = row;
  const status = statusAt({ status: 'approved', validFrom, validTo }, now.toPlainDate());
  const objectId = account?.id ?? row.objectId;
  const works = account?.isEnabled ?? status === 'active';
  const known: DirectoryAccount = {
    userName,
    ...(objectId !== undefined && { objectId }),
    state: works ? 'enabled' : 'made',
    stateAt: at,
    ...(works && { begun: { at } }),
  };
  const request: VisitorRequest = {
    id,
    status,
    revision: 1,
    events: 0,
    sponsor,
    involved: [sponsor],
    answers,
    validFrom,
    validTo,
    isTakenOver: true,
    madeAt: at,
    changedAt: at,
    question: { askedAt: at, revision: 1 },
  };
  // The imported state counts as confirmed, so that only later changes reach the directory.
  const kept: KeptAccount = { ...keptOf(accountWanted(request, known, '', now), true), isEnabled: works };
  const next = answers.itAccess === 'none' ? request : { ...request, account: { directory: { ...known, kept } } };
  return recorded(next, 'take-over', 'draft', { actor: clockActor, now }, [], {});
}

/** The columns in which a request differs from its row: either side may have changed since. */
export function differencesOf(request: VisitorRequest, row: RegisterRow, { sponsor, userName }: Found): string[] {
  const answered = (Object.keys(questions) as Field[]).filter(
    (field) => field !== 'photo' && request.answers[field] !== row.answers[field],
  );
  const { directory } = request.account ?? {};
  return [
    ...(request.sponsor === sponsor ? [] : ['sponsor']),
    ...answered.filter((field) => field !== 'validFrom' && field !== 'validTo').map((field) => columnOf[field] ?? field),
    ...(request.validFrom === row.validFrom ? [] : ['validFrom']),
    ...(request.validTo === row.validTo ? [] : ['validTo']),
    ...(directory && directory.userName.toLowerCase() !== userName.toLowerCase() ? ['username'] : []),
  ];
}

const columnOf: Partial<Record<Field, string>> = { itAccess: 'level', idCard: 'card' };

/** Checks that the account exists, is in the state that its dates require, and carries no other marker. */
export function accountMistakes(
  { line, username, objectId, validFrom, answers }: RegisterPart,
  account: PresentAccount | undefined,
  person: Person | undefined,
  { today }: FormContext,
  visitorTypes: readonly string[],
): RegisterMistake[] {
  const mistake = (column: RegisterColumn, text: string): RegisterMistake[] => [{ line, column, text }];
  const column = objectId === undefined ? 'username' : 'objectId';
  // A visitor without IT access may have a username without an account.
  if (answers.itAccess === 'none' && objectId === undefined) return [];
  if (!account) return mistake(column, 'There is no such account in the directory.');
  const name = account.userName.toLowerCase().replace(/@.*$/, '');
  if (username !== undefined && name !== username)
    return mistake('username', `In the directory this account is called ${quotableCell(name)}.`);
  const isVisitor = account.type === undefined || visitorTypes.some((type) => type.toLowerCase() === account.type?.toLowerCase());
  // At its end the account is disabled: a slip in a username must not do that to a member of staff.
  if (!isVisitor)
    return mistake(column, `The account is of the type “${quotableCell(account.type ?? '')}” in the directory, and so no visitor’s.`);
  // Many directories give nobody a type.
  if (person && hasStaffRole(person)) return mistake(column, 'The account is that of a member of staff, and so no visitor’s.');
  if (!isNamedLike(answers, account))
    return mistake(
      column,
      `In the directory this account belongs to “${quotableCell(account.names[0] ?? '')}”. If it is this visitor’s, write the names as they are there.`,
    );
  if (account.mark !== undefined && !requestIdPattern.test(account.mark))
    return mistake(column, 'The account has somebody else’s number as employeeId. If it is this visitor’s, empty it first.');
  if (!account.isEnabled && validFrom !== undefined && validFrom <= today.toString())
    return mistake(column, 'The account is disabled in the directory: enable it, or leave out the row.');
  return [];
}

/**
 * Whether an account may be the visitor's by its names: part of the surname, and part of the first or preferred name, stand there, whatever
 * the accents. One without any name says nothing against it.
 */
export function isNamedLike(
  { firstName, lastName, preferredName }: { firstName?: string; lastName?: string; preferredName?: string },
  { names }: Pick<PresentAccount, 'names'>,
): boolean {
  const shown = new Set(names.flatMap(nameParts));
  const isShown = (...some: (string | undefined)[]) => some.flatMap((one) => nameParts(one ?? '')).some((part) => shown.has(part));
  if (shown.size === 0) return true;
  return (lastName === undefined || isShown(lastName)) && (firstName === undefined || isShown(firstName, preferredName));
}

/** "Zoë O’Neill-Ito": zoe, oneill, ito. */
function nameParts(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const letters = plain.replace(/[øłđß]/g, (letter) => otherLetters[letter] ?? letter).replace(/['’.]/g, '');
  return letters.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
}

/** Of which no accent can be taken. */
const otherLetters: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss' };
