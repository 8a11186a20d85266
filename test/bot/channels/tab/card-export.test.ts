import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { unzipSync } from 'fflate';
import { readCsv } from '../../../../bot/adapters/csv';
import type { CardExport } from '../../../../bot/channels/tab/card-contract';
import { exportCards } from '../../../../bot/channels/tab/card-export';
import { viewOf } from '../../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { viewRows } from '../../../../bot/outbox/sync-views';
import { makePorts } from '../../../fakes/ports';
import { makePerson, makePolicy, makeRequest, newRequestId, strangerId } from '../../../make';
import { tried, tries } from '../../../torture/tries';

const officer = makePerson({ id: strangerId, isCardOffice: true });
const one = '3f0c2a4e-6f1d-4b8e-9a53-0d5c1e7b2f64';
const two = '8d0c2a4e-6f1d-4b8e-9a53-0d5c1e7b2f65';

type Ports = ReturnType<typeof openPorts>;
function openPorts() {
  const ports = { ...makePorts(), chatUrl: () => '' };
  return { ...ports, policy: { ...ports.policy, cards: makePolicy().cards } };
}

async function has(ports: Ports, change: Partial<VisitorRequest> = {}): Promise<VisitorRequest> {
  const request = makeRequest({ id: newRequestId(), status: 'active', validFrom: '2027-01-10', ...change });
  await ports.has(request);
  await ports.views.putAll(viewRows(request));
  return request;
}

const dayOf = ({ clock }: Ports) => clock.now().toPlainDate().toLocaleString('en-GB');

class NothingThere extends Error {}

async function piecesOf(ports: Ports, ask: CardExport, person = officer): Promise<AsyncIterable<Uint8Array>> {
  const answer = await exportCards(person, ask, ports);
  if (answer.kind !== 'file') throw new NothingThere(answer.kind);
  return answer.pieces;
}

async function becomes(ports: Ports, { id }: VisitorRequest, change: Partial<VisitorRequest>): Promise<void> {
  const stored = await ports.requests.read(id);
  const next: VisitorRequest = { ...stored!.value, ...change, events: stored!.value.events + 1 };
  const event = { ...(await ports.requests.readAll(id))!.events[0]!, verb: 'end' };
  await ports.requests.commit({ commitId: crypto.randomUUID(), etag: stored!.etag, request: next, event, detail: {}, todos: [] });
  await ports.views.putAll(viewRows(next));
}

/** By somebody, on the present day. */
const ends = (ports: Ports, request: VisitorRequest) =>
  becomes(ports, request, {
    status: 'ended',
    account: { ...request.account, end: { by: strangerId, at: ports.clock.now().toInstant().toString(), channel: 'tab' } },
  });

/** The rows of the sheet as the card system has them, and the names of the photos. */
async function downloads(ports: Ports, ask: CardExport, person = officer): Promise<{ rows: string[][]; photos: string[] }> {
  const parts: Uint8Array[] = [];
  try {
    for await (const piece of await piecesOf(ports, ask, person)) parts.push(piece);
  } catch (fault) {
    if (fault instanceof NothingThere) return { rows: [], photos: [] };
    throw fault;
  }
  const { 'cardholders.csv': sheet, ...photos } = unzipSync(Buffer.concat(parts));
  const read = readCsv(sheet ?? new Uint8Array());
  if ('mistake' in read) throw new Error(read.mistake.text);
  return { rows: read.rows.slice(1).map(({ cells }) => cells), photos: Object.keys(photos) };
}

const eventsOf = async (ports: Ports, { id }: VisitorRequest) =>
  ((await ports.requests.readAll(id))?.events ?? []).map(({ verb, fields }) => [verb, ...fields].join(' '));
const referencesIn = ({ rows }: { rows: string[][] }) => rows.map(([reference]) => reference);

