import { selectionInput } from '../../../cards/requests';
import { selectionSentences } from '../../domain/words/selection-words';
import type { Answer } from '../../ports/turn';
import { type ListPorts } from '../../shown/lists';
import { type Pressed, teamsActor } from '../../shown/press';
import { type ActPorts, actOnMany, type Seen } from '../../verbs/act';
import { rowResult } from './list-verbs';
import { drawList, rowsWaitingFor } from './lists';

type ApproveSelectedPorts = ListPorts & ActPorts;

/** *Approve those ticked*: shows which, before anything is decided. */
export async function confirmApproveSelected(
  { person, data, inputs }: Pressed<{ from: number; shown: Seen[] }>,
  ports: ApproveSelectedPorts,
): Promise<Answer> {
  const rows = await rowsWaitingFor(person, ports);
  const ticked = data.shown.filter(({ request }) => inputs[selectionInput(request)] === 'true').map(({ request }) => request);
  const theirs = ticked.filter((one) => rows.some(({ request }) => request === one));
  if (theirs.length === 0) return drawList({ kind: 'waiting', person, problem: selectionSentences.none }, rows, data.from, ports);
  return drawList({ kind: 'waiting', person, ticked: theirs, isAsking: true }, rows, data.from, ports);
}

/** Each its own decision and record: one that has moved on is said so, and the others go through. */
export async function approveSelected(
  { person, data }: Pressed<{ from: number; ticked: Seen[] }>,
  ports: ApproveSelectedPorts,
): Promise<Answer> {
  const acted = await actOnMany(teamsActor(person), data.ticked, 'approve', () => ({}), ports);
  const [first] = acted;
  if (first?.kind === 'later' && first.reason === 'directory-away') return { kind: 'sentence', text: first.sentence };
  const noLongerPending = acted.flatMap((one) =>
    'request' in one && one.request && one.request.status !== 'pending' ? [one.request.id] : [],
  );
  const decided = new Set(noLongerPending);
  // The lists are synced a moment later; until then the rows just decided are left out here. One that was refused may still wait.
  const rows = (await rowsWaitingFor(person, ports)).filter(({ request }) => !decided.has(request));
  return drawList({ kind: 'waiting', person, results: acted.map((one) => rowResult(one, 'approve', ports)) }, rows, data.from, ports);
}
