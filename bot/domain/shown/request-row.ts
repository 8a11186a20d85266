import { shortDay } from '../dates/day-words';
import { type FormContext, reasonOf } from '../form/form-context';
import type { PersonId } from '../organisation/organisation';
import { statusAt } from '../request/request-dates';
import type { RequestId } from '../request/visitor-request';
import type { Tone } from '../statuses/status';
import { isRunning, type Status } from '../statuses/table';
import { askedByName, statusAskedBy, takeOverFrom, waitingFor } from '../words/card-words';
import { accountStates } from '../words/directory-words';
import { proposalAskedBy, proposalWith } from '../words/proposal-words';
import { inOneLine, shortPeriod, sinceLine, wantsLine } from '../words/row-words';
import { withPreferred } from '../words/words';
import type { ListedProposal, ListedRequest } from './listed-request';
import { rowStanding, shownStatus } from './shown-status';

/** A row of *My visitors*, *Waiting for me* or *Find* as people read it, plain text; its status as of today, whatever the sweep has got to. */
export interface RowShown {
  request: RequestId;
  revision: number;
  status: Status;
  statusLabel: string;
  tone: Tone;
  visitor: string;
  /** Its id, and its name; the id twice for a department that is no longer kept. */
  department: { id: string; name: string };
  sponsor: { id: PersonId; name: string };
  validFrom: string;
  validTo: string;
  /** ISO instant of the last change of state. */
  since: string;
  /** With how its account stands, in words. */
  userName?: string;
  /** Reason, level of access and ID card, in one line. */
  wants?: string;
  account?: string;
  /** What its sponsor has asked of the approvers. */
  proposal?: ListedProposal;
}

/** @param sponsor the sponsor's name. */
export function shownRow(
  {
    request,
    revision,
    visitor,
    preferredName,
    department: id,
    sponsor: sponsorId,
    validFrom,
    validTo,
    since,
    status: stored,
    userName,
    wants,
    account,
    accountIs,
    proposal,
  }: ListedRequest,
  sponsor: string,
  { departments, policy, today, keepsAccounts = false }: FormContext,
): RowShown {
  const status = statusAt({ status: stored, validFrom, validTo }, today);
  const name = departments.find((department) => department.id === id)?.name ?? id;
  return {
    request,
    revision,
    status,
    ...shownStatus(status, rowStanding({ wants, account, accountIs }, keepsAccounts)),
    visitor: withPreferred(visitor, preferredName),
    department: { id, name },
    sponsor: { id: sponsorId, name: sponsor },
    validFrom,
    validTo,
    since,
    ...(userName !== undefined && { userName }),
    ...(wants && { wants: wantsLine(reasonOf(wants, policy)?.label ?? wants.reason, wants.itAccess, wants.idCard) }),
    ...(account && { account: accountStates[account] }),
    ...(proposal && isRunning(status) && { proposal }),
  };
}

export type RowList = 'mine' | 'waiting' | 'found';

/** The lines of a row where they are read one below the other; columns have the same from the row itself. */
export interface RowLines {
  visitor: string;
  state: string;
  /** In reading order, under the name; what matters less is the note. */
  lines: string[];
  note: string;
}

/**
 * A sponsor knows who sponsors, an approver that it waits; among what was found, both may differ.
 *
 * @param waitsFor the names of those who are asked.
 * @param isOffered the reader is asked to become its sponsor.
 */
export function rowLines(list: RowList, row: RowShown, waitsFor: readonly string[], zone: string, isOffered = false): RowLines {
  const { visitor, statusLabel, sponsor, department, validFrom, validTo, since, wants, proposal } = row;
  const proposed = proposal ? [proposalWith(proposal.change, waitsFor, shortDay)] : [];
  const states: Record<RowList, () => string> = {
    mine: () => (waitsFor.length > 0 && !proposal ? waitingFor(waitsFor) : statusLabel),
    waiting: () =>
      isOffered
        ? takeOverFrom(sponsor.name)
        : proposal
          ? proposalAskedBy(proposal.change, sponsor.name, shortDay)
          : askedByName(sponsor.name),
    found: () => statusAskedBy(statusLabel, sponsor.name),
  };
  const state = states[list]();
  const place = inOneLine(department.name, shortPeriod(validFrom, validTo));
  if (list === 'waiting' && proposal && !isOffered)
    return { visitor, state, lines: [sinceLine(state, proposal.at, zone), ...(wants ? [wants] : [])], note: place };
  // Why, with what and since when decides what an approver opens first; when and for whom comes after that.
  if (list === 'waiting' && wants && !isOffered)
    return { visitor, state, lines: [sinceLine(wants, since, zone)], note: inOneLine(place, sponsor.name) };
  return { visitor, state, lines: [sinceLine(state, since, zone), ...(isOffered ? [] : proposed)], note: place };
}
