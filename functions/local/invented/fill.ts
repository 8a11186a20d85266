import type { openFilling, Storage } from '../../../bot/adapters/azure/storage';
import { nextWake } from '../../../bot/domain/request/request-dates';
import { placesOf } from '../../../bot/domain/request/views';
import { type Status, statuses } from '../../../bot/domain/statuses/table';
import { inParallel } from '../../../bot/outbox/in-parallel';
import { viewRows } from '../../../bot/outbox/sync-views';
import type { Dice } from './dice';
import { type InventedRequest, type InventionContext, inventedRequest } from './invented-requests';
import { drawPortraits } from './portraits';

/** The stores to fill. There is no queue, as invented requests notify nobody. */
export type FillStores = ReturnType<typeof openFilling> & Pick<Storage, 'photos'>;

export interface Filled {
  /** How many of each status were written. */
  written: Record<Status, number>;
  /** References that were taken, as those of the same seed are. */
  taken: number;
}

const requestsAtOnce = 32;
/** Requests per batch. */
const batch = 500;

/**
 * Invents requests and writes them as the product would have left them: histories, photos, wake-ups, rows of lists. Only
 * adds: a reference that is taken keeps what it has.
 *
 * @param onBatch called after each batch with how many are done.
 */
export async function fill(
  count: number,
  dice: Dice,
  context: InventionContext,
  stores: FillStores,
  onBatch: (done: number) => void,
): Promise<Filled> {
  const portraits = await drawPortraits();
  const filled: Filled = { written: Object.fromEntries(statuses.map((status) => [status, 0])) as Filled['written'], taken: 0 };
  for (let first = 0; first < count; first += batch) {
    const places = Array.from({ length: Math.min(batch, count - first) }, (_, at) => first + at);
    const invented = places.map((place) => ({ ...inventedRequest(dice, context, place), portrait: dice.pick(portraits) }));
    const outcomes = await inParallel(invented, requestsAtOnce, (one) => writeRequest(one, one.portrait, context, stores));
    const written = invented.filter((_, at) => outcomes[at] === 'committed').map(({ request }) => request);
    const nameIn = (person: string | undefined) => context.people.find(({ id }) => id === person)?.name;
    await stores.views.putAll(written.flatMap((request) => viewRows(request, nameIn(request.sponsor), nameIn(request.decision?.by))));
    for (const { status } of written) filled.written[status] += 1;
    filled.taken += invented.length - written.length;
    onBatch(first + places.length);
  }
  return filled;
}

/** Writes in the order of `perform`, in which a leftover is harmless and a gap is not. */
async function writeRequest(
  { request, events, details }: InventedRequest,
  portrait: Uint8Array,
  { now, policy }: InventionContext,
  { requests, views, photos }: FillStores,
): Promise<'committed' | 'lost'> {
  if (await requests.read(request.id)) return 'lost';
  const { photo } = request.answers;
  if (photo) await photos.put(photo.blob, portrait, { request: request.id, sponsor: request.involved[0]! });
  const wake = nextWake(request, now, policy);
  if (wake !== undefined) await views.putWake(wake, request.id);
  return requests.putHistory({ commitId: `invented-${request.id}`, request, events, details, viewKeys: placesOf(request) });
}
