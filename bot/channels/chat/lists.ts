import { type RequestsCard, requestsCard } from '../../../cards/requests';
import { draftsAtMost } from '../../asking/new-visitor';
import type { PersonId } from '../../domain/organisation/organisation';
import { viewOf } from '../../domain/request/views';
import { sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Answer } from '../../ports/turn';
import type { ViewRow } from '../../ports/views';
import { card } from '../../shown/chat-answer';
import { formContext } from '../../shown/form-context';
import { decidersOfRows, isOfferedTo, type ListPorts, loadRow, readSegments, waitingOf, waitsFor } from '../../shown/lists';
import type { Pressed } from '../../shown/press';
import { adminsOf } from '../../verbs/people';

/** Rows on one card. */
const rowsShown = 10;
/** What is read for one list; a sponsor with more finds them in the tab. */
const ofSponsor = { rows: 200, pages: 1, read: 200 };
/** What is theirs to decide may lie behind much that is not: an admin's does. */
const ofDecider = { rows: 200, pages: 25, read: 200 };

/**
 * *My visitors*: the drafts of this sponsor, and every request, newest change first. Two storage calls.
 */
export async function myVisitors({ person, data }: Pressed<{ from: number }>, ports: ListPorts & Pick<Ports, 'drafts'>): Promise<Answer> {
  const [rows, drafts] = await Promise.all([
    readSegments([{ partition: viewOf.sponsor(person) }], ofSponsor, ports.views),
    data.from === 0 ? ports.drafts.list(person, draftsAtMost * 2) : [],
  ]);
  return drawList({ kind: 'mine', drafts }, rows.sort(byChange).reverse(), data.from, ports);
}

/**
 * *Waiting for me*: what this person is asked to take over, then all that they may decide, whatever has waited longest first. A storage call for the
 * first, and one for each department they decide for.
 */
export async function waitingForMe({ person, data }: Pressed<{ from: number }>, ports: ListPorts): Promise<Answer> {
  return drawList({ kind: 'waiting', person }, await rowsWaitingFor(person, ports), data.from, ports);
}

/** The open questions of this person, behind what is offered to them. */
export async function rowsWaitingFor(person: PersonId, ports: ListPorts): Promise<ViewRow[]> {
  const isAdmin = (await adminsOf(ports)).includes(person);
  const rows = await readSegments(await waitingOf({ id: person, isAdmin }, ports), ofDecider, ports.views);
  const isOffered = ({ offeredTo }: ViewRow) => offeredTo === person;
  return [...rows.filter(isOffered).sort(byChange), ...rows.filter((row) => !isOffered(row)).sort(byChange)];
}

function byChange(one: ViewRow, other: ViewRow): number {
  return one.since < other.since ? -1 : one.since > other.since ? 1 : 0;
}

type List =
  | ({ kind: 'mine' } & Pick<RequestsCard, 'drafts'>)
  | ({ kind: 'waiting'; person: PersonId } & Pick<RequestsCard, 'ticked' | 'isAsking' | 'results' | 'problem'>)
  | { kind: 'found'; name: string };
const empty = { mine: sentences.noVisitors, waiting: sentences.nothingWaiting, found: sentences.nothingFound };

/** One card of a list; a place that is no longer there is its beginning. */
export async function drawList(list: List, rows: ViewRow[], from: number, ports: ListPorts): Promise<Answer> {
  const context = await formContext(ports);
  const start = from < rows.length ? from : 0;
  const deciders = decidersOfRows(ports);
  const draw = async (row: ViewRow) => {
    const shown = await loadRow(row, context, ports);
    const isOffered = list.kind === 'waiting' && (await isOfferedTo(list.person, row, shown, deciders));
    return {
      shown,
      isOffered,
      waitsFor: list.kind === 'mine' || (list.kind === 'found' && shown.proposal) ? await waitsFor(row, shown, deciders, ports) : [],
    };
  };
  return card(
    requestsCard({
      ...list,
      empty: empty[list.kind],
      from: start,
      total: rows.length,
      context,
      rows: await Promise.all(rows.slice(start, start + rowsShown).map(draw)),
    }),
  );
}
