import type { openFilling, Storage } from '../../../bot/adapters/azure/storage';
import { loadToAscii } from '../../../bot/adapters/to-ascii';
import { nextWake } from '../../../bot/domain/request/request-dates';
import { placesOf } from '../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../../bot/domain/statuses/table';
import { inParallel } from '../../../bot/outbox/in-parallel';
import { viewRows } from '../../../bot/outbox/sync-views';
import type { UsernameRegister } from '../../../bot/ports/username-register';
import type { Wake } from '../../../bot/ports/views';
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

/** Few, as the emulator works on one after the other, and a machine may be busy: the last of many would be given up. */
const requestsAtOnce = 8;
/** Requests that are looked for and named together. */
const batch = 50;
/** Requests whose rows of lists are written together: for each row the emulator goes through all that the lists have. */
const rowsAtOnce = 10;
/** How often a batch is tried: the emulator stands still for seconds while it saves, and longer on a busy machine. */
const mostTries = 5;
/** Requests between two lines about how it goes. */
const progressEvery = 250;

/**
 * Invents requests and writes them as the product would have left them: histories, photos, wake-ups, rows of lists, usernames and accounts
 * in the directory. Only adds: a reference that is taken keeps what it has, and gets the rows of lists that a run which broke off left out.
 *
 * @param onPart called now and then, and at the end, with how many are done.
 */
export async function fill(
  count: number,
  dice: Dice,
  context: InventionContext,
  stores: FillStores,
  onPart: (done: number) => void,
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
  // Of what an earlier run has left, only the last may lack its rows of lists, where it broke off before them.
  let last: Portrayed[] = [];
  for (let first = 0; first < count; first += batch) {
    const places = Array.from({ length: Math.min(batch, count - first) }, (_, at) => first + at);
    const invented = places.map((place) => ({ ...inventedRequest(dice, context, place), portrait: dice.pick(portraits) }));
    const written = new Map<string, VisitorRequest>();
    await inSomeTries(() => writeBatch(invented, written, context, naming, stores));
    const there = invented.filter(({ request }) => !written.has(request.id));
    if (written.size > 0) await writeRows([...last, ...invented], context, stores);
    last = written.size > 0 ? [] : there;
    for (const { status } of written.values()) filled.written[status] += 1;
    filled.taken += there.length;
    const done = first + places.length;
    if (done % progressEvery === 0 || done === count) onPart(done);
  }
  await writeRows(last, context, stores);
  return filled;
}

async function inSomeTries(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (fault) {
      if (tries === mostTries) throw fault;
    }
  }
}

type Portrayed = InventedRequest & { portrait: Uint8Array };

/** Whatever an earlier try, or an earlier run, has written stays. `written`: what was written here, in all tries. */
async function writeBatch(
  invented: readonly Portrayed[],
  written: Map<string, VisitorRequest>,
  context: InventionContext,
  naming: Naming,
  stores: FillStores,
): Promise<void> {
  const { requests, views, directory } = stores;
  // Usernames, accounts, wake-ups, requests: the order of the product, in which a leftover is harmless and a gap is not.
  const named = await inParallel(invented, requestsAtOnce, async ({ portrait, ...one }) =>
    (await requests.read(one.request.id)) ? [] : [{ ...(await withUsername(one, context, naming)), portrait }],
  );
  await directory.addAll(named.flat().flatMap((one) => directoryUserOf(one, context) ?? []));
  await views.putWakes(named.flat().flatMap(({ request }) => wakeOf(request, context)));
  await inParallel(named.flat(), requestsAtOnce, async (one) => {
    if ((await writeRequest(one, stores)) === 'committed') written.set(one.request.id, one.request);
  });
}

/** As what is stored now says. */
async function writeRows(invented: readonly Portrayed[], { people }: InventionContext, { requests, views }: FillStores): Promise<void> {
  const nameIn = (person: string | undefined) => people.find(({ id }) => id === person)?.name;
  for (let first = 0; first < invented.length; first += rowsAtOnce) {
    const some = invented.slice(first, first + rowsAtOnce);
    await inSomeTries(async () => {
      const present = await inParallel(some, requestsAtOnce, async ({ request: { id } }) => (await requests.read(id))?.value ?? []);
      await views.putAll(present.flat().flatMap((request) => viewRows(request, nameIn(request.sponsor), nameIn(request.decision?.by))));
    });
  }
}

function wakeOf(request: VisitorRequest, { now, policy }: InventionContext): Wake[] {
  const at = nextWake(request, now, policy);
  return at === undefined ? [] : [{ at, request: request.id }];
}

async function writeRequest(
  { request, events, details, portrait }: Portrayed,
  { requests, photos }: FillStores,
): Promise<'committed' | 'lost'> {
  const { photo } = request.answers;
  if (photo) await photos.put(photo.blob, portrait, { request: request.id, sponsor: request.involved[0]! });
  return requests.putHistory({ commitId: `invented-${request.id}`, request, events, details, viewKeys: placesOf(request) });
}
