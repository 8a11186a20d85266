import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openFilling } from '../../../../bot/adapters/azure/storage';
import type { ViewRow, ViewStore } from '../../../../bot/ports/views';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { InMemoryViewStore } from '../../../fakes/in-memory-view-store';
import { StoryClock } from '../../../fakes/story-clock';
import { sponsorId, strangerId } from '../../../make';
import { openStorageAt, openTestStorage, testConnection } from '../../../setup/azurite-storage';

function makeRow(overrides: Partial<ViewRow> = {}): ViewRow {
  return {
    partition: `sponsor:${sponsorId}`,
    row: '2027-08-31:VR-7K3M9QXA',
    request: 'VR-7K3M9QXA',
    revision: 1,
    status: 'pending',
    visitor: 'Dr Ottoline Fairweather',
    department: 'computer-science',
    sponsor: sponsorId,
    validFrom: '2027-02-03',
    validTo: '2027-08-31',
    since: '2027-01-18T10:15:00Z',
    ...overrides,
  };
}

async function wakes(store: ViewStore, at: string): Promise<string[]> {
  const found: string[] = [];
  for await (const wake of store.wakesUntil(at)) found.push(`${wake.at} ${wake.request}`);
  return found;
}

const injection = "x' or PartitionKey ne 'y";

