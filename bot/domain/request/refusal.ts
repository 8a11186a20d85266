import type { Field, Problem, Problems } from '../form/questions';
import type { EventDetail, RequestEvent } from './records';
import type { RequestId, VisitorRequest } from './visitor-request';

/** What a verb does: the request as it will be, and what is recorded of it. Nothing has happened yet. */
export interface Change {
  request: VisitorRequest;
  event: RequestEvent;
  detail: EventDetail;
}

/** Why a verb does nothing; each has one plain answer. */
export type Refusal =
  /** Neither sponsor nor decider: the answer reveals nothing. */
  | { refused: 'not-yours' }
  /** Involved in the request, so not the one to decide it. */
  | { refused: 'own-request' }
  /** An admin who is involved, so not the one to steer it. */
  | { refused: 'involved' }
  /** Only enabled members of staff sponsor. */
  | { refused: 'not-staff' }
  /** The request is no longer what the card showed: the answer is the card of the present state. */
  | { refused: 'moved-on' }
  /** A decision is taken back by nobody but who made it. */
  | { refused: 'not-who-decided' }
  /** The account works already: it can be ended, its approval not taken back. */
  | { refused: 'active-already' }
  | { refused: 'too-late'; minutes: number }
  /** Reapproval, and what goes with it, is possible in the last thirty days only; `opens` is an ISO date. */
  | { refused: 'outside-window'; opens: string }
  /** The last day has passed: nothing is revived, a new request can be made. */
  | { refused: 'over-already' }
  /** Nobody agreed before the last day had passed; `end` is that day, an ISO date. */
  | { refused: 'agreed-too-late'; end: string }
  | { refused: 'not-a-date' }
  /** Reapproval goes beyond the present last day; an earlier one is a separate act. */
  | { refused: 'not-later'; than: string }
  /** Shortening stays before the present last day. */
  | { refused: 'not-earlier'; than: string }
  /** Only one proposal waits at a time, and an extension has its day. */
  | { refused: 'extension-waits' }
  /** The reason allows no day after the present last one; `most` is the latest that it allows today, an ISO date. */
  | { refused: 'no-later-day'; most: string }
  /** The present last day is the earliest that there could be. */
  | { refused: 'no-earlier-day' }
  /** The approvers are asked for this very day already; an ISO date. */
  | { refused: 'asked-already'; until: string }
  | { refused: 'too-early'; least: string }
  | { refused: 'too-far'; most: string }
  /** Something that was asked for is no longer possible, such as a department that is gone: its sponsor has to edit it. */
  | { refused: 'needs-editing' }
  /** The address is nobody's here, or of somebody who may not sponsor. */
  | { refused: 'no-such-colleague' }
  | { refused: 'sponsor-already' }
  /** As many offers as there may be in a day: of this request, or by this person in all. */
  | { refused: 'offered-too-often'; of: 'request' | 'person'; most: number }
  /** Made, changed or sponsored the request. */
  | { refused: 'decider-involved' }
  | { refused: 'decider-already' }
  /** Only the head passes a question on to a deputy. */
  | { refused: 'not-the-head' }
  /** Nobody is left whom the head could ask. */
  | { refused: 'no-deputy' }
  /** Several deputies could be asked, and none of them was named. */
  | { refused: 'deputy-missing' }
  /** A correction changes who the visitor is, not what was approved. */
  | { refused: 'not-correctable' }
  | { refused: 'unchanged' }
  /** Compared with what was approved, the visitor would be somebody else. */
  | { refused: 'another-person' }
  /** What the form says of a field. */
  | { refused: 'not-right'; field: Field; problem: Problem }
  /** The deciders were asked or reminded already; `next` is an ISO date. */
  | { refused: 'nudged-already'; next: string }
  /** Without IT access and card nothing would be approved. */
  | { refused: 'nothing-left' }
  /** An approval may lower what was asked for, not raise it. */
  | { refused: 'more-than-asked' }
  /** What somebody in IT was asked for is wanted no longer, or done. */
  | { refused: 'task-over' }
  /** It is wanted otherwise than they were shown. */
  | { refused: 'task-changed' }
  /** At most so many characters of those that every directory takes. */
  | { refused: 'username-not-legal'; most: number }
  /** Somebody has or had it. */
  | { refused: 'username-taken' }
  | { refused: 'username-of-staff' }
  /** No ID card was asked for, or approved. */
  | { refused: 'no-card' }
  /** The card is not where it was seen: somebody of the card office was quicker. */
  | { refused: 'card-moved-on' }
  /** Issued, it can no longer be left out. */
  | { refused: 'card-issued' }
  | { refused: 'card-number-wrong'; most: number }
  | { refused: 'card-number-same' }
  /** Another request has a card with this number, or is being given one at this moment. */
  | { refused: 'card-number-taken'; by: RequestId }
  /** `of`: what they are, where it is no reason or question to the sponsor. */
  | { refused: 'words-missing'; of?: 'answer' | 'task' }
  | { refused: 'words-too-long'; most: number }
  /** *Make request* does not exist for these answers. */
  | { refused: 'incomplete'; problems: Problems };

export function isRefusal(result: Change | Refusal): result is Refusal {
  return 'refused' in result;
}
