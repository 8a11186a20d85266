import { Temporal } from 'temporal-polyfill';
import { nightOf, photosOfNight, requestsOfNight, sponsorListsOfNight } from '../../bot/domain/request/nightly-parts';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { reconcile } from '../../bot/jobs/night/reconcile';
import { work } from '../../bot/jobs/work';
import { viewRows } from '../../bot/outbox/sync-views';
import type { WorkPorts } from '../../bot/outbox/work-ports';
import type { TodoTarget } from '../../bot/ports/requests';
import type { ViewKey } from '../../bot/ports/views';
import { makePorts, type TestPorts } from '../fakes/ports';
import { makeCommit, makeDraft, makeEvent, makeRequest, sponsorId } from '../make';

/** The stores may be any; queue, clock and channel are in memory. */
export type NightPorts = WorkPorts & Pick<TestPorts, 'queue' | 'clock' | 'lines'>;

/** Later than any clock of a real store, so that what it stores is older than a day. */
const tonight = '2090-01-18T03:00';
const night = nightOf(Temporal.PlainDate.from('2090-01-18'));
/** Ids, names of photos and sponsors whose turn it is that night. */
export const idOf = (letter: string) => `${requestsOfNight(night).from}${letter.padStart(6, '0')}`;
export const blobOf = (digit: string) => `${photosOfNight(night)[0]}${digit.padStart(30, '0')}`;
const tonightsSponsor = `${sponsorListsOfNight(night).from.slice('sponsor:'.length)}${sponsorId.slice(2)}`;

export function nightPorts(stores: Partial<Pick<TestPorts, 'requests' | 'drafts' | 'views' | 'photos'>> | object = {}): NightPorts {
  const ports = { ...makePorts(), ...stores };
  ports.clock.set(tonight);
  return ports;
}

const photo = (digit: string) => ({ ...makeRequest().answers, photo: { blob: blobOf(digit) } });
/** Long ago, and a moment ago. */
const long = '2089-12-01T10:00:00Z';
const justNow = '2090-01-18T02:50:00Z';
const stay = { validFrom: '2090-02-01', validTo: '2090-08-31' };

export const requests = {
  inLine: request('A', { answers: photo('a') }),
  todoLost: request('B'),
  todoPutOff: request('C'),
  rowMissing: request('D'),
  rowOld: request('E'),
  rowLeft: request('F'),
  rowsUnknown: request('G'),
  wakeMissing: request('H'),
  overdue: request('J', { status: 'approved', validFrom: '2090-01-10' }),
  rejectedLongAgo: request('K', { status: 'rejected', changedAt: long, answers: photo('b') }),
  rejectedLately: request('M', { status: 'rejected', changedAt: justNow, answers: photo('c') }),
  returned: request('N', { status: 'returned', answers: photo('d') }),
};

function request(letter: string, overrides: Partial<VisitorRequest> = {}): VisitorRequest {
  return makeRequest({
    id: idOf(letter),
    ...stay,
    madeAt: long,
    question: { askedAt: justNow },
    changedAt: justNow,
    sponsor: tonightsSponsor,
    ...overrides,
  });
}

const strayRow = { ...viewRows(request('Z'))[0]!, row: `2090-08-31:${idOf('Z')}` };
export const leftPlace: ViewKey = { partition: `sponsor:${tonightsSponsor}`, row: `2090-06-30:${requests.rowLeft.id}` };

/** Stores one of everything that a bad day leaves behind, beside what must stay. */
export async function leaveBehind(ports: NightPorts): Promise<void> {
  for (const [name, each] of Object.entries(requests)) {
    const todos: TodoTarget[] = name === 'todoLost' || name === 'todoPutOff' ? ['cards'] : [];
    const event = makeEvent({ at: name === 'todoLost' ? long : justNow });
    await ports.requests.commit(makeCommit({ request: each, todos, event }));
    const { viewKeys, viewsEtag } = (await ports.requests.readAll(each.id))!;
    if (name === 'rowLeft') await ports.requests.noteViews(each.id, [...viewKeys, leftPlace], viewsEtag);
    if (name === 'rowsUnknown') await ports.requests.noteViews(each.id, [], viewsEtag);
    else for (const row of viewRows(each)) await ports.views.put(row);
  }
  const { rowMissing, rowOld, rowLeft } = requests;
  await ports.views.delete(viewRows(rowMissing)[2]!);
  await ports.views.put({ ...viewRows(rowOld)[1]!, revision: 0, visitor: 'Ottoline Fairwether' });
  await ports.views.put({ ...viewRows(rowLeft)[0]!, ...leftPlace });
  await ports.views.put(strayRow);
  const { id: putOff } = requests.todoPutOff;
  const { todos, viewKeys, viewsEtag } = (await ports.requests.readAll(putOff))!;
  const postponed = todos.map((todo) => ({ ...todo, value: { ...todo.value, attempts: 3, notBefore: '2090-01-18T01:00:00Z' } }));
  const lease = (await ports.requests.takeLease(putOff, Temporal.Instant.from(long), 60))!;
  await ports.requests.settle(lease, { viewsEtag, viewKeys, done: [], postponed });
  for (const [name, { id, status }] of Object.entries(requests)) {
    if (name !== 'wakeMissing' && wakes[status]) await ports.views.putWake(wakes[status], id);
  }
  await leaveDraftsAndPhotos(ports);
}