describe.each([
  ['in memory', async () => new InMemoryViewStore()],
  ['in tables', async () => (await openTestStorage()).storage.views],
])('a view store %s', (_name, open: () => Promise<ViewStore>) => {
  let store: ViewStore;
  beforeEach(async () => {
    store = await open();
  });

  it('should list a partition in row order, page by page', async () => {
    const rows = ['b', 'd', 'a', 'c', 'e'].map((row) => makeRow({ row }));
    for (const row of rows) await store.put(row);

    const first = await store.list(makeRow().partition, 2);
    const second = await store.list(makeRow().partition, 2, first.next);
    const third = await store.list(makeRow().partition, 2, second.next);

    expect([first, second, third].map((page) => page.rows.map(({ row }) => row))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(first.rows[0]).toEqual(makeRow({ row: 'a' }));
    expect(third.next).toBeUndefined();
  });

  it('should note when a job last ran to its end, each for itself, and be no row of a list', async () => {
    expect(await store.lastRuns()).toEqual({});
    await store.putRun('sweep', '2027-01-18T10:03:00Z');
    await store.putRun('reconcile', '2027-01-18T02:33:00Z');
    await store.putRun('sweep', '2027-01-18T11:03:00Z');
    expect(await store.lastRuns()).toEqual({ sweep: '2027-01-18T11:03:00Z', reconcile: '2027-01-18T02:33:00Z' });
    for await (const row of store.rowsIn({ from: '', before: '~' })) expect(row).toBeUndefined();
  });

  it('should offer no next page where the last one is just full', async () => {
    await store.put(makeRow());
    expect(await store.list(makeRow().partition, 1)).toEqual({ rows: [makeRow()] });
  });

  it('should go on after a row that was deleted meanwhile', async () => {
    for (const row of ['a', 'b', 'c']) await store.put(makeRow({ row }));
    const { next } = await store.list(makeRow().partition, 2);
    await store.delete({ partition: makeRow().partition, row: 'b' });
    expect((await store.list(makeRow().partition, 2, next)).rows.map(({ row }) => row)).toEqual(['c']);
  });

  it('should read one row, and none that is not there', async () => {
    await store.put(makeRow());
    expect(await store.read(makeRow())).toEqual(makeRow());
    expect(await store.read({ ...makeRow(), row: 'x' })).toBeUndefined();
    expect(await store.read({ ...makeRow(), partition: injection })).toBeUndefined();
  });

  it('should read every row of a range of lists, and no wake-up or matter for admins', async () => {
    const names = ['sponsor:0', 'sponsor:1a', 'sponsor:1b', 'sponsor:2', 'status:pending'];
    const rows = names.flatMap((partition) => ['a', 'b'].map((row) => makeRow({ partition, row })));
    for (const row of rows) await store.put(row);
    await store.putWake('2027-02-03T08', 'VR-00000001');
    await store.putAttention('delivery', 'VR-00000001', 'unreachable', '2027-02-01T09:00:00Z');
    expect(await rowsIn('sponsor:1', 'sponsor:2')).toEqual(['sponsor:1a a', 'sponsor:1a b', 'sponsor:1b a', 'sponsor:1b b']);
    expect(await rowsIn('sponsor:2', 'sponsor:~')).toEqual(['sponsor:2 a', 'sponsor:2 b']);
    expect(await rowsIn('sponsor:1', injection)).not.toContain('sponsor:0 a');
  });

  async function rowsIn(from: string, before: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { partition, row } of store.rowsIn({ from, before })) found.push(`${partition} ${row}`);
    return found;
  }

  it('should tell whether a request is woken at a moment', async () => {
    await store.putWake('2027-02-03T08', 'VR-00000001');
    expect(await store.hasWake('2027-02-03T08', 'VR-00000001')).toBe(true);
    expect(await store.hasWake('2027-02-03T09', 'VR-00000001')).toBe(false);
    expect(await store.hasWake('2027-02-03T08', 'VR-00000002')).toBe(false);
    await expect(store.hasWake(injection, 'VR-00000001')).rejects.toThrow('a wake-up is a local date and hour');
  });

  it('should replace a row, and delete it twice without complaint', async () => {
    await store.put(makeRow());
    await store.put(makeRow({ status: 'approved' }));
    expect((await store.list(makeRow().partition, 9)).rows).toEqual([makeRow({ status: 'approved' })]);
    await store.delete(makeRow());
    await store.delete(makeRow());
    expect((await store.list(makeRow().partition, 9)).rows).toEqual([]);
  });

  it('should write many rows, and take away what is left, gone already or not', async () => {
    const at = (partition: string, row: string) => makeRow({ partition, row });
    const [kept, left] = [at('status:approved', 'a'), at('status:pending', 'a')];
    const elsewhere = [at('sponsor:1', 'a'), at('decides:1', 'a')];
    for (const row of [left, ...elsewhere]) await store.put(row);
    for (const gone of [
      [left, ...elsewhere],
      [left, at('status:returned', 'a'), ...elsewhere],
    ]) {
      await store.putAll([at('status:approved', 'a'), at('sponsor:2', 'a'), { ...kept, revision: 2 }], gone);
      const lists = ['status:approved', 'status:pending', 'sponsor:1', 'sponsor:2', 'decides:1'];
      const rows = await Promise.all(lists.map(async (name) => (await store.list(name, 9)).rows));
      expect(rows).toEqual([[{ ...kept, revision: 2 }], [], [], [at('sponsor:2', 'a')], []]);
    }
    await store.putAll([]);
  });

  it.each([
    ['status:pending', 'status:rejected'],
    ['all', 'ends'],
    ['department:history', 'named:history:b'],
  ])('should page and bound %s, whatever else is stored beside it', async (list, beside) => {
    for (const row of ['a', 'b', 'c', 'd']) for (const partition of [list, beside]) await store.put(makeRow({ partition, row }));
    const rows = async (next?: string, within?: { from: string; to: string }) => {
      const page = await store.list(list, 2, next, within);
      return { ...page, rows: page.rows.map(({ partition, row }) => `${partition} ${row}`) };
    };
    const first = await rows();
    expect(first.rows).toEqual([`${list} a`, `${list} b`]);
    expect(await rows(first.next)).toEqual({ rows: [`${list} c`, `${list} d`] });
    expect((await rows(undefined, { from: 'b', to: 'd' })).rows).toEqual([`${list} b`, `${list} c`]);
    for (const next of ['', '~', '"', 'zz', injection]) {
      expect((await rows(Buffer.from(next).toString('base64url'))).rows.filter((row) => !row.startsWith(`${list} `))).toEqual([]);
    }
  });

  it.each([injection, 'name:ó/#?%', 'name:\u0007', ''])('should keep the partition %j apart from all others', async (name) => {
    await store.put(makeRow());
    await store.put(makeRow({ partition: name, row: name || 'x' }));
    expect((await store.list(name, 9)).rows).toEqual([makeRow({ partition: name, row: name || 'x' })]);
    expect((await store.list(makeRow().partition, 9)).rows).toEqual([makeRow()]);
  });

  it.each([injection, '', '\u0000', 'zz'])('should read no other partition for a next made of %j', async (text) => {
    await store.put(makeRow({ partition: 'status:pending', row: 'a' }));
    await store.put(makeRow({ partition: 'status:rejected', row: 'b' }));
    for (const next of [text, Buffer.from(text).toString('base64url'), Buffer.from(text).toString('base64')]) {
      const { rows } = await store.list('status:pending', 9, next);
      expect(rows.filter(({ partition }) => partition !== 'status:pending')).toEqual([]);
    }
  });

  it('should find every wake-up that is due, soonest first, and none that is not', async () => {
    await store.putWake('2027-02-03T08', 'VR-00000002');
    await store.putWake('2027-02-03T00', 'VR-00000003');
    await store.putWake('2026-12-31T08', 'VR-00000001');
    await store.putWake('2027-02-03T09', 'VR-00000004');
    await store.putWake('2027-02-03T08', 'VR-00000002');
    expect(await wakes(store, '2027-02-03T08')).toEqual([
      '2026-12-31T08 VR-00000001',
      '2027-02-03T00 VR-00000003',
      '2027-02-03T08 VR-00000002',
    ]);

    await store.deleteWakes([{ at: '2027-02-03T00', request: 'VR-00000003' }]);
    await store.deleteWakes([{ at: '2027-02-03T00', request: 'VR-00000003' }]);
    expect(await wakes(store, '2027-02-03T07')).toEqual(['2026-12-31T08 VR-00000001']);
  });

  it('should set and delete many wake-ups of several hours, some of them gone already', async () => {
    const many = Array.from({ length: 130 }, (_, place) => ({ at: '2027-02-03T08', request: `VR-${String(place).padStart(8, '0')}` }));
    const other = { at: '2027-02-03T00', request: 'VR-00000001' };
    await store.putWakes([...many, other, other]);
    expect(await wakes(store, '2027-02-03T08')).toHaveLength(131);
    await store.deleteWakes(many.slice(0, 1));
    await store.deleteWakes([other, ...many.slice(0, 129), many[1]!]);
    expect(await wakes(store, '2027-02-03T08')).toEqual(['2027-02-03T08 VR-00000129']);
    await store.putWakes([]);
    await store.deleteWakes([]);
  });

  it('should go on reading wake-ups while those that were read are deleted', async () => {
    const many = Array.from({ length: 1_500 }, (_, place) => ({ at: '2027-02-03T08', request: `VR-${String(place).padStart(8, '0')}` }));
    for (let from = 0; from < many.length; from += 300) await store.putWakes(many.slice(from, from + 300));
    const read: string[] = [];
    for await (const wake of store.wakesUntil('2027-02-03T08')) {
      read.push(wake.request);
      if (read.length % 500 === 0) await store.deleteWakes(many.slice(read.length - 500, read.length));
    }
    expect(read).toEqual(many.map(({ request }) => request));
    expect(await wakes(store, '2027-02-03T08')).toEqual([]);
  });

  it('should list what admins have to look at, by kind, until it is taken off', async () => {
    await store.putAttention('unreached', 'VR-00000002', 'blocked', '2027-02-02T09:00:00Z');
    await store.putAttention('poison', 'VR-00000001', 'request', '2027-02-03T09:00:00Z');
    await store.putAttention('unreached', 'VR-00000001', 'removed', '2027-02-04T09:00:00Z');
    await store.putWake('2027-02-03T08', 'VR-00000001');
    const { items, next } = await store.listAttention(3);
    expect(items.map(({ kind, request, code }) => `${kind} ${request} ${code}`)).toEqual([
      'poison VR-00000001 request',
      'unreached VR-00000001 removed',
      'unreached VR-00000002 blocked',
    ]);
    expect(next).toBeUndefined();
    // By the product's clock, which storage does not know.
    expect(items.map(({ since }) => since)).toEqual(['2027-02-03T09:00:00Z', '2027-02-04T09:00:00Z', '2027-02-02T09:00:00Z']);
    const first = await store.listAttention(2);
    expect(first.items).toMatchObject(items.slice(0, 2).map(({ kind, request }) => ({ kind, request })));
    const rest = await store.listAttention(2, first.next);
    expect(rest).toEqual({ items: [expect.objectContaining({ kind: 'unreached', request: 'VR-00000002' })] });
    const afterPoison = await store.listAttention(1);
    expect((await store.listAttention(9, afterPoison.next)).items).toHaveLength(2);
    await store.clearAttention('unreached', 'VR-00000001');
    await store.clearAttention('unreached', 'VR-00000001');
    expect((await store.listAttention(9)).items.map(({ kind, request }) => `${kind} ${request}`)).toEqual([
      'poison VR-00000001',
      'unreached VR-00000002',
    ]);
  });

  it.each(['', 'nonsense', Buffer.from("' or PartitionKey ne '").toString('base64url'), Buffer.from('zz zz').toString('base64url')])(
    'should show nothing but matters for admins, whatever is made of a cursor: %j',
    async (cursor) => {
      await store.putAttention('unreached', 'VR-00000002', 'blocked', '2027-02-03T09:00:00Z');
      await store.put(makeRow({ partition: 'status:pending' }));
      await store.putWake('2027-02-03T08', 'VR-00000001');
      const { items } = await store.listAttention(9, cursor);
      expect(items.filter(({ kind }) => kind !== 'unreached')).toEqual([]);
    },
  );

  it('should count the offers of one person on one day, each once, by request and in all', async () => {
    expect(await store.noteOffer(sponsorId, '2027-01-18', 'VR-00000001', 2)).toEqual({ ofRequest: 1, inAll: 1 });
    expect(await store.noteOffer(sponsorId, '2027-01-18', 'VR-00000001', 2)).toEqual({ ofRequest: 1, inAll: 1 });
    expect(await store.noteOffer(sponsorId, '2027-01-18', 'VR-00000001', 12)).toEqual({ ofRequest: 2, inAll: 2 });
    expect(await store.noteOffer(sponsorId, '2027-01-18', 'VR-00000002', 1)).toEqual({ ofRequest: 1, inAll: 3 });
    expect(await store.noteOffer(strangerId, '2027-01-18', 'VR-00000001', 3)).toEqual({ ofRequest: 1, inAll: 1 });
    expect(await store.noteOffer(sponsorId, '2027-01-19', 'VR-00000001', 14)).toEqual({ ofRequest: 1, inAll: 1 });
  });

  it('should count every one of many offers at once', async () => {
    const counts = await Promise.all(
      Array.from({ length: 12 }, (_, place) => store.noteOffer(sponsorId, '2027-01-18', 'VR-00000001', place)),
    );
    expect(Math.max(...counts.map(({ ofRequest }) => ofRequest))).toBe(12);
  });

  it('should let one of many claim a card number, and another only in its place', async () => {
    const at = '2027-02-03T09:00:00Z';
    const claims = await Promise.all(['1', '2', '3', '4'].map((digit) => store.claimCard("A 47/11 '", `VR-0000000${digit}`, at)));
    const winner = claims[0]!;
    expect(new Set(claims.map(({ request }) => request)).size).toBe(1);
    expect(await store.claimCard('A 47/12', 'VR-00000009', at)).toMatchObject({ request: 'VR-00000009' });
    const later = '2027-02-03T09:10:00Z';
    expect(await store.claimCard("A 47/11 '", 'VR-00000009', later)).toEqual(winner);
    const both = await Promise.all(['5', '6'].map((digit) => store.claimCard("A 47/11 '", `VR-0000000${digit}`, later, winner)));
    expect(new Set(both.map(({ request, etag }) => `${request} ${etag}`)).size).toBe(1);
    expect(both[0]).toMatchObject({ at: later, request: expect.stringMatching(/[56]$/) });
    await store.releaseCard("A 47/11 '", winner.request);
    expect(await store.claimCard("A 47/11 '", 'VR-00000009', later)).toEqual(both[0]);
    await store.releaseCard("A 47/11 '", both[0]!.request);
    await store.releaseCard("A 47/11 '", both[0]!.request);
    expect(await store.claimCard("A 47/11 '", 'VR-00000009', later)).toMatchObject({ request: 'VR-00000009' });
  });

  it('should take neither a list nor an attention row for a wake-up', async () => {
    await store.put(makeRow({ partition: 'status:pending' }));
    await store.put(makeRow({ partition: 'aaa' }));
    await store.putAttention('delivery', 'VR-00000001', 'unreachable', '2027-02-05T09:00:00Z');
    expect(await wakes(store, '9999-12-31T23')).toEqual([]);
  });

  it.each(["2027' or '1' eq '1", '2027-2-3T8', '', '2027-02-03T08:00'])('should refuse the wake-up %j', async (at) => {
    await expect(store.putWake(at, 'VR-00000001')).rejects.toThrow('a wake-up is a local date and hour');
    await expect(store.putWakes([{ at, request: 'VR-00000001' }])).rejects.toThrow('a wake-up is a local date and hour');
    await expect(wakes(store, at)).rejects.toThrow('a wake-up is a local date and hour');
  });
});

