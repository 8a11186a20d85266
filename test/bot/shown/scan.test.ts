import * as fc from 'fast-check';
import type { ViewRow } from '../../../bot/ports/views';
import { enough, type ScanPlace, type Segment, scan } from '../../../bot/shown/scan';
import { InMemoryViewStore } from '../../fakes/in-memory-view-store';

const row = (partition: string, place: number): ViewRow => ({
  partition,
  row: String(place).padStart(6, '0'),
  request: `VR-${String(place).padStart(8, '0')}`,
  revision: 1,
  status: place % 2 === 0 ? 'active' : 'expired',
  visitor: 'Ottoline Fairweather',
  department: 'computer-science',
  sponsor: 's',
  validFrom: '2027-02-01',
  validTo: '2027-06-30',
  since: '2027-01-18T10:15:00Z',
});

async function stored(sizes: number[]): Promise<{ views: InMemoryViewStore; segments: Segment[]; calls: () => number }> {
  const views = new InMemoryViewStore();
  for (const [at, size] of sizes.entries())
    for (let place = 0; place < size; place += 1) await views.put(row(`list:${at}`, at * 10_000 + place));
  let calls = 0;
  const list = views.list.bind(views);
  views.list = async (...wishes) => {
    calls += 1;
    return await list(...wishes);
  };
  return { views, segments: sizes.map((_, at) => ({ partition: `list:${at}` })), calls: () => calls };
}

/** Every page until the end. */
async function all(segments: Segment[], views: InMemoryViewStore) {
  const pages = [];
  let place: ScanPlace | undefined = { segment: 0 };
  while (place) {
    const found = await scan(segments, place, views);
    pages.push(found);
    place = found.next;
  }
  return pages;
}

describe('a search through lists', () => {
  it('should fill a page of one list with one call, and go on where it stopped', async () => {
    const { views, segments, calls } = await stored([120]);
    const first = await scan(segments, { segment: 0 }, views);
    expect([first.rows.length, first.looked, first.isPartial, calls()]).toEqual([enough, enough, false, 1]);
    const pages = await all(segments, views);
    expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 20]);
    expect(pages.at(-1)?.next).toBeUndefined();
  });

  it('should show every wanted row once, in order, whatever the lists hold', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 400 }), async (some, every) => {
        const { views, segments } = await stored(some);
        const isWanted = ({ request }: ViewRow) => Number(request.slice(3)) % every === 0;
        const shown = (
          await all(
            segments.map((segment) => ({ ...segment, isWanted })),
            views,
          )
        ).flatMap(({ rows }) => rows.map(({ request }) => request));
        const wanted = some.flatMap((size, at) =>
          Array.from({ length: size }, (_, place) => row('', at * 10_000 + place))
            .filter(isWanted)
            .map(({ request }) => request),
        );
        expect(shown).toEqual(wanted);
      }),
      { numRuns: 25 },
    );
  });

  it('should give up after three calls, say so, and offer to look further', async () => {
    const { views, segments, calls } = await stored([3_000]);
    const found = await scan(
      segments.map((segment) => ({ ...segment, isWanted: () => false })),
      { segment: 0 },
      views,
    );
    expect(found).toMatchObject({ rows: [], looked: 2_198, isPartial: true, next: { segment: 0 } });
    expect(calls()).toBe(3);
  });

  it('should not call an end that was reached partial', async () => {
    const { views, segments } = await stored([30]);
    expect(
      await scan(
        segments.map((one) => ({ ...one, isWanted: () => false })),
        { segment: 0 },
        views,
      ),
    ).toMatchObject({ isPartial: false, looked: 30 });
  });
});
