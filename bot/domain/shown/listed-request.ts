import type { KeyAnswers } from '../form/answer-values';
import type { PersonId } from '../organisation/organisation';
import type { RequestId, VisitorRequest } from '../request/visitor-request';
import type { Status } from '../statuses/table';

/** What a row of *My visitors*, *Waiting for me* or *Find* is shown from. */
export interface ListedRequest {
  request: RequestId;
  revision: number;
  status: Status;
  visitor: string;
  /** Its id. */
  department: string;
  sponsor: PersonId;
  validFrom: string;
  validTo: string;
  /** ISO instant of the last change of state. */
  since: string;
  /** The sign-in name of its directory account. */
  userName?: string;
  /** What is asked for; rows that were stored before have none. */
  wants?: Wants;
}

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
}: VisitorRequest): ListedRequest {
  const visitor = `${answers.firstName} ${answers.lastName}`;
  const userName = account?.directory?.userName;
  return {
    request: id,
    revision,
    status,
    visitor,
    department: answers.department,
    sponsor,
    validFrom,
    validTo,
    since: changedAt,
    ...(userName !== undefined && { userName }),
    wants: { reason: answers.reason, itAccess: answers.itAccess, idCard: answers.idCard },
  };
}
