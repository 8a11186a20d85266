import { day } from '../dates/day-words';
import type { OwnDuplicate } from '../request/duplicates';
import { windowOpens } from '../request/request-dates';
import { statusRow } from '../statuses/table';
import { period } from './card-words';

/** What is said of a visitor who may have an account already, while a request is filled in. */
export const duplicateSentences = {
  title: 'This visitor may already have an account',
  goOn: 'If this is someone else, or another account is needed, continue.',
} as const;

/** About one’s own. Contains names: for literal text only. */
export function ownDuplicate(found: OwnDuplicate): string {
  const { request, visitor, status, validFrom, validTo } = found;
  return `${visitor}: your request ${request}, ${period(validFrom, validTo)}. ${statusRow(status).label}. ${insteadSentence(found)}`;
}

function insteadSentence({ status, validTo, isInWindow }: OwnDuplicate): string {
  if (status === 'pending') return 'You do not need to request it again.';
  if (status === 'returned') return 'Open it to answer the question and resubmit it.';
  return isInWindow
    ? 'Instead of requesting another account, open this one and reapprove it.'
    : `Instead of requesting another account, you can reapprove this one from ${day(windowOpens(validTo))}.`;
}

/** About somebody else’s, of which nothing else may be told. Contains names: for literal text only. */
export function othersDuplicate(department: string, sponsor: string): string {
  return `An account in this name exists or has been requested in ${department}. Its sponsor is ${sponsor}.`;
}
