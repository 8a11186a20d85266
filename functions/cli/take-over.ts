import type { TakingOver } from '../../bot/adapters/azure/storage';
import {
  byColumn,
  type RegisterColumn,
  type RegisterMistake,
  type RegisterPart,
  type RegisterRow,
  readRegisterRow,
  registerColumns,
  registerHeader,
} from '../../bot/domain/account/register-sheet';
import { accountMistakes, differencesOf, type Found, takenOver } from '../../bot/domain/account/take-over';
import type { FormContext } from '../../bot/domain/form/form-context';
import type { Person, Policy } from '../../bot/domain/organisation/organisation';
import { isObjectId, quotableCell, type SheetRow } from '../../bot/domain/organisation/sheet';
import { maySponsor } from '../../bot/domain/request/lifecycle';
import { nextWake } from '../../bot/domain/request/request-dates';
import { placesOf } from '../../bot/domain/request/views';
import { type RequestId, requestId, requestIdPattern, type VisitorRequest } from '../../bot/domain/request/visitor-request';
import { inParallel } from '../../bot/outbox/in-parallel';
import { viewRows } from '../../bot/outbox/sync-views';
import type { PresentAccounts } from '../../bot/ports/accounts';
import type { Clock, Random } from '../../bot/ports/system';
import type { SavedPolicy } from './policy-read';

/** The ports of the import. It has no queue, as an import notifies nobody. */
export interface TakeOverPorts extends Omit<TakingOver, 'requests' | 'views' | 'people' | 'directory' | 'policies'>, SavedPolicy {
  requests: Pick<TakingOver['requests'], 'read' | 'putHistory'>;
  views: Pick<TakingOver['views'], 'putAll' | 'putWake'>;
  people: Pick<TakingOver['people'], 'person' | 'byMail'>;
  /** The directory that has the accounts; absent where none is asked. */
  accounts?: PresentAccounts;
  /** The domain of usernames if no directory is configured. */
  domain: string;
  /** What a directory calls visitors; case does not matter. */
  visitorTypes: readonly string[];
  policy: Policy;
  clock: Clock;
  random: Random;
}

/** The result of a row. The username is its only personal data. */
export type Finding = { kind: 'wrong'; line: number; mistakes: RegisterMistake[] } | Right;
type Right =
  | (Known & { kind: 'new' | 'same' })
  /** Already imported, with other values in the columns of `what`. The stored request stays unchanged. */
  | (Known & { kind: 'differs'; what: string[] });

interface Known {
  line: number;
  username: string;
  /** Absent for a new one that has none yet. */
  reference?: RequestId;
  dayFirst: readonly RegisterColumn[];
  /** The mark cannot be put on an account that another directory keeps: a person has to. */
  needsHand?: true;
  /** Imported already, but its account lacks the mark, as after an interruption. */
  needsMark?: true;
}

/** Counts what is written when it is, so that it holds after a failure too. */
export interface Written {
  /** Requests. */
  takenOver: number;
  /** Accounts that got the mark. */
  marked: number;
}

const rowsAtOnce = 16;
/** Sponsors that are remembered; those of more are looked up again. */
const mostSponsors = 5_000;

/**
 * Yields the result of each row in the order of the file, and imports it if there is a count of what is written; invalid rows are skipped.
 * Rows are read on demand, so memory does not grow with the file. After an interruption the same file continues the import.
 *
 * @param retired usernames that are no longer in use.
 */
export async function* takeOver(
  rows: AsyncIterable<SheetRow>,
  written: Written | undefined,
  retired: ReadonlySet<string>,
  ports: TakeOverPorts,
): AsyncGenerator<Finding> {
  const context = { policy: ports.policy, departments: await ports.departments.all(), today: ports.clock.now().toPlainDate() };
  const judge = judgeOf(context, retired, ports);
  const take = async (row: SheetRow, columns: readonly (RegisterColumn | undefined)[]): Promise<Finding> => {
    const judged = await judge(row, columns);
    return written && judged.isTaken ? await write(judged, written, ports) : judged.finding;
  };
  let columns: readonly (RegisterColumn | undefined)[] | undefined;
  let batch: SheetRow[] = [];
  for await (const row of rows) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    if (!columns) {
      const header = registerHeader(row);
      // Under a wrong header every row would be wrong.
      if ('mistakes' in header) return yield { kind: 'wrong', line: row.line, mistakes: header.mistakes };
      columns = header.columns;
      continue;
    }
    batch.push(row);
    if (batch.length < rowsAtOnce) continue;
    yield* await inParallel(batch, rowsAtOnce, (one) => take(one, columns!));
    batch = [];
  }
  if (!columns) {
    const text = `The file is empty: the first line has the columns, of ${registerColumns.join(', ')}.`;
    yield { kind: 'wrong', line: 1, mistakes: [{ line: 1, text }] };
  }
  yield* await inParallel(batch, rowsAtOnce, (one) => take(one, columns!));
}

