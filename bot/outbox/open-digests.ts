import type { Temporal } from 'temporal-polyfill';
import type { DigestKind } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import type { RequestId } from '../domain/request/visitor-request';
import type { Digest, DigestKey } from '../ports/digests';
import { inParallel } from './in-parallel';
import type { WorkPorts } from './work-ports';

/** A recipient and the request that their digest has to include. */
export interface DigestEntry {
  person: PersonId;
  kind: DigestKind;
  request: RequestId;
}

const atOnce = 16;
/** Digests per second; Teams accepts fifty messages a second from one app in a tenant. */
const perSecond = 40;
/** Attempts to add to a digest that others are writing. */
const tries = 5;
/** The most requests of one digest; the rest goes into another day's. */
const itemsAtMost = 200;

/** What several calls of {@link addToDigests} for one day share. */
export interface DigestRun {
  /** When the messages become visible to the worker: until then requests may be added. At once by default. */
  from?: Temporal.Instant;
  /**
   * The digests that are enqueued already, each with the epoch milliseconds at which the worker gets it. Grows with the
   * recipients, not with the requests that are due.
   */
  opened: Map<string, number>;
}

/**
 * Creates the digests of a day, or adds requests to those that are not sent yet; each is enqueued once a run, spread over
 * time. The row is the guard: a digest already sent today is not reopened, and what comes too late goes into tomorrow's.
 */
export async function addToDigests(
  entries: readonly DigestEntry[],
  date: string,
  ports: WorkPorts,
  { opened, from }: DigestRun = { opened: new Map() },
): Promise<{ opened: number; isAdded(one: DigestEntry): boolean }> {
  const taken = new Map<string, ReadonlySet<RequestId>>();
  await inParallel([...byDigest(entries, date)], atOnce, async ([name, { key, items }]) => {
    const digest = await addToDigest(key, items, opened.has(name), ports).catch((fault: unknown) => {
      ports.log.error({ person: key.person, kind: key.kind, code: (fault as Error).name }, 'a digest was not opened; it comes again');
      return undefined;
    });
    if (!digest) return;
    const now = ports.clock.now().epochMilliseconds;
    // A message that is not visible yet finds the added request; a processed one may have found an empty digest.
    if (digest.state === 'open' && (opened.get(name) ?? 0) <= now) {
      const wait = from ? Math.max(0, (from.epochMilliseconds - now) / 1_000) : 0;
      const delay = 1 + Math.floor(wait + (opened.size + 1) / perSecond);
      opened.set(name, now + delay * 1_000);
      await ports.queue.enqueue({ kind: 'digest', person: key.person, digest: key.kind, date }, delay);
    }
    taken.set(name, new Set(digest.items));
  });
  return { opened: opened.size, isAdded: ({ person, kind, request }) => taken.get(digestId(person, kind))?.has(request) === true };
}

function byDigest(entries: readonly DigestEntry[], date: string): Map<string, { key: DigestKey; items: RequestId[] }> {
  const found = new Map<string, { key: DigestKey; items: RequestId[] }>();
  for (const { person, kind, request } of entries) {
    const name = digestId(person, kind);
    const one = found.get(name) ?? { key: { person, kind, date }, items: [] };
    one.items.push(request);
    found.set(name, one);
  }
  return found;
}

async function addToDigest(
  key: DigestKey,
  items: readonly RequestId[],
  isKnown: boolean,
  { digests, clock }: WorkPorts,
): Promise<Digest | undefined> {
  if (!isKnown) {
    // Most digests are new, so inserting first saves a read.
    const first: Digest = { ...key, items: [...new Set(items)].slice(0, itemsAtMost), state: 'open' };
    if ((await digests.save(first)) === 'saved') return first;
  }
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await digests.read(key);
    const known = stored?.value ?? { ...key, items: [], state: 'open' as const };
    const all = [...new Set([...known.items, ...items])].slice(0, itemsAtMost);
    // An empty digest was not sent, so a request that is due since reopens it.
    const isOpen = known.state === 'open' || known.state === 'empty';
    const isSame = stored !== undefined && all.length === known.items.length;
    // A worker that holds its lease has read the digest already: a request added now would be sent twice, so it waits for the
    // next day.
    const isLeased = known.leasedUntil !== undefined && known.leasedUntil > clock.now().toInstant().toString();
    if (!isOpen || isSame || isLeased) return known;
    const added: Digest = { ...known, items: all, state: 'open' };
    if ((await digests.save(added, stored?.etag)) === 'saved') return added;
  }
  return undefined;
}

function digestId(person: PersonId, kind: DigestKind): string {
  return `${kind} ${person}`;
}
