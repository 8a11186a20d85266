import { recall } from '../domain/lifecycle';
import { refusalSentence, sentences } from '../domain/wording';
import type { Answer } from '../turn';
import { busy, notYours, refused } from './answers';
import { changeByStanding, onceKnown, whileEnabled } from './by-standing';
import type { DecidePorts } from './decide';
import { inTeams, type Pressed } from './press';
import { noteRefused } from './refused-press';
import { showRequestOf } from './request-card';

/** *Take back*: within minutes, by whoever decided. Whoever may see the request is shown it as it is, with the reason why not. */
export async function recallDecision(
  { person, data }: Pressed<{ request: string; revision: number }>,
  ports: DecidePorts,
): Promise<Answer> {
  const press = { actor: inTeams(person), now: ports.clock.now(), seen: data.revision };
  return onceKnown(person, ports, async () => {
    const outcome = await changeByStanding(
      data.request,
      person,
      (current, standing) => whileEnabled(standing, () => recall(current, standing.deciders, press)),
      ports,
    );
    if (outcome.kind === 'busy') return busy;
    if (outcome.kind === 'unknown' || !outcome.request) return notYours(ports);
    if (outcome.kind === 'done') return showRequestOf(outcome.request, person, ports);
    const { refusal, request } = outcome;
    noteRefused(refusal, request.id, press.actor, ports);
    if (refusal.refused === 'moved-on' || refusal.refused === 'incomplete')
      return showRequestOf(request, person, ports, { notice: sentences.movedOn });
    if (refusal.refused === 'not-yours') return refused(refusal, ports);
    return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
  });
}
