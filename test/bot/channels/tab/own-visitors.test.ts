import type { ListFilter } from '../../../../bot/channels/tab/list-contract';
import type { Status } from '../../../../bot/domain/statuses/table';
import { viewRows } from '../../../../bot/outbox/sync-views';
import { InMemoryViewStore } from '../../../fakes/in-memory-view-store';
import { startWorld } from '../../../fakes/world';
import { headId, makeRequest, sponsorId } from '../../../make';

/** A sponsor of 120 visitors, the names in another order than the last days; and one visitor of somebody else. */
async function sponsorOfMany() {
  const views = new InMemoryViewStore();
  const store = async (place: number, sponsor: string) => {
    const answers = { ...makeRequest().answers, firstName: `V${String((place * 7) % 120).padStart(3, '0')}`, lastName: 'Ito' };
    const request = makeRequest({ id: `VR-${String(place).padStart(8, '0')}`, sponsor, involved: [sponsor], status: 'active', answers });
    for (const row of viewRows({ ...request, validTo: `2027-${place % 2 === 0 ? '06' : '07'}-30` })) await views.put(row);
  };
  for (let place = 0; place < 120; place += 1) await store(place, sponsorId);
  await store(999, headId);
  let calls = 0;
  const list = views.list.bind(views);
  views.list = async (...asked) => {
    calls += 1;
    return await list(...asked);
  };
  const world = await startWorld({ stores: { views } });
  const tab = world.tab({ id: sponsorId });
  return {
    tab,
    stop: () => world.stop(),
    async read(filter: ListFilter, cursor?: string) {
      calls = 0;
      const page = await tab.lists('mine', { filter, ...(cursor !== undefined && { cursor }) });
      return { ...page, calls };
    },
  };
}

describe('*My visitors* in the tab', () => {
  it('should be sorted over all its pages, each with one storage call, and hold nobody else’s visitor', async () => {
    const { read, stop } = await sponsorOfMany();
    const found: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages === 0 || cursor !== undefined; pages += 1) {
      const page = await read({ sort: 'visitor' }, cursor);
      expect([page.calls, page.rows.length <= 50]).toEqual([1, true]);
      found.push(...page.rows.map(({ visitor }) => visitor));
      cursor = page.cursor;
    }
    expect(found).toHaveLength(120);
    expect(found).toEqual([...found].sort());
    await stop();
  });

  it('should find one of many by a name with one storage call, and refuse a status that there is not', async () => {
    const { read, tab, stop } = await sponsorOfMany();
    const page = await read({ search: 'v119' });
    expect([page.calls, page.rows.map(({ visitor }) => visitor), page.cursor]).toEqual([1, ['V119 Ito'], undefined]);
    await expect(tab.lists('mine', { filter: { status: 'asleep' as Status } })).rejects.toThrow();
    await stop();
  });

  it('should not go on from a page of another order', async () => {
    const { read, stop } = await sponsorOfMany();
    const { cursor } = await read({ sort: 'visitor' });
    await expect(read({ sort: 'status' }, cursor)).rejects.toThrow();
    await stop();
  });
});
