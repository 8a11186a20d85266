import type { Temporal } from 'temporal-polyfill';
import { actBy, endingByOf, isReapprovable, rowStateOf, wasAskedBefore, windowOf } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import { isInWindow } from '../domain/request/reapproval';
import { viewerOf } from '../domain/request/viewers';
import { viewOf } from '../domain/request/views';
import { type RequestId, unlessKnown, type VisitorRequest } from '../domain/request/visitor-request';
import type { DigestRow, ListName } from '../domain/shown/list';
import { offersOf } from '../domain/verbs/offers';
import type { Digest } from '../ports/digests';
import type { Ports } from '../ports/ports';
import type { ViewRow } from '../ports/views';
import { adminsOf, decidersFor, hasSponsorLeft, nameOf } from '../verbs/people';
import { formContext } from './form-context';
import { departmentsOf, readSegments } from './lists';
import { readerOf } from './request';

export type DigestPorts = Pick<Ports, 'requests' | 'views' | 'digests' | 'departments' | 'people' | 'policy' | 'clock' | 'log' | 'verbs'>;

/** Requests read for one list; a sponsor with more at once answers some, and asks for the rest. */
const readAtMost = 200;
const atOnce = 10;

/**
 * The rows of a list for this person, soonest last day first; a digest keeps the order in which it was sent, `most` of it. All
 * that waits now is the visitors of this sponsor, and to whoever decides those of sponsors who have left.
 */
export async function rowsOfList(
  list: ListName,
  person: PersonId,
  ports: DigestPorts,
  most = readAtMost,
): Promise<DigestRow[] | undefined> {
  if (list.digest) {
    const stored = await ports.digests.read({ person, kind: list.digest, date: list.date });
    if (!stored) return undefined;
    const due = newlyDueIn(stored.value);
    const rows = await loadDigestRows(stored.value.items.slice(0, most), list, person, ports);
    return rows.map((row) => (due.has(row.request.id) ? row : { ...row, wasAsked: true }));
  }
  const [own, others] = await Promise.all([idsInWindow(person, ports), idsToStandIn(person, ports)]);
  const rows = await loadDigestRows([...new Set([...own, ...others])], list, person, ports);
  return rows.filter(({ rowState, isTheirs }) => isTheirs && ['undecided', 'ending', 'proposed'].includes(rowState)).sort(bySoonest);
}

/**
 * What a digest tells of when it is sent: first what is newly due, then for a sponsor those who were asked about before and wait
 * for an answer still. Nothing, where nothing is newly due any more: each reminder has its own day.
 */
export async function rowsToSend(digest: Digest, ports: DigestPorts): Promise<DigestRow[]> {
  const { person, kind, date } = digest;
  const today = ports.clock.now().toPlainDate();
  const due = newlyDueIn(digest);
  const more = kind === 'sponsor' ? await idsInWindow(person, ports) : [];
  const rows = (await loadDigestRows([...new Set([...due, ...more])], { digest: kind, date }, person, ports))
    .filter(({ isTheirs }) => isTheirs)
    .sort(bySoonest);
  const isNews = ({ rowState }: DigestRow) =>
    ['undecided', 'pending', 'returned', 'handover', 'photo', 'over', 'unanswered'].includes(rowState) ||
    (kind === 'decider' && rowState === 'proposed');
  const news = rows.filter((row) => due.has(row.request.id) && isNews(row));
  if (news.length === 0) return [];
  const before = rows.filter(({ request }) => !due.has(request.id) && wasAskedBefore(request, today, ports.policy));
  return [...news, ...before.map((row) => ({ ...row, wasAsked: true as const }))];
}

/** What of a digest was newly due on its day. */
export function newlyDueIn({ items, due = items.length }: Pick<Digest, 'items' | 'due'>): ReadonlySet<RequestId> {
  return new Set(items.slice(0, due));
}

/** The items of a digest that shows these rows. */
export function asItems(rows: readonly DigestRow[]): Required<Pick<Digest, 'items' | 'due'>> {
  return { items: rows.map(({ request }) => request.id), due: rows.filter(({ wasAsked }) => !wasAsked).length };
}

/** Those that *Keep all* would keep. */
export function reapprovable(rows: DigestRow[]): DigestRow[] {
  return rows.filter(isReapprovable);
}

/** A short text that changes when the list has to be drawn again. */
export function digestSignature(rows: DigestRow[]): string {
  return rows
    .map(
      ({ request, status, rowState, isTheirs }) =>
        `${request.id} ${request.revision} ${status} ${rowState} ${isTheirs ? 'theirs' : 'read'}`,
    )
    .join('\n');
}

async function idsInWindow(person: PersonId, { views, clock }: DigestPorts): Promise<RequestId[]> {
  const { rows } = await views.list(viewOf.sponsor(person), readAtMost, undefined, windowOf(clock.now().toPlainDate()));
  return rows.map(({ request }) => request);
}

/**
 * Visitors in their last thirty days whose sponsor has left and for whom this person decides. Nobody but a head or deputy, or an
 * admin where a department has neither, costs a call.
 */