describe('the view table', () => {
  it('should find what is due in one call, however much is stored', async () => {
    const { storage } = await openTestStorage();
    await storage.views.putWake('2027-02-03T08', 'VR-00000001');
    await storage.views.putWake('2028-02-03T08', 'VR-00000002');
    const counting = countStorageCalls(testConnection());
    expect(await wakes(storage.views, '2027-02-03T08')).toHaveLength(1);
    expect(counting.calls.table).toHaveLength(1);
    counting.stop();
  });

  it('should set and delete wake-ups of an hour a hundred a call', async () => {
    const { storage } = await openTestStorage();
    const many = Array.from({ length: 250 }, (_, place) => ({ at: '2027-02-03T08', request: `VR-${String(place).padStart(8, '0')}` }));
    const counting = countStorageCalls(testConnection());
    await storage.views.putWakes(many);
    await storage.views.deleteWakes(many);
    expect(counting.calls.table).toHaveLength(6);
    counting.stop();
  });

  it('should keep one attention row of a kind for a request, with its code', async () => {
    const { storage, rawTable } = await openTestStorage();
    await storage.views.putAttention('delivery', 'VR-00000001', 'blocked', '2027-02-06T09:00:00Z');
    await storage.views.putAttention('delivery', 'VR-00000001', 'removed', '2027-02-07T09:00:00Z');
    const row = await rawTable('Views').getEntity('attention:delivery', 'VR-00000001');
    expect(row).toMatchObject({ request: 'VR-00000001', code: 'removed' });
  });
});

