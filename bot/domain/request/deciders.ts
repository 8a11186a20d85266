import type { Department, PersonId } from '../organisation/organisation';
import type { PassedOn, Question, VisitorRequest } from './visitor-request';

/** Who is asked first, and who may answer. Both leave out everybody involved in the request. */
export interface Deciders {
  /**
   * Who gets the question now: whom an admin has named; else the head; beside one who is away, and for one who may not, the deputies;
   * where none may, the admins. Beside them whom the head has asked in addition.
   */
  ask: PersonId[];
  /** Who may answer it: whoever was named, head and deputies; the admins where none of these may. */
  may: PersonId[];
  /** In which role they decide. */
  as: 'department' | 'admins';
}

/**
 * The head of the department visited or one of its deputies, never somebody who made, changed or sponsored the
 * request. Example: the head's own request asks the deputies, a lone head's asks the admins.
 *
 * @param isAble false for somebody whose account is disabled or gone: counts as not there.
 */
export function decidersOf(
  request: Pick<VisitorRequest, 'involved' | 'sponsor'> &
    Partial<Pick<VisitorRequest, 'status'>> & {
      question?: Pick<Question, 'headAway'> & { passedOn?: readonly Pick<PassedOn, 'to'>[] };
      assigned?: Pick<NonNullable<VisitorRequest['assigned']>, 'to'>;
    },
  department: Department | undefined,
  admins: readonly PersonId[],
  isAble: (person: PersonId) => boolean = () => true,
): Deciders {
  const isFree = (person: PersonId) => person !== request.sponsor && !request.involved.includes(person) && isAble(person);
  const assigned = [request.assigned?.to].filter((person) => person !== undefined).filter(isFree);
  const head = [department?.head].filter((person) => person !== undefined).filter(isFree);
  const deputies = (department?.deputies ?? []).filter((person) => !head.includes(person)).filter(isFree);
  // Who may is the department's: being asked in the head's place takes nobody's right away.
  const isOpen = (request.status ?? 'pending') === 'pending';
  const passedOn = isOpen ? (request.question?.passedOn ?? []).map(({ to }) => to).filter((person) => deputies.includes(person)) : [];
  const withDeputies = (first: readonly PersonId[]) => [...new Set([...first, ...passedOn])];
  if (assigned.length > 0) return { ask: withDeputies(assigned), may: [...new Set([...assigned, ...head, ...deputies])], as: 'department' };
  if (head.length + deputies.length > 0) {
    // Found out for this one question: what is asked months after it, say for a sponsor who is gone, goes to the head again.
    const away = isOpen ? request.question?.headAway?.person : undefined;
    const isHeadThere = head.length > 0 && head[0] !== away;
    return { ask: isHeadThere ? withDeputies(head) : [...head, ...deputies], may: [...head, ...deputies], as: 'department' };
  }
  const free = admins.filter(isFree);
  return { ask: free, may: free, as: 'admins' };
}