describe('the download for the card system', () => {
  it('should have each visitor with a card, and the photo of each that there is, recorded before it is given', async () => {
    const ports = openPorts();
    const photographed = await has(ports);
    const photoless = await has(ports, { answers: { ...makeRequest().answers, photo: { blob: 'f'.repeat(32) } } });
    await has(ports, { answers: { ...makeRequest().answers, idCard: false } });
    await has(ports, { status: 'pending' });
    await ports.photos.put(photographed.answers.photo?.blob ?? '', Uint8Array.of(0xff, 0xd8, 1));
    const { rows, photos } = await downloads(ports, { what: 'all', batch: one });
    expect(rows).toEqual([
      [photographed.id, 'Fairweather', '31/08/2027', `photos/${photographed.id}.jpg`, 'new'],
      [photoless.id, 'Fairweather', '31/08/2027', '', 'new'],
    ]);
    expect(photos).toEqual([`photos/${photographed.id}.jpg`]);
    expect([(await eventsOf(ports, photographed)).at(-1), (await eventsOf(ports, photoless)).at(-1)]).toEqual([
      'export-card photo',
      'export-card',
    ]);
    const { revision } = (await ports.requests.read(photographed.id))?.value ?? {};
    expect(revision).toBe(photographed.revision);
  });

  it('should have what is new since the last one, and the same once more where one broke off', async () => {
    const ports = openPorts();
    const first = await has(ports);
    expect(referencesIn(await downloads(ports, { what: 'new', batch: one }))).toEqual([first.id]);
    const second = await has(ports);
    expect(referencesIn(await downloads(ports, { what: 'new', batch: two }))).toEqual([second.id]);
    expect(referencesIn(await downloads(ports, { what: 'new', batch: two }))).toEqual([second.id]);
    expect(referencesIn(await downloads(ports, { what: 'new', batch: one }))).toEqual([first.id]);
    expect(referencesIn(await downloads(ports, { what: 'all', batch: crypto.randomUUID() })).sort()).toEqual([first.id, second.id].sort());
  });

  it('should tell of an end once, for a card that was never issued too', async () => {
    const ports = openPorts();
    const request = await has(ports);
    await downloads(ports, { what: 'new', batch: one });
    await ends(ports, request);
    // A card system that reads the dates alone ends it too.
    expect((await downloads(ports, { what: 'new', batch: two })).rows).toEqual([[request.id, 'Fairweather', dayOf(ports), '', 'end']]);
    expect((await downloads(ports, { what: 'new', batch: crypto.randomUUID() })).rows).toEqual([]);
    // It leaves the list with the next sync, which the record asks for.
    expect((await ports.requests.readAll(request.id))?.todos.map(({ value }) => value.target)).toContain('views');
  });

  it('should tell of a card that a change has left out, and of a new one after that', async () => {
    const ports = openPorts();
    const request = await has(ports);
    await downloads(ports, { what: 'new', batch: one });
    const without = { answers: { ...request.answers, idCard: false } };
    await becomes(ports, request, without);
    const rows = [[request.id, 'Fairweather', dayOf(ports), '', 'end']];
    expect((await downloads(ports, { what: 'new', batch: two })).rows).toEqual(rows);
    await becomes(ports, request, {});
    expect((await downloads(ports, { what: 'new', batch: two })).rows).toEqual(rows);
    expect((await downloads(ports, { what: 'new', batch: crypto.randomUUID() })).rows).toEqual([]);
    await becomes(ports, request, { answers: request.answers });
    expect((await downloads(ports, { what: 'new', batch: one })).rows).toEqual([[request.id, 'Fairweather', '31/08/2027', '', 'new']]);
  });

  it('should hold no photo of whoever is over, whatever else its reader may see', async () => {
    const ports = openPorts();
    const issued = { by: strangerId, at: '2027-01-11T09:00:00Z', channel: 'tab' as const, number: '1', until: '2027-08-31' };
    const over = await has(ports, { status: 'ended', issued });
    await ports.photos.put(over.answers.photo?.blob ?? '', Uint8Array.of(0xff, 0xd8, 1));
    const { rows, photos } = await downloads(ports, { what: 'all', batch: one }, { ...officer, isAdmin: true });
    expect([rows.map((cells) => cells.slice(-2)), photos]).toEqual([[['', 'end']], []]);
  });

  it('should say the same once more where one broke off: of a new visitor, and of an end', async () => {
    const ports = openPorts();
    const request = await has(ports);
    const saved = async () => {
      for (const { partition, row } of (await ports.views.list(viewOf.cards, 9)).rows) await ports.views.delete({ partition, row });
      await ports.views.putAll(viewRows((await ports.requests.read(request.id))!.value));
    };
    const actionsIn = async (batch: string) => {
      const { rows } = await downloads(ports, { what: 'new', batch });
      await saved();
      return rows.map((cells) => cells.at(-1));
    };
    expect([await actionsIn(one), await actionsIn(one), await actionsIn(two)]).toEqual([['new'], ['new'], []]);
    await ends(ports, request);
    expect([await actionsIn(two), await actionsIn(two), await actionsIn(one)]).toEqual([['end'], ['end'], []]);
    // Whoever closed the page after a broken one takes all, and misses no end.
    expect((await downloads(ports, { what: 'all', batch: two })).rows.map((cells) => cells.at(-1))).toEqual(['end']);
    // For a week, so that what is read does not grow with all who ever had a card.
    ports.clock.pass({ days: 8 });
    expect([await actionsIn(two), (await downloads(ports, { what: 'all', batch: one })).rows]).toEqual([[], []]);
  });

  it('should break off where something cannot be recorded, so that nobody gets what is not', async () => {
    const ports = openPorts();
    await has(ports);
    ports.requests.commit = async () => 'lost';
    await expect(downloads(ports, { what: 'all', batch: one })).rejects.toThrow('could not be recorded');
  });

  it('should take no more memory for all photos than for a few', async () => {
    const ports = openPorts();
    const [count, size] = [tries(300, 2_000, 2_000), 600_000];
    for (let made = 0; made < count; made += 1) await has(ports);
    ports.photos.get = async () => new Uint8Array(size).fill(7);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const live = () => {
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const before = live();
    const most = [0, 0];
    let [total, pieces] = [0, 0];
    for await (const piece of await piecesOf(ports, { what: 'all', batch: one })) {
      total += piece.byteLength;
      pieces += 1;
      if (pieces % 100 !== 0) continue;
      const half = total < (count / 2) * size ? 0 : 1;
      most[half] = Math.max(most[half]!, live() - before);
    }
    expect(total).toBeGreaterThan(count * size);
    // The few that are read ahead, the lines of the sheet, and what else this process does.
    expect(Math.max(...most)).toBeLessThan(total / 6);
    const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000);
    tried('a large download', { photos: count, megabytes: megabytes(total), megabytesInMemory: megabytes(Math.max(...most)) });
  }, 60_000);
});
