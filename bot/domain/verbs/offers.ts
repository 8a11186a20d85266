import { isRefusal, type Refusal } from '../request/refusal';
import type { VisitorRequest } from '../request/visitor-request';
import { about } from './refusals';
import type { Acting, Asking, Place, Verb, VerbTable } from './verb';

/** A button that the rules allow: its verb, its words and its question. */
export interface Offer {
  verb: string;
  title: string;
  /** The button under the question. */
  answer: string;
  style: Verb['style'];
  rank: Verb['rank'];
  takes: Verb['takes'];
  in: readonly Place[];
  /** Absent where one press does it. */
  asks?: Asking;
  /** Asked on the card itself. */
  isAskedAtOnce?: true;
}

/**
 * What somebody may do with a request now, in the order of the table: every verb whose rule, run with an empty body, is
 * refused by nothing or about what was typed. There is no other list of what may be done.
 */
export function offersOf(table: VerbTable, request: VisitorRequest, acting: Acting, place: Place): Offer[] {
  return Object.entries(table)
    .filter(([, verb]) => isIn(verb, place) && isOffered(verb, request, acting))
    .map(([name, verb]) => offerOf(name, verb, request, acting, place));
}

/** Whether a verb has a button there at all. */
export function isIn(verb: { in: readonly Place[] } | undefined, place: Place): boolean {
  return verb?.in.includes(place) ?? false;
}

export function isOffered(verb: Verb, request: VisitorRequest, acting: Acting): boolean {
  return refusalOf(verb, request, acting) === undefined;
}

/** Why a verb is not offered now; undefined where it is. */
export function refusalOf(verb: Verb, request: VisitorRequest, acting: Acting): Refusal | undefined {
  const result = verb.rule(request, {}, acting);
  return isRefusal(result) && about[result.refused] !== 'input' ? result : undefined;
}

/** What became of it, for whoever did it. */
export function doneOf({ done }: Pick<Verb, 'done'>, after: VisitorRequest): string {
  return typeof done === 'string' ? done : done(after);
}

export function offerOf(name: string, verb: Verb, request: VisitorRequest, acting: Acting, place: Place): Offer {
  const isListed = place === 'list' || place === 'mailed-list';
  const given = typeof verb.title === 'string' ? verb.title : verb.title(request, acting);
  const title = isListed ? (verb.listTitle ?? given) : given;
  const asks = verb.asksIn && !verb.asksIn.includes(place) ? undefined : verb.ask?.(request, acting);
  return {
    verb: name,
    title,
    answer: verb.answer ?? title,
    style: verb.style,
    rank: verb.rank,
    takes: verb.takes,
    in: verb.in,
    ...(asks && { asks }),
    ...(asks && isAskedAtOnce(verb, request) && { isAskedAtOnce: true }),
  };
}

function isAskedAtOnce({ isAskedAtOnce: given }: Verb, request: VisitorRequest): boolean {
  return typeof given === 'function' ? given(request) : given === true;
}
