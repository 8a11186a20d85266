import type { PersonId } from '../organisation/organisation';
import type { Deciders } from './deciders';
import { type Press, recorded } from './lifecycle';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { VisitorRequest } from './visitor-request';

/** A person's automatic reply says that they are away; `until` is an ISO date in the organisation's zone, if known. */
export interface Away {
  until?: string;
}

/**
 * The head whose absence matters: asked alone, with deputies who may answer. Undefined if nobody else could be
 * asked, or the deputies are asked already. Example: a head with two deputies → the head; a head without → undefined.
 */
export function headAskedAlone(request: VisitorRequest, { ask, may }: Deciders, { now }: Pick<Press, 'now'>): PersonId | undefined {
  if (statusAt(request, now.toPlainDate()) !== 'pending' || request.question.headAway) return undefined;
  // An approver named by an admin is not replaced, as the admin chose them deliberately.
  return ask.length < may.length && ask[0] !== request.assigned?.to ? ask[0] : undefined;
}

/**
 * ask-deputies: asks the deputies at once beside an absent head, who still may decide. What
 * the sponsor sees changes, so the revision rises. Example: head away until 3 Feb → ask head and deputies.
 */
export function askDeputies(current: VisitorRequest, deciders: Deciders, { until }: Away, press: Omit<Press, 'seen'>): Change | Refusal {
  const person = headAskedAlone(current, deciders, press);
  if (person === undefined) return { refused: 'moved-on' };
  const headAway = { person, ...(until !== undefined && { until }) };
  const next: VisitorRequest = { ...current, question: { ...current.question, headAway }, revision: current.revision + 1 };
  return recorded(next, 'ask-deputies', current.status, press, [], { after: { headAway } });
}
