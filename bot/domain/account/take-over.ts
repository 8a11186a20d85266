import type { Temporal } from 'temporal-polyfill';
import { type Field, questions } from '../form/questions';
import type { PersonId } from '../organisation/organisation';
import { clockActor } from '../request/clock';
import { type Change, instant, recorded } from '../request/lifecycle';
import { statusAt } from '../request/request-dates';
import type { DirectoryAccount, KeptAccount, RequestId, VisitorRequest } from '../request/visitor-request';
import { accountWanted, keptOf } from './directory-account';
import type { RegisterRow } from './register-sheet';

/** An account that a directory has. */
export interface PresentAccount {
  /** The directory's id. */
  id: string;
  /** The whole sign-in name. */
  userName: string;
  isEnabled: boolean;
  /** Kept by another directory, which alone can change it. */
  isSynced: boolean;
  /** What the directory calls such a person, in its own case. */
  type?: string;
  /** Whose it is marked to be: a reference of ours, or somebody else's number. */
  mark?: string;
}

/** Whom and what a row of the register names, looked up. */
export interface Found {
  sponsor: PersonId;
  /** The whole sign-in name. */
  userName: string;
  /** As the directory has it; absent where no directory is asked. */
  account?: PresentAccount;
}

/**
 * take-over: a live account of the register of before becomes a request that nobody has to approve. Its account works already, or waits
 * for its first day, so nobody is told of it. Where there is no IT access, only the username stays taken.
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
  // As the register has it: whoever keeps the account is asked only for what changes from here on.
  const kept: KeptAccount = { ...keptOf(accountWanted(request, known, '', now), true), isEnabled: works };
  const next = answers.itAccess === 'none' ? request : { ...request, account: { directory: { ...known, kept } } };
  return recorded(next, 'take-over', 'draft', { actor: clockActor, now }, [], {});
}

/** In what a request is not as a row of the register has it, by column: it was changed here since, or there. */
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
