import type { DirectoryAccount } from '../request/directory-record';
import type { VisitorRequest } from '../request/visitor-request';
import type { Tone } from '../statuses/status';
import { isOver, isRunning, type Status, statusRow } from '../statuses/table';
import { nextFor } from '../words/card-words';
import { stuckSentence } from '../words/directory-words';
import type { ListedRequest } from './listed-request';

/** How an account stands, against what the dates say. `none`: none is wanted, or it is not known. `stuck`: it does not work, and waits for a person. */
export type AccountStanding = 'none' | 'making' | 'stuck' | NonNullable<DirectoryAccount['state']>;

/** A status as people read it everywhere, on cards, in mails and in lists. Where the account is not as it says, it says so. */
export function shownStatus(status: Status, standing: AccountStanding): { statusLabel: string; tone: Tone } {
  const { label, tone } = statusRow(status);
  if (status === 'active' && standing === 'making') return { statusLabel: `${label} – account being made`, tone: 'warning' };
  if (isRunning(status) && standing === 'stuck') return { statusLabel: `${label} – account needs attention`, tone: 'warning' };
  if (status === 'active' && standing === 'made') return { statusLabel: `${label} – account not enabled yet`, tone: 'warning' };
  if (status === 'active' && standing === 'disabled') return { statusLabel: `${label} – account disabled`, tone: 'warning' };
  if (isOver(status) && standing === 'enabled') return { statusLabel: `${label} – account not disabled yet`, tone: 'warning' };
  return { statusLabel: label, tone };
}

/** What comes next: no start is promised of an account that waits for a person. */
export function shownNext(isSponsor: boolean, status: Status, request: VisitorRequest, today: string): string {
  const { directory } = request.account ?? {};
  const isStuck = directory && isRunning(status) && accountStanding(request.answers.itAccess, directory, true) === 'stuck';
  return isStuck ? stuckSentence(directory) : nextFor(isSponsor, status, request, today);
}

/** `isKept`: accounts are made here, so one that nobody has noted yet is being made. */
export function accountStanding(
  itAccess: string,
  directory: Pick<DirectoryAccount, 'state' | 'needsHand'> | undefined,
  isKept: boolean,
): AccountStanding {
  if (directory?.needsHand !== undefined && directory.state !== 'enabled') return 'stuck';
  if (directory) return directory.state ?? 'making';
  return isKept && itAccess !== 'none' ? 'making' : 'none';
}

/** The same of a row of a list. Of one that was stored before, only what it says in so many words is known. */
export function rowStanding(
  { wants, account, accountIs }: { [Part in 'wants' | 'account' | 'accountIs']: ListedRequest[Part] | undefined },
  isKept: boolean,
): AccountStanding {
  if (wants === undefined || (account === 'needs-hand' && accountIs === undefined)) return 'none';
  const state = accountIs ?? (account === 'made' || account === 'enabled' || account === 'disabled' ? account : 'making');
  const needsHand = account === 'needs-hand' && { needsHand: '' };
  return accountStanding(wants.itAccess, account && { ...(state !== 'making' && { state }), ...needsHand }, isKept);
}
