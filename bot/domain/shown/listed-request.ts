import type { KeyAnswers } from '../form/answer-values';
import type { PersonId } from '../organisation/organisation';
import type { DirectoryAccount } from '../request/directory-record';
import { begunProposal } from '../request/proposal';
import { findableNames } from '../request/search';
import type { IssuedCard, Proposal, RequestId, VisitorRequest } from '../request/visitor-request';
import { isRunning, type Status } from '../statuses/table';
import { type AccountState, accountStateOf } from '../words/directory-words';

/** What a row of *My visitors*, *Waiting for me* or *Find* is shown from. */
export interface ListedRequest {
  request: RequestId;
  revision: number;
  status: Status;
  visitor: string;
  /** The name that the visitor goes by, if another. */
  preferredName?: string;
  /** Its id. */
  department: string;
  sponsor: PersonId;
  validFrom: string;
  validTo: string;
  /** ISO instant of the last change of state. */
  since: string;
  /** The sign-in name of its directory account, and how that stands. */
  userName?: string;
  account?: AccountState;
  /** How the account is, whatever has to be done about it; rows that were stored before have none. */
  accountIs?: NonNullable<DirectoryAccount['state']> | 'making';
  /** ISO instant at which people in IT were asked for what is open of its account. */
  taskSince?: string;
  /** ISO instant since which it has been waiting for a decision; while it does. */
  askedAt?: string;
  /** What it is found by; the visitor’s name alone unless given. */
  foundBy?: string[];
  /** What is asked for; rows that were stored before have none. */
  wants?: Wants;
  /** The ID card that was issued last. */
  issued?: Pick<IssuedCard, 'number' | 'until' | 'collected'>;
  /** A card that its sponsor has requested lacks its photo. */
  wantsPhoto?: true;
  /** What is asked of the approvers, and since which ISO instant; while the account runs. */
  proposal?: ListedProposal;
}

export type ListedProposal = Pick<Proposal, 'change' | 'at'>;

/** The id of the reason, the level of access, and whether there is to be an ID card. */
type Wants = Required<Pick<KeyAnswers, 'reason' | 'itAccess' | 'idCard'>>;

export function listedRequest({
  id,
  revision,
  status,
  answers,
  sponsor,
  validFrom,
  validTo,
  changedAt,
  account,
  issued,
  question,
}: VisitorRequest): ListedRequest {
  const visitor = nameInLists(answers);
  const { directory } = account ?? {};
  const begun = begunProposal({ status, ...(account && { account }) });
  const open = begun?.awaitsPhoto ? undefined : begun;
  return {
    request: id,
    revision,
    status,
    visitor,
    ...(answers.preferredName !== undefined && { preferredName: answers.preferredName }),
    department: answers.department,
    sponsor,
    validFrom,
    validTo,
    since: changedAt,
    ...(directory && {
      userName: directory.userName,
      account: accountStateOf(directory),
      accountIs: directory.state ?? 'making',
    }),
    ...(directory?.task && !directory.task.isRefused && { taskSince: directory.task.since }),
    ...(status === 'pending' && { askedAt: question.askedAt }),
    foundBy: findableNames(answers),
    ...(begun?.awaitsPhoto && { wantsPhoto: true as const }),
    ...(open && { proposal: { change: open.change, at: open.at } }),
    wants: { reason: answers.reason, itAccess: answers.itAccess, idCard: answers.idCard },
    ...(issued && { issued: { number: issued.number, until: issued.until, ...(issued.collected && { collected: issued.collected }) } }),
  };
}

/** Whether a row waits for an approver: to be decided, or with something to agree to. `status`: as of today. */
export function waitsForApprover({ proposal }: Pick<ListedRequest, 'proposal'>, status: Status): boolean {
  return status === 'pending' || (proposal !== undefined && isRunning(status));
}

/** The name in rows, and in what became of one: "Ada Example". */
export function nameInLists({ firstName, lastName }: VisitorRequest['answers']): string {
  return `${firstName} ${lastName}`;
}
