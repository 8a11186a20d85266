import type { Asking } from '../../cards/asking';
import { approveChanged, refusedTerm, type TypedTerms, termsOn } from '../domain/approve-changed';
import { changeProblem } from '../domain/approve-changed-wording';
import type { Deciders } from '../domain/deciders';
import { approve, type Change, decides, giveBack, type Press, type Refusal, reject } from '../domain/lifecycle';
import type { Actor } from '../domain/records';
import type { VisitorRequest } from '../domain/visitor-request';
import { refusalSentence, sentences } from '../domain/wording';
import { changeRequest, type Outcome } from '../perform';
import type { Ports } from '../ports';
import type { Answer } from '../turn';
import { busy, notYours } from './answers';
import { isKnown } from './known';
import { inTeams, type Pressed } from './press';
import { noteRefused } from './refused-press';
import { decidersFor, type RequestCardPorts, showRequestOf } from './request-card';

export type DecidePorts = RequestCardPorts & Pick<Ports, 'views' | 'queue' | 'random'>;
type OnRevision = { request: string; revision: number };
type WithWords = OnRevision & { words: string };

/** *Approve*. */
export async function approveRequest(press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  return decideInTeams(press, { verb: 'approve' }, ports);
}

/** *Approve with a change*, with the terms that were typed. */
export async function approveRequestChanged(press: Pressed<OnRevision & TypedTerms>, ports: DecidePorts): Promise<Answer> {
  const { validTo, itAccess, idCard } = press.data;
  return decideInTeams(press, { verb: 'approveChanged', terms: { validTo, itAccess, idCard } }, ports);
}

/** *Reject*, with the reason that was typed. */
export async function rejectRequest(press: Pressed<WithWords>, ports: DecidePorts): Promise<Answer> {
  return decideInTeams(press, { verb: 'reject', words: press.data.words }, ports);
}

/** *Return*, with the question that was typed. */
export async function returnRequest(press: Pressed<WithWords>, ports: DecidePorts): Promise<Answer> {
  return decideInTeams(press, { verb: 'return', words: press.data.words }, ports);
}

/** Asks for what the decision needs: words, or the terms to approve. Nothing changes yet. */
export function askBefore(verb: 'approveChanged' | 'reject' | 'return') {
  return async (press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> => {
    const stored = await ports.requests.read(press.data.request);
    if (!stored) return notYours(ports);
    const refusal = decides(stored.value, await decidersFor(stored.value, ports), pressed(press, ports));
    if (refusal) {
      noteRefused(refusal, stored.value.id, inTeams(press.person), ports);
      return answerToRefusal(refusal, stored.value, press, ports);
    }
    return showRequestOf(stored.value, press.person, ports, { asking: { verb } });
  };
}

/** A decision as it was pressed, in whichever channel. */
export type Verdict = { verb: 'approve' } | { verb: 'approveChanged'; terms: TypedTerms } | { verb: 'reject' | 'return'; words: string };

/** `directory-away`: nobody could say whether the person is still there, so nothing was decided. */
export type Decided = Outcome | { kind: 'directory-away' };

/** Decides for this actor, whom the channel has verified, on the revision that their card showed. */
export async function decide(actor: Actor, { request, revision }: OnRevision, verdict: Verdict, ports: DecidePorts): Promise<Decided> {
  if (!(await isKnown(actor.id, ports))) return { kind: 'directory-away' };
  const press = { actor, now: ports.clock.now(), seen: revision };
  const outcome = await changeRequest(request, async (now) => propose(now, await decidersFor(now, ports), verdict, press), ports);
  if (outcome.kind === 'refused') noteRefused(outcome.refusal, request, actor, ports);
  return outcome;
}

function propose(current: VisitorRequest, deciders: Deciders, verdict: Verdict, press: Press): Change | Refusal {
  switch (verdict.verb) {
    case 'approve':
      return approve(current, deciders, press);
    case 'approveChanged':
      return approveChanged(current, deciders, termsOn(current, verdict.terms), press);
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
  const asking = askingAgain(outcome.refusal, verdict, ports);
  if (asking) return showRequestOf(outcome.request, press.person, ports, { asking });
  return answerToRefusal(outcome.refusal, outcome.request, press, ports);
}

/** What has to be asked for again, what was typed kept; undefined where the refusal is about something else. */
export function askingAgain(
  refusal: Refusal,
  verdict: Verdict,
  { policy }: Pick<Ports, 'policy'>,
): (Asking & { problem: string }) | undefined {
  const { refused } = refusal;
  if (verdict.verb === 'approve' || refused === 'moved-on' || refused === 'incomplete') return undefined;
  if (verdict.verb === 'approveChanged') {
    const wrong = refusedTerm(refusal);
    return wrong && { verb: verdict.verb, terms: { typed: verdict.terms, wrong }, problem: changeProblem(refusal, policy) };
  }
  const isAboutWords = refused === 'words-missing' || refused === 'words-too-long';
  return isAboutWords ? { verb: verdict.verb, words: verdict.words, problem: refusalSentence(refusal, policy) } : undefined;
}

/** A late press gets the state as it is; a stranger learns nothing. */
async function answerToRefusal(
  refusal: Refusal,
  request: VisitorRequest,
  { person }: Pick<Pressed<unknown>, 'person'>,
  ports: DecidePorts,
): Promise<Answer> {
  switch (refusal.refused) {
    case 'moved-on':
    case 'incomplete':
      return showRequestOf(request, person, ports, { notice: sentences.movedOn });
    case 'own-request':
      return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
    case 'not-staff':
    case 'not-yours':
      return notYours(ports);
    default:
      return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
  }
}

function pressed(press: Pressed<OnRevision>, ports: Pick<Ports, 'clock'>) {
  return { actor: inTeams(press.person), now: ports.clock.now(), seen: press.data.revision };
}