type Judged = { isTaken: false; finding: Finding } | ToTake;

/** A row to be written, or one of which only the mark is missing. */
interface ToTake {
  isTaken: true;
  /** The sponsor's name. */
  sponsor: string;
  row: RegisterRow;
  found: Found;
  username: string;
  id?: RequestId;
  isThere: boolean;
  finding: Right;
}

type Columns = readonly (RegisterColumn | undefined)[];

function judgeOf(
  context: FormContext,
  retired: ReadonlySet<string>,
  ports: TakeOverPorts,
): (row: SheetRow, columns: Columns) => Promise<Judged> {
  const seen = { username: new Map<string, number>(), objectId: new Map<string, number>(), reference: new Map<string, number>() };
  const sponsorOf = sponsors(ports);

  /** Of two rows of one visitor, the later one is wrong. */
  function repeats(column: keyof typeof seen, value: string | undefined, line: number): RegisterMistake[] {
    if (value === undefined) return [];
    const first = seen[column].get(value);
    if (first === undefined) seen[column].set(value, line);
    return first === undefined ? [] : [{ line, column, text: `This is in line ${first} too.` }];
  }

  return async (cells, columns) => {
    const wrong = (mistakes: RegisterMistake[]): Judged => ({
      isTaken: false,
      finding: { kind: 'wrong', line: cells.line, mistakes: byColumn(mistakes) },
    });
    const read = readRegisterRow(cells, columns, context);
    const part = 'row' in read ? read.row : read.part;
    if (!part) return wrong('row' in read ? [] : read.mistakes);
    const { line } = part;
    // All that is wrong with a row is said at once, so each look-up is made that can be made.
    const mistakes = [
      ...('row' in read ? [] : read.mistakes),
      ...repeats('username', part.username, line),
      ...repeats('objectId', part.objectId, line),
      ...repeats('reference', part.reference, line),
    ];
    const isNamed = part.username !== undefined || part.objectId !== undefined;
    const [sponsor, account] = await Promise.all([
      part.sponsor === undefined ? undefined : sponsorOf(part.sponsor),
      isNamed ? ports.accounts?.find(part.objectId ?? signInName(part, ports.domain)) : undefined,
    ]);
    if (typeof sponsor === 'string') mistakes.push({ line, column: 'sponsor', text: sponsor });
    if (ports.accounts && isNamed) {
      const person = account && (await ports.people.person(account.id));
      mistakes.push(...accountMistakes(part, account, person, context, ports.visitorTypes));
    }
    const username = part.username ?? account?.userName.toLowerCase().replace(/@.*$/, '');
    if (username === undefined) return wrong(mistakes.length > 0 ? mistakes : [withoutUsername(line)]);
    // Of an account that is named by its object id, the directory has said the username only now.
    if (part.username === undefined) mistakes.push(...repeats('username', username, line));
    if (retired.has(username)) mistakes.push({ line, column: 'username', text: 'This is in the file of retired usernames too.' });

    const holder = await ports.usernames.holder(username);
    const id = holder?.request ?? account?.mark ?? part.reference;
    // A retired username is accepted only for the account that still has it.
    if (holder && holder.request === undefined && !account)
      mistakes.push({ line, column: 'username', text: 'This username was retired here and is never given again.' });
    if (id !== undefined && part.reference !== undefined && id !== part.reference)
      mistakes.push({ line, column: 'reference', text: `This account has the reference ${id} here.` });
    if (holder?.request !== undefined && account?.mark !== undefined && account.mark !== holder.request)
      mistakes.push({
        line,
        column: 'objectId',
        text: `The account is marked as ${account.mark}, and its username is of ${holder.request} here.`,
      });
    const stored = id === undefined || !requestIdPattern.test(id) ? undefined : (await ports.requests.read(id))?.value;
    // If the username is not registered to it, the stored request belongs to another visitor.
    if (stored && holder?.request === undefined) mistakes.push({ line, column: 'reference', text: `${id} is another visitor here.` });
    if (!stored && holder?.request === undefined && account?.mark !== undefined && requestIdPattern.test(account.mark))
      mistakes.push({ line, column: 'objectId', text: `The account is marked as ${account.mark}, which is not known here.` });
    if (mistakes.length > 0 || !('row' in read) || sponsor === undefined || typeof sponsor === 'string') return wrong(mistakes);
    const { row } = read;

    const userName = account?.userName ?? signInName(row, ports.domain);
    const found: Found = { sponsor: sponsor.id, userName, ...(account && { account }) };
    const isUnmarked = account !== undefined && account.mark === undefined && row.answers.itAccess !== 'none';
    const known: Known = {
      line,
      username,
      ...(id !== undefined && { reference: id }),
      dayFirst: row.dayFirst,
      ...(isUnmarked && account.isSynced && { needsHand: true }),
      ...(isUnmarked && !account.isSynced && stored && { needsMark: true }),
    };
    return { ...judged(stored, row, found, known), sponsor: sponsor.name, row, found, username, ...(id !== undefined && { id }) };
  };

  function judged(
    stored: VisitorRequest | undefined,
    row: RegisterRow,
    found: Found,
    known: Known,
  ): Pick<ToTake, 'isTaken' | 'isThere' | 'finding'> {
    if (!stored) return { isTaken: true, isThere: false, finding: { ...known, kind: 'new' } };
    const what = differencesOf(stored, row, found);
    const finding: ToTake['finding'] = what.length > 0 ? { ...known, kind: 'differs', what } : { ...known, kind: 'same' };
    return { isTaken: true, isThere: true, finding };
  }
}

