import type { Digest, DigestKey } from '../digest-port';
import type { DigestKind } from '../domain/digest';
import type { PersonId, RequestId } from '../domain/visitor-request';
import { inParallel } from './in-parallel';
import type { WorkPorts } from './try-later';

/** Somebody who has to be told of a request, and in which digest. */
export interface Told {
  person: PersonId;
  kind: DigestKind;
  request: RequestId;
}

const atOnce = 8;
/** Digests a second: Teams takes fifty messages a second of one app in one tenant. */
const perSecond = 30;
/** How often adding to a digest is tried that others are writing. */
const tries = 5;
/** As many as are read for one message. A person with more is told of the rest on another day. */
const itemsAtMost = 200;

/**
 * Opens the digests of a day, or adds to those that are not sent yet, and sends each its message. The row is the guard:
 * a digest that was sent today is neither sent nor opened again. What it could not tell waits for tomorrow's. The messages
 * are spread over time.
 */
export async function addToDigests(
  told: readonly Told[],
  date: string,
  ports: WorkPorts,
): Promise<{ opened: number; isTold(one: Told): boolean }> {
  const byDigest = new Map<string, { key: DigestKey; items: RequestId[] }>();
  for (const { person, kind, request } of told) {
    const name = nameOf(person, kind);
    const known = byDigest.get(name) ?? { key: { person, kind, date }, items: [] };
    byDigest.set(name, { ...known, items: [...known.items, request] });
  }
  const taken = new Map<string, ReadonlySet<RequestId>>();
  let opened = 0;
  await inParallel([...byDigest], atOnce, async ([name, { key, items }]) => {
    const digest = await addTo(key, items, ports).catch((fault: unknown) => {
      ports.log.error({ person: key.person, kind: key.kind, code: (fault as Error).name }, 'a digest was not opened; it comes again');
      return undefined;
    });
    if (!digest) return;
    if (digest.state === 'open') {
      opened += 1;
      const delay = 1 + Math.floor(opened / perSecond);
      await ports.queue.enqueue({ kind: 'digest', person: key.person, digest: key.kind, date }, delay);
    }
    taken.set(name, new Set(digest.items));
  });
  return { opened, isTold: ({ person, kind, request }) => taken.get(nameOf(person, kind))?.has(request) === true };
}

async function addTo(key: DigestKey, items: readonly RequestId[], { digests, clock }: WorkPorts): Promise<Digest | undefined> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await digests.read(key);
    const known = stored?.value ?? { ...key, items: [], state: 'open' as const, attempts: 0 };
    const all = [...new Set([...known.items, ...items])].slice(0, itemsAtMost);
    // Nothing was sent of an empty one: what has come due since opens it once more.
    const isOpen = known.state === 'open' || known.state === 'empty';
    const isSame = stored !== undefined && all.length === known.items.length;
    // A worker that is sending it has read what it tells of: added now, it would be sent twice. It waits for the next day.
    const isLeased = known.leasedUntil !== undefined && known.leasedUntil > clock.now().toInstant().toString();
    if (!isOpen || isSame || isLeased) return known;
    const added: Digest = { ...known, items: all, state: 'open' };
    if ((await digests.save(added, stored?.etag)) === 'saved') return added;
  }
  return undefined;
}

function nameOf(person: PersonId, kind: DigestKind): string {
  return `${kind} ${person}`;
}
