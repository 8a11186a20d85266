import type { VisitorRequest } from '../request/visitor-request';
import { rowLabels } from './card-words';
import { moment } from './words';

/** "Requested on Tue 3 Feb 2027 at 14:05."; "Resubmitted on …" once it was asked anew. */
export function requestedOn(request: TimesAsked, zone: string): string {
  return `${askedWord(request)} on ${moment(request.question.askedAt, zone)}.`;
}

type TimesAsked = Pick<VisitorRequest, 'madeAt' | 'question'>;

/** The word of the history for when it was last asked. */
export function askedWord(request: TimesAsked): string {
  return isResubmitted(request) ? rowLabels.resubmitted : rowLabels.asked;
}

/** Asked anew since it was made; a question that is sent once more was asked when it was. */
export function isResubmitted({ madeAt, question }: TimesAsked): boolean {
  return question.askedAt !== madeAt;
}
