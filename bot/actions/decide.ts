import type { Deciders } from '../domain/deciders';
import { approve, type Change, decides, giveBack, type Refusal, reject } from '../domain/lifecycle';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
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
  return decide(press, ports, (current, deciders) => approve(current, deciders, pressed(press, ports)));
}

/** *Reject*, with the reason that was typed. */
export async function rejectRequest(press: Pressed<WithWords>, ports: DecidePorts): Promise<Answer> {
  return decide(press, ports, (current, deciders) => reject(current, deciders, press.data.words, pressed(press, ports)), {
    asking: 'reject',
    words: press.data.words,
  });
}

/** *Return*, with the question that was typed. */
export async function returnRequest(press: Pressed<WithWords>, ports: DecidePorts): Promise<Answer> {
  return decide(press, ports, (current, deciders) => giveBack(current, deciders, press.data.words, pressed(press, ports)), {
    asking: 'return',
    words: press.data.words,
  });
}

/** Asks for the words that *Reject* and *Return* need; nothing changes yet. */
export function askWords(verb: 'reject' | 'return') {
  return async (press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> => {
    const stored = await ports.requests.read(press.data.request);
    if (!stored) return notYours(ports);
    const refusal = decides(stored.value, await decidersFor(stored.value, ports), pressed(press, ports));
    if (refusal) return answerToRefusal(refusal, stored.value, press, ports);
    return showRequestOf(stored.value, press.person, ports, { asking: { verb } });
  };
}

async function decide(
  press: Pressed<OnRevision>,
  ports: DecidePorts,
  propose: (current: VisitorRequest, deciders: Deciders) => Change | Refusal,
  typed?: { asking: 'reject' | 'return'; words: string },
): Promise<Answer> {
  const waits = await directoryAway(press.person, ports);
  if (waits) return waits;
  const outcome: Outcome = await changeRequest(
    press.data.request,
    async (current) => propose(current, await decidersFor(current, ports)),
    ports,
  );
  if (outcome.kind === 'busy') return busy;
  if (outcome.kind === 'unknown' || !outcome.request) return notYours(ports);
  if (outcome.kind === 'done') return showRequestOf(outcome.request, press.person, ports);
  return answerToRefusal(outcome.refusal, outcome.request, press, ports, typed);
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
      ports.log.warn({ request: request.id, person }, 'somebody involved pressed a decision');
      return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
    case 'not-staff':
    case 'not-yours':
      ports.log.warn({ request: request.id, person }, 'a stranger pressed a decision');
      return notYours(ports);
    default:
      return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
  }
}

/** Whoever decides must be known to be still there: a directory that does not answer puts the decision off. */
async function directoryAway(person: PersonId, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<Answer | undefined> {
  try {
    await people.person(person);
    return undefined;
  } catch (fault) {
    log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; the decision waits');
    return { kind: 'sentence', text: sentences.decisionWaits };
  }
}

function pressed(press: Pressed<OnRevision>, ports: Pick<Ports, 'clock'>) {
  return { actor: inTeams(press.person), now: ports.clock.now(), seen: press.data.revision };
}
