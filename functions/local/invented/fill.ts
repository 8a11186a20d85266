import type { openFilling, Storage } from '../../../bot/adapters/azure/storage';
import { loadToAscii } from '../../../bot/adapters/to-ascii';
import { nextWake } from '../../../bot/domain/request/request-dates';
import { placesOf } from '../../../bot/domain/request/views';
import { type Status, statuses } from '../../../bot/domain/statuses/table';
import { inParallel } from '../../../bot/outbox/in-parallel';
import { viewRows } from '../../../bot/outbox/sync-views';
import type { UsernameRegister } from '../../../bot/ports/username-register';
import type { ListedAccount } from '../directory/directory-page';
import type { WholeAccount } from '../directory/local-directory';
import { localAccountDomain } from '../directory/local-tenant';
import type { Dice } from './dice';
import { directoryUserOf, type Naming, withUsername } from './invented-account';
import { type InventedRequest, type InventionContext, inventedRequest } from './invented-requests';
import { drawPortraits } from './portraits';

/** The stores to fill. There is no queue, as invented requests notify nobody. */
export type FillStores = ReturnType<typeof openFilling> &
  Pick<Storage, 'photos'> & {
    usernames: Pick<UsernameRegister, 'take'>;
    directory: FillDirectory;
  };

/** The directory to fill. */
export interface FillDirectory {
  /** The sign-in names that it has, each with its mark. */
  marks(): Promise<readonly AccountMark[]>;
  /** Adds those that it does not have. */
  addAll(accounts: readonly WholeAccount[]): Promise<void>;
}

export type AccountMark = Pick<ListedAccount, 'userName' | 'employeeId'>;

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
 * Invents requests and writes them as the product would have left them: histories, photos, wake-ups, rows of lists, usernames and accounts
 * in the directory. Only adds: a reference that is taken keeps what it has.
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
  const marks = await stores.directory.marks();
  const naming: Naming = {
    register: stores.usernames,
    holders: new Map(marks.map(({ userName, employeeId }) => [userName.split('@')[0] ?? '', employeeId])),
    toAscii: await loadToAscii(),
    domain: localAccountDomain,
  };
  const filled: Filled = { written: Object.fromEntries(statuses.map((status) => [status, 0])) as Filled['written'], taken: 0 };
  for (let first = 0; first < count; first += batch) {
    const places = Array.from({ length: Math.min(batch, count - first) }, (_, at) => first + at);
    const invented = places.map((place) => ({ ...inventedRequest(dice, context, place), portrait: dice.pick(portraits) }));
    // Usernames, accounts, requests: the order of the product, in which a leftover is harmless and a gap is not.
    const named = (
      await inParallel(invented, requestsAtOnce, async ({ portrait, ...one }) =>
        (await stores.requests.read(one.request.id)) ? [] : [{ ...(await withUsername(one, context, naming)), portrait }],
      )
    ).flat();
    await stores.directory.addAll(named.flatMap((one) => directoryUserOf(one, context) ?? []));
    const outcomes = await inParallel(named, requestsAtOnce, (one) => writeRequest(one, one.portrait, context, stores));
    const written = named.filter((_, at) => outcomes[at] === 'committed').map(({ request }) => request);
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
  const { photo } = request.answers;
  if (photo) await photos.put(photo.blob, portrait, { request: request.id, sponsor: request.involved[0]! });
  const wake = nextWake(request, now, policy);
  if (wake !== undefined) await views.putWake(wake, request.id);
  return requests.putHistory({ commitId: `invented-${request.id}`, request, events, details, viewKeys: placesOf(request) });
}