/** For the dates of this story; the calendar has its own tests. What is approved has lost its own. */
const wakes: Partial<Record<VisitorRequest['status'], string>> = { pending: '2090-01-20T08', returned: '2090-09-01T00' };

async function leaveDraftsAndPhotos({ drafts, photos }: NightPorts): Promise<void> {
  const changes = { revision: 1, department: 'computer-science', photo: blobOf('d') };
  await drafts.save(makeDraft({ id: idOf('P'), touchedAt: '2089-12-19T02:59:00Z', answers: photo('e') }));
  await drafts.save(makeDraft({ id: idOf('Q'), touchedAt: '2089-12-19T04:00:00Z', answers: photo('f') }));
  await drafts.save(makeDraft({ id: idOf('N'), sponsor: tonightsSponsor, touchedAt: long, answers: photo('d'), changes }));
  const owners = { a: 'A', b: 'K', c: 'M', d: 'N', e: 'P', f: 'Q', '0': 'Z' };
  for (const [digit, letter] of Object.entries(owners)) {
    const sponsor = 'PQ'.includes(letter) ? sponsorId : tonightsSponsor;
    await photos.put(blobOf(digit), Uint8Array.of(1), { request: idOf(letter), sponsor });
  }
  await photos.put(blobOf('1'), Uint8Array.of(1));
}

/** What a complete round of the story above mends. */
export const mended = {
  oldDrafts: 2,
  orphanPhotos: 1,
  forgottenTodos: 2,
  staleViews: 4,
  strayRows: 2,
  missingWakes: 2,
  photosForgotten: 1,
};
export const nothing = Object.fromEntries(Object.keys(mended).map((name) => [name, 0]));

/** Lets the worker do all that waits, whatever its delay. */
export async function workOff(ports: NightPorts): Promise<void> {
  for (let messages = ports.queue.take(); messages.length > 0; messages = ports.queue.take()) {
    for (const message of messages) await work(message, ports);
  }
}

/** What there is after it all, to compare with `asItShouldBe`. */
export async function asItIs(ports: NightPorts) {
  const drafts: string[] = [];
  for (const sponsor of [sponsorId, tonightsSponsor]) for (const { id } of await ports.drafts.list(sponsor, 9)) drafts.push(id);
  const blobs: string[] = [];
  for await (const { blob } of ports.photos.list('')) blobs.push(blob.slice(-1));
  const todos: string[] = [];
  for (const { id } of Object.values(requests)) if ((await ports.requests.readAll(id))?.todos.length) todos.push(id);
  const { rowsUnknown, rowLeft, wakeMissing, overdue, rejectedLongAgo } = requests;
  const { faults, requests: seen, ...dry } = await reconcile(ports, { isDry: true });
  return {
    drafts,
    blobs: blobs.sort().join(''),
    todos,
    strayRow: await ports.views.read(strayRow),
    leftRow: await ports.views.read(leftPlace),
    unknownRows: (await ports.requests.readAll(rowsUnknown.id))?.viewKeys.length,
    rowsOfLeft: (await ports.requests.readAll(rowLeft.id))?.viewKeys.length,
    wakes: [await ports.views.hasWake('2090-01-20T08', wakeMissing.id), await ports.views.hasWake('2090-01-10T00', overdue.id)],
    forgotten: (await ports.requests.readAll(rejectedLongAgo.id))?.events.map(({ verb }) => verb),
    still: Object.fromEntries(Object.keys(mended).map((name) => [name, dry[name as keyof typeof dry]])),
    faults,
    seen,
  };
}

/** The drafts and photos that must stay stay: touched within thirty days, named, young, or nobody's. */
export const asItShouldBe = {
  drafts: [idOf('Q')],
  blobs: '1acdf',
  todos: [],
  strayRow: undefined,
  leftRow: undefined,
  unknownRows: 14,
  rowsOfLeft: 14,
  wakes: [true, true],
  forgotten: ['request', 'forget-photo'],
  still: nothing,
  faults: 0,
  seen: Object.keys(requests).length,
};
