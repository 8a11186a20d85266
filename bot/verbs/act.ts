import type { FormContext } from '../domain/form/form-context';
import type { Person } from '../domain/organisation/organisation';
import type { TypedTerms } from '../domain/request/approve-changed';
import { refusesOffer } from '../domain/request/handover';
import { type Press, seenIn } from '../domain/request/lifecycle';
import type { Actor } from '../domain/request/records';
import { type Change, isRefusal, type Refusal } from '../domain/request/refusal';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import { about } from '../domain/verbs/refusals';
import type { VerbName } from '../domain/verbs/table';
import { bodyOf, type Verb, type VerbBody, type VerbTable } from '../domain/verbs/verb';
import { accountSentences } from '../domain/words/account-words';
import { refusalSentence, sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import { releaseFormerNumber, unlessNumberTaken } from './card-number';
import { standingOf } from './people';
import { changeRequest } from './perform';

/** Which request, and the revision of it that the person was shown. */
export interface Seen {
  request: RequestId;
  revision: number;
}

/** What became of a verb; `refusal` is the rule's own answer. */
export type Acted =
  | { kind: 'done'; request: VisitorRequest; before?: VisitorRequest }
  /** The state does not allow it (any more). `sentence` says why, where there is more to say than that it moved on. */
  | { kind: 'stale'; request: VisitorRequest; refusal: Refusal; sentence?: string }
  /** Not for this person. `request` is absent where there is none. */
  | { kind: 'not-theirs'; request?: VisitorRequest; refusal: Refusal; sentence: string }
  /** What was typed will not do; `field` is the part of the body, `term` the part of the terms. */
  | { kind: 'wrong'; request: VisitorRequest; refusal: Refusal; sentence: string; field?: keyof VerbBody; term?: keyof TypedTerms }
  /** Nothing was done and nothing is wrong: the directory is away, or others write at the same moment. */
  | { kind: 'later'; reason: 'busy' | 'directory-away'; sentence: string };

export type ActPorts = Pick<
  Ports,
  'requests' | 'views' | 'queue' | 'random' | 'clock' | 'policy' | 'departments' | 'people' | 'log' | 'verbs'
>;

/**
 * The only way to apply a verb, in every channel: reads the actor's standing from the directory, lets the rule decide on
 * the current request, saves, and logs a refused stranger. Throws only for faults and for a verb that is not in the table.
 *
 * @param actor as the channel has verified them.
 */
export async function act(actor: Actor, seen: Seen, name: VerbName | (string & {}), body: VerbBody, ports: ActPorts): Promise<Acted> {
  const verb = verbOf(ports.verbs, name);
  const press: Press = { actor, now: ports.clock.now(), seen: seen.revision };
  const context: FormContext = { policy: ports.policy, departments: await ports.departments.all(), today: press.now.toPlainDate() };
  const known = await lookUp(actor, body.to, ports);
  if (known === 'away') return { kind: 'later', reason: 'directory-away', sentence: verb.waits ?? accountSentences.nothingChanged };
  const outcome = await changeRequest(
    seen.request,
    async (current) => {
      const standing = await standingOf(current, actor.id, ports);
      if (!standing) return { refused: 'not-yours' };
      const seenNow = { ...press, seen: seenIn(current, press.seen) };
      const result = verb.rule(current, body, { standing, press: seenNow, context, to: known.to });
      if (verb.givesCardNumber) return unlessNumberTaken(result, ports);
      return verb.isOffer ? onceCounted(result, press, ports) : result;
    },
    ports,
    verb.closesDraft ? { todos: ['draft'] } : {},
  );
  switch (outcome.kind) {
    case 'done':
      await releaseFormerNumber(outcome.before, outcome.request, ports);
      return outcome;
    case 'busy':
      return { kind: 'later', reason: 'busy', sentence: sentences.stillBusy };
    case 'unknown':
      return refusedAs(verb, { refused: 'not-yours' }, undefined, ports);
    case 'refused': {
      const { refusal, request } = outcome;
      logRefusal(refusal, seen.request, actor, name, ports);
      return refusedAs(verb, refusal, request, ports);
    }
  }
}

/** Whoever has no business with a request is noted, whether they tried a verb or only its question. */
export function logRefusal(
  { refused }: Refusal,
  request: RequestId,
  { id, channel }: Actor,
  verb: string,
  { log }: Pick<ActPorts, 'log'>,
): void {
  if (about[refused] === 'person') log.warn({ request, person: id, channel, verb, outcome: refused }, 'a verb was refused');
}

/** A handover offer counts against the actor's daily limit before it is made. */
async function onceCounted(result: Change | Refusal, { actor, now }: Press, { views }: ActPorts): Promise<Change | Refusal> {
  if (isRefusal(result)) return result;
  const { id, revision } = result.request;
  return refusesOffer(await views.noteOffer(actor.id, now.toPlainDate().toString(), id, revision)) ?? result;
}

/** Done at the same time by one press. */
const atOnce = 5;

/** One verb on several requests, each its own change and record, in their order. */
export async function actOnMany<One extends Seen>(
  actor: Actor,
  all: readonly One[],
  name: VerbName | (string & {}),
  body: (one: One) => VerbBody,
  ports: ActPorts,
): Promise<Acted[]> {
  const acted: Acted[] = [];
  for (let start = 0; start < all.length; start += atOnce)
    acted.push(...(await Promise.all(all.slice(start, start + atOnce).map((one) => act(actor, one, name, body(one), ports)))));
  return acted;
}

export function verbOf(table: VerbTable, name: string): Verb {
  const verb = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!verb) throw new RangeError(`no verb is called ${name}`);
  return verb;
}

/** The classes of refusals as outcomes. */
export function refusedAs(verb: Verb, refusal: Refusal, request: VisitorRequest | undefined, { policy }: Pick<Ports, 'policy'>): Acted {
  if (refusal.refused === 'moved-on' || refusal.refused === 'incomplete')
    return request
      ? { kind: 'stale', request, refusal }
      : { kind: 'not-theirs', refusal, sentence: refusalSentence({ refused: 'not-yours' }, policy) };
  const sentence = refusalSentence(refusal, policy);
  if (!request || about[refusal.refused] === 'person') return { kind: 'not-theirs', ...(request && { request }), refusal, sentence };
  if (about[refusal.refused] === 'state') return { kind: 'stale', request, refusal, sentence };
  const parts: readonly (keyof VerbBody)[] = bodyOf[verb.takes];
  const isOfWords = refusal.refused === 'words-missing' || refusal.refused === 'words-too-long';
  const field = isOfWords && parts.includes('words') ? 'words' : parts.findLast((part) => part !== 'was');
  const { term, ...said } = verb.problem?.(refusal, policy) ?? { sentence };
  return { kind: 'wrong', request, refusal, ...(field !== undefined && { field }), ...(term !== undefined && { term }), ...said };
}

/** The actor, and a colleague whom they name, must be active in the directory. */
async function lookUp({ id }: Actor, to: string | undefined, { people, log }: ActPorts): Promise<{ to: Person | undefined } | 'away'> {
  try {
    await people.person(id);
    return { to: to === undefined ? undefined : await people.person(to) };
  } catch (fault) {
    log.warn({ person: id, fault: (fault as Error).name }, 'directory did not answer; the press waits');
    return 'away';
  }
}
