import { tickInput } from '../../cards/requests';
import { fullName } from '../domain/card-wording';
import { digestSentences, resultLine, tickSentences } from '../domain/digest-wording';
import { approve } from '../domain/lifecycle';
import type { RequestId } from '../domain/visitor-request';
import { refusalSentence, sentences } from '../domain/wording';
import { changeRequest } from '../perform';
import type { Ports } from '../ports';
import type { Answer } from '../turn';
import { isKnown } from './known';
import { drawList, type ListPorts, rowsWaitingFor } from './lists';
import { inTeams, type Pressed } from './press';
import { noteRefused } from './refused-press';
import { decidersFor } from './request-card';

type TickPorts = ListPorts & Pick<Ports, 'requests' | 'queue' | 'random'>;
type Seen = { request: RequestId; revision: number };

/** Decided at the same time by one press. */
const atOnce = 5;

/** *Approve those ticked*: shows which, before anything is decided. */
export async function askApproveTicked(
  { person, data, inputs }: Pressed<{ from: number; shown: Seen[] }>,
  ports: TickPorts,
): Promise<Answer> {
  const rows = await rowsWaitingFor(person, ports);
  const ticked = data.shown.filter(({ request }) => inputs[tickInput(request)] === 'true').map(({ request }) => request);
  const theirs = ticked.filter((one) => rows.some(({ request }) => request === one));
  if (theirs.length === 0) return drawList({ kind: 'waiting', results: [tickSentences.none] }, rows, data.from, ports);
  return drawList({ kind: 'waiting', ticked: theirs, isAsking: true }, rows, data.from, ports);
}

/** Each its own decision and record: one that has moved on is said so, and the others go through. */
export async function approveTicked({ person, data }: Pressed<{ from: number; ticked: Seen[] }>, ports: TickPorts): Promise<Answer> {
  if (!(await isKnown(person, ports))) return { kind: 'sentence', text: sentences.decisionWaits };
  const results: string[] = [];
  for (let start = 0; start < data.ticked.length; start += atOnce) {
    const some = data.ticked.slice(start, start + atOnce);
    results.push(...(await Promise.all(some.map((one) => approveOne(one, person, ports)))));
  }
  const decided = new Set(data.ticked.map(({ request }) => request));
  // The lists are brought in line a moment later: what was just decided must not stand there as waiting.
  const rows = (await rowsWaitingFor(person, ports)).filter(({ request }) => !decided.has(request));
  return drawList({ kind: 'waiting', results }, rows, data.from, ports);
}

async function approveOne({ request, revision }: Seen, person: string, ports: TickPorts): Promise<string> {
  const press = { actor: inTeams(person), now: ports.clock.now(), seen: revision };
  const outcome = await changeRequest(request, async (current) => approve(current, await decidersFor(current, ports), press), ports);
  switch (outcome.kind) {
    case 'busy':
      return resultLine(request, sentences.stillBusy);
    case 'unknown':
      return refusalSentence({ refused: 'not-yours' }, ports.policy);
    case 'done':
      return resultLine(fullName(outcome.request.answers) ?? request, tickSentences.approved);
    case 'refused': {
      const { refusal } = outcome;
      noteRefused(refusal, request, press.actor, ports);
      return resultLine(
        request,
        refusal.refused === 'moved-on' || refusal.refused === 'incomplete'
          ? digestSentences.movedOn
          : refusalSentence(refusal, ports.policy),
      );
    }
  }
}