function withoutUsername(line: number): RegisterMistake {
  return { line, column: 'username', text: 'Give the username: no directory is asked here.' };
}

function signInName({ username }: Pick<RegisterPart, 'username'>, domain: string): string {
  return `${username}@${domain}`;
}

/** Looks up the person in a sponsor cell, once per value; a sentence if there is none. */
function sponsors({ people }: Pick<TakeOverPorts, 'people'>): (typed: string) => Promise<Person | string> {
  const known = new Map<string, Promise<Person | string>>();
  async function lookUp(typed: string): Promise<Person | string> {
    const person = await (isObjectId(typed) ? people.person(typed) : people.byMail(typed));
    if (!person) return `There is nobody with the ${isObjectId(typed) ? 'id' : 'address'} “${quotableCell(typed)}” in the directory.`;
    return maySponsor(person) ? person : `“${quotableCell(typed)}” may not sponsor a visitor: only enabled members of staff may.`;
  }
  return (typed) => {
    if (known.size >= mostSponsors) known.clear();
    const found = known.get(typed) ?? lookUp(typed);
    known.set(typed, found);
    return found;
  };
}

/**
 * The order is the point: whatever a crash leaves, the same file again finds it by the username and goes on. 1 The username, which names
 * the reference from then on. 2 Wake-up and list rows: without a request they do no harm. 3 The request. 4 The mark on the account.
 */
async function write(toTake: ToTake, written: Written, ports: TakeOverPorts): Promise<Finding> {
  const { sponsor, row, found, username, id: known, isThere, finding } = toTake;
  const { usernames, requests, views, accounts, clock, policy, random } = ports;
  const id = known ?? requestId(random.bytes(8));
  if (!isThere) {
    const taken = (text: string): Finding => ({ kind: 'wrong', line: row.line, mistakes: [{ line: row.line, column: 'username', text }] });
    if (!(await usernames.takeOver(username, id))) return taken('This username was given to another visitor meanwhile.');
    const now = clock.now();
    const { request, event, detail } = takenOver(id, row, found, now);
    const wake = nextWake(request, now, policy);
    if (wake !== undefined) await views.putWake(wake, id);
    await views.putAll(viewRows(request, sponsor));
    const history = { commitId: `taken-over-${id}`, request, events: [event], details: [detail], viewKeys: placesOf(request) };
    const isLost = (await requests.putHistory(history)) === 'lost';
    if (isLost && (await requests.read(id))?.commitId !== history.commitId)
      return taken(`The reference ${id} was used meanwhile. Try again.`);
    written.takenOver += 1;
  }
  const { account } = found;
  if (accounts && account && account.mark === undefined && !account.isSynced && row.answers.itAccess !== 'none')
    if (await accounts.mark(account.id, id)) written.marked += 1;
  return { ...finding, reference: id };
}