async function idsToStandIn(person: PersonId, ports: DigestPorts): Promise<RequestId[]> {
  const { departments, people, clock } = ports;
  const all = await departments.all();
  const isAdmin = (await adminsOf(ports)).includes(person);
  const orphans = isAdmin ? all.filter(({ head, deputies }) => head === undefined && deputies.length === 0) : [];
  const theirs = new Set([...departmentsOf(person, all), ...orphans].map(({ id }) => id));
  if (theirs.size === 0) return [];
  const today = clock.now().toPlainDate();
  const isWanted = (row: ViewRow) => theirs.has(row.department) && row.sponsor !== person && isInWindow(row, today);
  const segments = [{ partition: viewOf.ends, within: windowOf(today), isWanted }];
  const rows = await readSegments(segments, { rows: readAtMost, pages: 10, read: 999 }, ports.views);
  await people.prefetch([...new Set(rows.map(({ sponsor }) => sponsor))]);
  const gone = await Promise.all(rows.map(async (row) => ((await hasSponsorLeft(row.sponsor, ports)) ? [row.request] : [])));
  return gone.flat();
}

/** Every one of these that this person may still see, as it is now. */
async function loadDigestRows(ids: readonly RequestId[], list: ListName, person: PersonId, ports: DigestPorts): Promise<DigestRow[]> {
  const today = ports.clock.now().toPlainDate();
  const rows: DigestRow[] = [];
  for (let start = 0; start < Math.min(ids.length, readAtMost); start += atOnce) {
    const some = ids.slice(start, Math.min(start + atOnce, readAtMost));
    rows.push(...(await Promise.all(some.map((id) => loadDigestRow(id, list, today, person, ports)))).flat());
  }
  return rows;
}

function bySoonest({ request: one }: DigestRow, { request: other }: DigestRow): number {
  return `${one.validTo} ${one.id}` < `${other.validTo} ${other.id}` ? -1 : 1;
}

async function loadDigestRow(
  id: RequestId,
  list: ListName,
  today: Temporal.PlainDate,
  person: PersonId,
  ports: DigestPorts,
): Promise<DigestRow[]> {
  const request = (await ports.requests.read(id).catch(unlessKnown))?.value;
  if (!request) return [];
  const isSponsor = request.sponsor === person;
  const isSponsorGone = !isSponsor && (await hasSponsorLeft(request.sponsor, ports));
  const deciders = await decidersFor(request, ports);
  const viewer = viewerOf(request, person, deciders, isSponsor ? [] : await adminsOf(ports));
  if (!viewer) return [];
  const since = list.digest === undefined ? '' : list.date;
  const { status, rowState } = rowStateOf(request, today, since, list.digest === 'decider' ? undefined : person);
  const press = { actor: { id: person, channel: 'teams' as const }, now: ports.clock.now(), seen: request.revision };
  const standing = { ...(await readerOf(request, viewer, person, deciders, ports)), isSponsorGone };
  const allowed = offersOf(ports.verbs, request, { standing, press, context: await formContext(ports) }, 'list');
  // What is asked of the approvers is changed and withdrawn on its own card.
  const offers = rowState === 'proposed' ? [] : allowed;
  const asks = offers.find(({ verb }) => verb === 'reapprove')?.asks;
  const offered = asks?.kind === 'day' ? asks.value : undefined;
  const endingBy = endingByOf(request, person);
  const by = actBy(request, rowState, ports.policy);
  const asker = whoAsked(request, rowState);
  return [
    {
      request,
      status,
      rowState,
      sponsor: await nameOf(request.sponsor, ports),
      isTheirs: answersFor(isSponsor, viewer === 'decider', isSponsorGone, rowState),
      isSponsorGone,
      offers,
      ...(by !== undefined && { by }),
      ...(asker !== undefined && { asker: await nameOf(asker, ports) }),
      ...(offered !== undefined && { offered }),
      ...(endingBy && { endingBy }),
      ...(rowState === 'proposed' &&
        !deciders.may.includes(person) && { waitsFor: await Promise.all(deciders.ask.map((one) => nameOf(one, ports))) }),
    },
  ];
}

/** Sponsors answer for their visitors, successors for an offer; deciders for what waits for a decision, and in place of a sponsor who is gone. */
function answersFor(isSponsor: boolean, isDecider: boolean, isSponsorGone: boolean, rowState: DigestRow['rowState']): boolean {
  if (rowState === 'pending' || rowState === 'unanswered') return !isSponsor;
  if (rowState === 'proposed') return isSponsor || isDecider;
  if (rowState === 'handover') return true;
  if (rowState === 'photo') return isSponsor;
  return isSponsor || (isDecider && isSponsorGone && rowState !== 'returned');
}

/** Who asks something of the reader, or asked what nobody answered. */
function whoAsked({ decision, handover }: VisitorRequest, rowState: DigestRow['rowState']): PersonId | undefined {
  return rowState === 'handover' ? handover?.open?.by : decision?.verb === 'return' ? decision.by : undefined;
}
