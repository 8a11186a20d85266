import { readCsv } from '../../bot/adapters/csv';
import type { ListExport } from '../../bot/channels/tab/list-contract';
import { viewRows } from '../../bot/outbox/sync-views';
import type { TabPerson } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';
import { adminId, approval, makeCommit, makeRequest, sponsorId } from '../make';

let world: World;
let admin: TabPerson;
beforeAll(async () => {
  world = await startWorld();
  admin = world.tab({ id: adminId });
  const { answers } = makeRequest();
  for (let place = 0; place < 2_300; place += 1) {
    const request = makeRequest({
      id: `VR-${String(place).padStart(8, '0')}`,
      status: place % 2 === 0 ? 'active' : 'pending',
      answers: { ...answers, firstName: place === 7 ? '=HYPERLINK("x")' : 'Ottoline', lastName: `Fairweather, ${place}` },
      madeAt: new Date(Date.UTC(2026, 0, 1, 9, 0, place)).toISOString(),
      ...(place % 2 === 0 && { decision: approval }),
    });
    await world.stores.requests.commit(makeCommit({ request, todos: [] }));
    await world.stores.views.putAll(viewRows(request, 'Marisol Okafor'));
  }
});
afterAll(() => world.stop());

const exports = (body: ListExport) => admin.calls('POST', '/lists/requests/export', body);
async function rowsOf(body: ListExport): Promise<string[][]> {
  const read = readCsv(new Uint8Array(await (await exports(body)).arrayBuffer()));
  if ('mistake' in read) throw new Error(read.mistake.text);
  return read.rows.map(({ cells }) => cells);
}

describe('the export of all requests', () => {
  it('should have every row that the filter leaves, in its order, however many there are', async () => {
    const [heading, ...rows] = await rowsOf({ what: 'csv' });
    expect(heading?.slice(0, 3)).toEqual(['Reference', 'Visitor', 'Status']);
    expect([rows.length, new Set(rows.map(([reference]) => reference)).size]).toEqual([2_300, 2_300]);
    expect(rows[0]?.[0]).toBe('VR-00002299');
    const active = await rowsOf({ what: 'csv', filter: { status: 'active', sort: 'surname' } });
    expect(active.length).toBe(1 + 1_150);
    expect(active[1]?.slice(1, 7)).toEqual([
      'Ottoline Fairweather, 0',
      'Active',
      'School of Computer Science',
      '2027-02-03',
      '2027-08-31',
      'Marisol Okafor',
    ]);
    expect(active[1]?.[11]).toBe('Eleanor Brightwater');
    expect(await rowsOf({ what: 'csv', filter: { search: 'VR-00000042' } })).toHaveLength(2);
  });

  it('should run nothing in Excel, and be read by it as UTF-8', async () => {
    const response = await exports({ what: 'csv' });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="requests-\d{4}-\d\d-\d\d\.csv"$/);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text).toContain(`"'=HYPERLINK(""x"") Fairweather, 7"`);
    expect(text.split('\r\n').filter((line) => line.split(',').some((cell) => /^"?[=+@\t]/.test(cell)))).toEqual([]);
  });

  it('should have what happened as JSON lines, without personal values', async () => {
    const text = await (await exports({ what: 'events', filter: { status: 'active' } })).text();
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(1_150);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ request: 'VR-00002298', verb: 'request', actor: sponsorId });
    expect(text).not.toContain('Fairweather');
  });

  it('should be made while it is read, and stop when whoever asked does', async () => {
    let calls = 0;
    const { list } = world.stores.views;
    world.stores.views.list = async (...wishes) => {
      calls += 1;
      return await list.apply(world.stores.views, wishes);
    };
    const response = await exports({ what: 'csv' });
    const reader = response.body!.getReader();
    await reader.read();
    expect(calls).toBe(1);
    await reader.cancel();
    world.stores.views.list = list;
    expect(calls).toBe(1);
    expect((await exports({ what: 'csv' })).status).toBe(200);
  });

  it('should be asked for by admins alone, about what there is', async () => {
    expect((await world.tab({ id: sponsorId }).calls('POST', '/lists/requests/export', { what: 'csv' })).status).toBe(403);
    expect((await admin.calls('POST', '/lists/requests/export', { what: 'xls' })).status).toBe(400);
    expect((await exports({ what: 'csv', filter: { status: 'asleep' } })).status).toBe(400);
  });
});
