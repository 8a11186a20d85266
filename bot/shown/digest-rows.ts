import type { Temporal } from 'temporal-polyfill';
import { endingByOf, isReapprovable, isWorthListing, rowStateOf, windowOf } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import { viewerOf } from '../domain/request/viewers';
import { viewOf } from '../domain/request/views';
import { type RequestId, unlessKnown } from '../domain/request/visitor-request';
import type { DigestRow, ListName } from '../domain/shown/list';
import { offersOf } from '../domain/verbs/offers';
import type { Digest } from '../ports/digests';
import type { Ports } from '../ports/ports';
import { adminsOf, decidersFor, hasSponsorLeft, nameOf } from '../verbs/people';
import { formContext } from './form-context';
import { readerOf } from './request';

export type DigestPorts = Pick<Ports, 'requests' | 'views' | 'digests' | 'departments' | 'people' | 'policy' | 'clock' | 'log' | 'verbs'>;

/** Requests read for one list; a sponsor with more at once answers some, and asks for the rest. */
const readAtMost = 200;
const atOnce = 10;

/** The rows of a list for this person, soonest last day first; a digest keeps the order in which it was sent, `most` of it. */
export async function rowsOfList(
  list: ListName,
  person: PersonId,
  ports: DigestPorts,
  most = readAtMost,
): Promise<DigestRow[] | undefined> {
  if (list.digest) {
    const stored = await ports.digests.read({ person, kind: list.digest, date: list.date });
    return stored && (await loadDigestRows(stored.value.items.slice(0, most), list.date, person, ports));
  }
  const rows = await loadDigestRows(await idsInWindow(person, ports), '', person, ports);
  return rows.filter(({ rowState, isTheirs }) => isTheirs && (rowState === 'undecided' || rowState === 'ending')).sort(bySoonest);
}

/** The rows of a digest when it is sent: its requests, and for a sponsor every other visitor whose account needs an answer. */
export async function rowsToSend({ person, kind, date, items }: Digest, ports: DigestPorts): Promise<DigestRow[]> {
  const today = ports.clock.now().toPlainDate();
  const more = kind === 'sponsor' ? await idsInWindow(person, ports) : [];
  const rows = await loadDigestRows([...new Set([...items, ...more])], date, person, ports);
  const isDue = ({ request, rowState }: DigestRow) =>
    items.includes(request.id) && (rowState === 'undecided' || rowState === 'pending' || rowState === 'over');
  return rows.filter((row) => row.isTheirs && (isDue(row) || isWorthListing(row.request, today, ports.policy.zone))).sort(bySoonest);
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

/** Every one of these that this person may still see, as it is now. */
async function loadDigestRows(ids: readonly RequestId[], since: string, person: PersonId, ports: DigestPorts): Promise<DigestRow[]> {
  const today = ports.clock.now().toPlainDate();
  const rows: DigestRow[] = [];
  for (let start = 0; start < Math.min(ids.length, readAtMost); start += atOnce) {
    const some = ids.slice(start, Math.min(start + atOnce, readAtMost));
    rows.push(...(await Promise.all(some.map((id) => loadDigestRow(id, since, today, person, ports)))).flat());
  }
  return rows;
}

function bySoonest({ request: one }: DigestRow, { request: other }: DigestRow): number {
  return `${one.validTo} ${one.id}` < `${other.validTo} ${other.id}` ? -1 : 1;
}

async function loadDigestRow(
  id: RequestId,
  since: string,
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
  const { status, rowState } = rowStateOf(request, today, since);
  const press = { actor: { id: person, channel: 'teams' as const }, now: ports.clock.now(), seen: request.revision };
  const standing = { ...(await readerOf(request, viewer, person, deciders, ports)), isSponsorGone };
  const offers = offersOf(ports.verbs, request, { standing, press, context: await formContext(ports) }, 'list');
  const asks = offers.find(({ verb }) => verb === 'reapprove')?.asks;
  const offered = asks?.kind === 'day' ? asks.value : undefined;
  const endingBy = endingByOf(request, person);
  return [
    {
      request,
      status,
      rowState,
      sponsor: await nameOf(request.sponsor, ports),
      isTheirs: answersFor(isSponsor, viewer === 'decider', isSponsorGone, rowState),
      isSponsorGone,
      offers,
      ...(offered !== undefined && { offered }),
      ...(endingBy && { endingBy }),
    },
  ];
}

/** Sponsors answer for their visitors; deciders for what waits for a decision, and in place of a sponsor who is gone. */
function answersFor(isSponsor: boolean, isDecider: boolean, isSponsorGone: boolean, rowState: DigestRow['rowState']): boolean {
  return rowState === 'pending' ? !isSponsor : isSponsor || (isDecider && isSponsorGone);
}
