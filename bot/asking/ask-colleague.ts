import type { FormContext } from '../domain/form/form-context';
import type { PersonId } from '../domain/organisation/organisation';
import { maySponsor } from '../domain/request/lifecycle';
import { canBeNamedFor, type NamingRefusal, preparedAtMost, refusesNaming, withColleagueAsked } from '../domain/request/prepared';
import type { Draft } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import type { Stored } from '../ports/stored';
import { draftContext } from '../shown/form-context';
import { draftsAtMost } from './new-visitor';

export type AskPorts = Pick<Ports, 'drafts' | 'departments' | 'policy' | 'clock' | 'people' | 'queue' | 'log'>;

/** A draft for which its owner may name a colleague; `not-nameable`: it is incomplete, no new request, or a colleague has it. */
export type Nameable = { kind: 'nameable' | 'not-nameable'; stored: Stored<Draft>; context: FormContext } | { kind: 'gone' };

/** The result of asking a colleague to sponsor a draft, from whichever channel. */
export type AskedColleague =
  | { kind: 'asked'; draft: Draft }
  /** No colleague can be named for it, or it has changed since it was seen: nobody was asked. */
  | { kind: 'unseen'; draft: Draft }
  /** `mail`: the address of whoever was named. */
  | { kind: 'refused'; refusal: NamingRefusal; draft: Draft; mail: string }
  | { kind: 'gone' | 'not-staff' | 'directory-away' | 'busy' };

/** Whom a person names for which draft, as they saw it. `cardActivity`: the card on which they did. */
export interface NamedSponsor {
  person: PersonId;
  draft: RequestId;
  revision: number;
  to: PersonId;
  cardActivity?: string | undefined;
}

const tries = 3;
/** Seconds until the worker checks: the message is enqueued before its change is saved. */
const workAfter = 1;

/** Reads the person's own draft. One storage call. */
export async function readNameable(person: PersonId, id: RequestId, ports: AskPorts): Promise<Nameable> {
  const stored = await ports.drafts.read(person, id);
  if (!stored) return { kind: 'gone' };
  const context = await draftContext(stored.value, ports);
  return { kind: canBeNamedFor(stored.value, context) ? 'nameable' : 'not-nameable', stored, context };
}

/**
 * Asks the colleague to confirm. Enqueues the message, then saves the preparer's row with the whole draft; the worker
 * copies it for the sponsor, so a crash in between loses nothing.
 */
export async function askColleague(
  { person, draft: id, revision, to, cardActivity }: NamedSponsor,
  ports: AskPorts,
): Promise<AskedColleague> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const read = await readNameable(person, id, ports);
    if (read.kind === 'gone') return read;
    const { value: draft, etag } = read.stored;
    // What is sent is what the person saw.
    if (read.kind === 'not-nameable' || draft.revision !== revision) return { kind: 'unseen', draft };
    const known = await bothOf(person, to, ports);
    if (known === 'directory-away') return { kind: known };
    const { preparer, colleague } = known;
    if (!preparer || !maySponsor(preparer)) return { kind: 'not-staff' };
    const refusal = refusesNaming(person, colleague, await openWithColleagues(person, ports)) ?? (await refusesRoom(draft, to, ports));
    if (refusal || !colleague) return { kind: 'refused', refusal: refusal ?? 'no-such-colleague', draft, mail: colleague?.mail ?? '' };
    const next = { ...withColleagueAsked(draft, colleague, ports.clock.now()), ...(cardActivity !== undefined && { cardActivity }) };
    await ports.queue.enqueue({ kind: 'prepared', id: draft.id, preparer: person, sponsor: to }, workAfter);
    if ((await ports.drafts.save(next, etag)) === 'saved') return { kind: 'asked', draft: next };
  }
  return { kind: 'busy' };
}

/** How many drafts of this person colleagues have, counted up to the most there may be. */
export async function openWithColleagues(person: PersonId, { drafts }: Pick<Ports, 'drafts'>): Promise<number> {
  return (await drafts.list(person, draftsAtMost * 2)).filter(({ confirmation }) => confirmation).slice(0, preparedAtMost).length;
}

export function noColleagueAsked(person: PersonId, fault: unknown, { log }: Pick<Ports, 'log'>): 'directory-away' {
  log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; no colleague was asked');
  return 'directory-away';
}

/** The directory is asked for both anew, whatever was shown. */
async function bothOf(person: PersonId, to: PersonId, ports: AskPorts) {
  try {
    const [preparer, colleague] = await Promise.all([ports.people.person(person), ports.people.person(to)]);
    return { preparer, colleague };
  } catch (fault) {
    return noColleagueAsked(person, fault, ports);
  }
}

/** A colleague whose drafts are full, or who has one of their own by this id, is not written to. */
async function refusesRoom({ id }: Draft, to: PersonId, { drafts }: Pick<Ports, 'drafts'>): Promise<NamingRefusal | undefined> {
  const theirs = await drafts.list(to, draftsAtMost * 2);
  return theirs.length >= draftsAtMost || theirs.some((draft) => draft.id === id) ? 'no-room' : undefined;
}
