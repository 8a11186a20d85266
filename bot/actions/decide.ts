import type { Deciders } from '../domain/deciders';
import { approve, type Change, decides, giveBack, type Press, type Refusal, reject } from '../domain/lifecycle';
import type { Actor } from '../domain/records';
import type { PersonId, RequestId, VisitorRequest } from '../domain/visitor-request';
import { refusalSentence, sentences } from '../domain/wording';
import { changeRequest, type Outcome } from '../perform';
import type { Ports } from '../ports';
import type { Answer } from '../turn';
import { busy, notYours } from './answers';
import { inTeams, type Pressed } from './press';
import { decidersFor, type RequestCardPorts, showRequestOf } from './request-card';

export type DecidePorts = RequestCardPorts & Pick<Ports, 'views' | 'queue' | 'random'>;
type OnRevision = { request: string; revision: number };
type WithWords = OnRevision & { words: string };

/** *Approve*. */
export async function approveRequest(press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  return decideInTeams(press, { verb: 'approve' }, ports);
}

/** *Reject*, with the reason that was typed. */
export async function rejectRequest(press: Pressed<WithWords>, ports: DecidePorts): Promise<Answer> {
  return decideInTeams(press, { verb: 'reject', words: press.data.words }, ports);
}

/** *Return*, with the question that was typed. */
export async function returnRequest(press: Pressed<WithWords>, ports: DecidePorts): Promise<Answer> {
  return decideInTeams(press, { verb: 'return', words: press.data.words }, ports);
}

/** Asks for the words that *Reject* and *Return* need; nothing changes yet. */
export function askWords(verb: 'reject' | 'return') {
  return async (press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> => {
    const stored = await ports.requests.read(press.data.request);
    if (!stored) return notYours(ports);
    const refusal = decides(stored.value, await decidersFor(stored.value, ports), pressed(press, ports));
    if (refusal) {
      noteStranger(refusal, stored.value.id, inTeams(press.person), ports);
      return answerToRefusal(refusal, stored.value, press, ports);
    }
    return showRequestOf(stored.value, press.person, ports, { asking: { verb } });
  };
}

/** A decision as it was pressed, in whichever channel. */
export type Verdict = { verb: 'approve' } | { verb: 'reject' | 'return'; words: string };

/** `directory-away`: nobody could say whether the person is still there, so nothing was decided. */
export type Decided = Outcome | { kind: 'directory-away' };

/** Decides for this actor, whom the channel has verified, on the revision that their card showed. */
export async function decide(actor: Actor, { request, revision }: OnRevision, verdict: Verdict, ports: DecidePorts): Promise<Decided> {
  if (await isDirectoryAway(actor.id, ports)) return { kind: 'directory-away' };
  const press = { actor, now: ports.clock.now(), seen: revision };
  const outcome = await changeRequest(request, async (now) => propose(now, await decidersFor(now, ports), verdict, press), ports);
  if (outcome.kind === 'refused') noteStranger(outcome.refusal, request, actor, ports);
  return outcome;
}

function propose(current: VisitorRequest, deciders: Deciders, verdict: Verdict, press: Press): Change | Refusal {
  switch (verdict.verb) {
    case 'approve':
      return approve(current, deciders, press);
    case 'reject':
      return reject(current, deciders, verdict.words, press);
    case 'return':
      return giveBack(current, deciders, verdict.words, press);
  }
}

async function decideInTeams(press: Pressed<OnRevision>, verdict: Verdict, ports: DecidePorts): Promise<Answer> {
  const outcome = await decide(inTeams(press.person), press.data, verdict, ports);
  if (outcome.kind === 'directory-away') return { kind: 'sentence', text: sentences.decisionWaits };
  if (outcome.kind === 'busy') return busy;
  if (outcome.kind === 'unknown' || !outcome.request) return notYours(ports);
  if (outcome.kind === 'done') return showRequestOf(outcome.request, press.person, ports);
  const typed = verdict.verb === 'approve' ? undefined : { asking: verdict.verb, words: verdict.words };
  return answerToRefusal(outcome.refusal, outcome.request, press, ports, typed);
}

function noteStranger({ refused }: Refusal, request: RequestId, { id, channel }: Actor, { log }: Pick<Ports, 'log'>): void {
  if (refused === 'own-request') log.warn({ request, person: id, channel }, 'somebody involved pressed a decision');
  if (refused === 'not-yours' || refused === 'not-staff') log.warn({ request, person: id, channel }, 'a stranger pressed a decision');
}

/** A late press gets the state as it is; missing words are asked for again, those typed kept; a stranger learns nothing. */
async function answerToRefusal(
  refusal: Refusal,
  request: VisitorRequest,
  { person }: Pick<Pressed<unknown>, 'person'>,
  ports: DecidePorts,
  typed?: { asking: 'reject' | 'return'; words: string },
): Promise<Answer> {
  switch (refusal.refused) {
    case 'moved-on':
    case 'incomplete':
      return showRequestOf(request, person, ports, { notice: sentences.movedOn });
    case 'words-missing':
    case 'words-too-long': {
      const problem = refusalSentence(refusal, ports.policy);
      return typed
        ? showRequestOf(request, person, ports, { asking: { verb: typed.asking, words: typed.words, problem } })
        : notYours(ports);
    }
    case 'own-request':
      return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
    case 'not-staff':
    case 'not-yours':
      return notYours(ports);
    default:
      return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
  }
}

/** Whoever decides must be known to be still there: a directory that does not answer puts the decision off. */
async function isDirectoryAway(person: PersonId, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<boolean> {
  try {
    await people.person(person);
    return false;
  } catch (fault) {
    log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; the decision waits');
    return true;
  }
}

function pressed(press: Pressed<OnRevision>, ports: Pick<Ports, 'clock'>) {
  return { actor: inTeams(press.person), now: ports.clock.now(), seen: press.data.revision };
}
