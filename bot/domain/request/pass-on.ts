import type { Department, PersonId } from '../organisation/organisation';
import type { Deciders } from './deciders';
import { decides, instant, type Press, recorded, tidyNote } from './lifecycle';
import type { Change, Refusal } from './refusal';
import type { VisitorRequest } from './visitor-request';

/** The deputies who could still be asked: enabled members of staff who are neither asked nor involved. */
export function deputiesToAsk(department: Pick<Department, 'deputies'> | undefined, { ask, may }: Deciders): PersonId[] {
  return (department?.deputies ?? []).filter((person) => may.includes(person) && !ask.includes(person));
}

/**
 * pass on: the head asks one deputy to decide too; the head still may. What everybody sees changes, so the
 * revision rises; the question is the same, so nobody else is asked again. Example: a head with one deputy → both are asked.
 *
 * @param to the deputy; undefined if there is only one.
 */
export function passToDeputy(
  current: VisitorRequest,
  department: Department | undefined,
  deciders: Deciders,
  { to, words }: { to?: PersonId | undefined; words?: string | undefined },
  press: Press,
): Change | Refusal {
  const refusal = decides(current, deciders, press);
  if (refusal) return refusal;
  if (!department || press.actor.id !== department.head) return { refused: 'not-the-head' };
  const free = deputiesToAsk(department, deciders);
  const [only, ...others] = free;
  if (only === undefined) return { refused: 'no-deputy' };
  const named = to ?? (others.length === 0 ? only : undefined);
  if (named === undefined) return { refused: 'deputy-missing' };
  if (!free.includes(named)) return refusedDeputy(current, named, deciders);
  const note = tidyNote(words);
  if ('refused' in note) return note;
  const passed = { to: named, by: press.actor.id, at: instant(press.now), ...(note.words !== undefined && { note: note.words }) };
  const { question } = current;
  const next: VisitorRequest = {
    ...current,
    question: { ...question, passedOn: [...(question.passedOn ?? []), passed] },
    revision: current.revision + 1,
  };
  return recorded(next, 'pass-on', current.status, press, ['decider'], { after: { decider: named }, ...note });
}

function refusedDeputy({ sponsor, involved }: VisitorRequest, person: PersonId, { ask }: Deciders): Refusal {
  if (ask.includes(person)) return { refused: 'decider-already' };
  return { refused: person === sponsor || involved.includes(person) ? 'decider-involved' : 'deputy-missing' };
}