describe('a service that answers empty pages', () => {
  let server: Server;
  let asked: string[];

  // As the real service may: nothing found yet, but look further. The emulator never does.
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(String(request.url));
      const next = Number(/NextRowKey=(\d+)/.exec(String(request.url))?.[1] ?? '0') + 1;
      if (next < 4) {
        response.setHeader('x-ms-continuation-NextPartitionKey', 'p');
        response.setHeader('x-ms-continuation-NextRowKey', String(next));
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ value: next % 2 === 0 ? [answerRow(next)] : [] }));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function answerRow(number: number): object {
    const row = makeRow({ row: String(number) });
    return { 'odata.etag': 'W/"x"', PartitionKey: 'wake:2027-02-03T08', RowKey: String(number), json: JSON.stringify(row) };
  }

  it('should be read to its end', async () => {
    const { port } = server.address() as AddressInfo;
    const { views } = openStorageAt(`http://127.0.0.1:${port}`);
    expect((await views.list('status:pending', 9)).rows.map(({ row }) => row)).toEqual(['2', '4']);
    expect(asked).toHaveLength(4);
    expect(await wakes(views, '2027-02-03T08')).toEqual(['2027-02-03T08 2', '2027-02-03T08 4']);
  });
});

describe('many rows at once', () => {
  async function openBoth() {
    const { storage, prefix } = await openTestStorage();
    return {
      views: storage.views,
      filling: openFilling({ connectionString: testConnection() }, { clock: new StoryClock(), prefix }).views,
    };
  }
  const rowsOf = (partition: string, count: number) =>
    Array.from({ length: count }, (_, place) => makeRow({ partition, row: String(place).padStart(4, '0') }));

  it('should be stored as one by one, a hundred of a list in a call', async () => {
    const { views, filling } = await openBoth();
    const [long, short, alone] = [rowsOf('sponsor:1', 250), rowsOf('sponsor:ó/#?%', 2), rowsOf('decides:1', 1)];
    const counting = countStorageCalls(testConnection());
    await filling.putAll([...long, ...short, ...alone]);
    expect(counting.calls.table.map((call) => call.split(' ')[0]).sort()).toEqual(['POST', 'POST', 'POST', 'POST', 'PUT']);
    counting.stop();
    for (const rows of [long, short, alone]) expect((await views.list(rows[0]!.partition, 300)).rows).toEqual(rows);
  });

  it('should replace what is there, and let the last word on a place count', async () => {
    const { views, filling } = await openBoth();
    await views.put(makeRow());
    await filling.putAll([makeRow({ status: 'approved' }), makeRow({ row: 'b' }), makeRow({ status: 'active' })]);
    const { rows } = await views.list(makeRow().partition, 9);
    expect(rows).toEqual([makeRow({ status: 'active' }), makeRow({ row: 'b' })]);
  });

  it('should be stored in a call for each partition, with what is left, however many lists of it there are', async () => {
    const { views } = await openBoth();
    const lists = ['all', 'status:pending', 'name:fa', 'ends', 'surname', 'decided:p', 'reason:r', 'cards', 'email:o@example.org'];
    const ofDepartment = ['department:history', 'pending:history', 'named:history:fairweather'];
    const rows = [...lists, ...ofDepartment, `sponsor:${sponsorId}`].map((partition) => makeRow({ partition }));
    const { partition: sponsor } = makeRow();
    const counting = countStorageCalls(testConnection());
    await views.putAll(rows);
    expect(counting.calls.table).toHaveLength(3);
    counting.reset();
    const left = rows.filter(({ partition }) => /^(?:status|pending|email)/.test(partition));
    await views.putAll([...rows.filter((row) => !left.includes(row)), makeRow({ partition: 'status:approved' })], left);
    expect(counting.calls.table).toHaveLength(3);
    counting.stop();
    const listed = [...lists, ...ofDepartment, sponsor, 'status:approved'].map(async (name) => (await views.list(name, 9)).rows.length);
    expect(await Promise.all(listed)).toEqual([1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1]);
  });

  it('should keep lists apart that are stored together, also names as long as a form takes', async () => {
    const { views } = await openBoth();
    const name = 'я'.repeat(100);
    const [list, other] = [`named:history:${name}`, `named:history:${name}б`];
    const rows = [makeRow({ partition: list, row: `${name}:${name}:1` }), makeRow({ partition: other, row: `${name}:${name}:2` })];
    await views.putAll(rows);
    expect((await views.list(list, 9)).rows).toEqual(rows.slice(0, 1));
    expect((await views.list(other, 9)).rows).toEqual(rows.slice(1));
    expect(await views.read(rows[1]!)).toEqual(rows[1]);
  });

  it('should be nothing where there are none', async () => {
    const { filling } = await openBoth();
    const counting = countStorageCalls(testConnection());
    await filling.putAll([]);
    expect(counting.calls.table).toEqual([]);
    counting.stop();
  });
});
