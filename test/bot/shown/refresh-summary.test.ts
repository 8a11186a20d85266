import { openFilling } from '../../../bot/adapters/azure/storage';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { viewRows } from '../../../bot/outbox/sync-views';
import { refreshSummary } from '../../../bot/shown/refresh-summary';
import { countStorageCalls } from '../../fakes/counting-storage';
import { makePorts } from '../../fakes/ports';
import { sampleDepartments } from '../../fakes/sample';
import { StoryClock } from '../../fakes/story-clock';
import { approval, makeRequest } from '../../make';
import { openTestStorage, testConnection } from '../../setup/azurite-storage';

/** Of these 60 wait, 60 start this week, and the others end within 26 weeks. */
const stored = 1_060;

describe('the figures of the overview', () => {
  it('should cost a call for each thousand rows of what they count and one to write them, whatever else is stored', async () => {
    const { storage, prefix } = await openTestStorage();
    const limits = { retries: 3, perTry: 30_000, inAll: 60_000 };
    const filling = openFilling({ connectionString: testConnection() }, { clock: new StoryClock(), prefix, limits });
    // Of the lists that are read: other rows would only take the emulator its time.
    const rowsOf = (some: VisitorRequest[]) =>
      some.flatMap((request) => viewRows(request)).filter(({ partition }) => ['waiting', 'starts', 'ends', 'all'].includes(partition));
    const ports = makePorts();
    ports.clock.set('2027-02-17T10:03');
    const requests = Array.from({ length: stored }, (_, place) =>
      makeRequest({
        id: `VR-${String(place).padStart(8, '0')}`,
        answers: { ...makeRequest().answers, department: sampleDepartments[place % 70]!.id },
        ...(place >= 60 && { status: 'active', decision: approval }),
        ...(place >= 60 && place < 120 ? { validFrom: '2027-02-16', validTo: '2028-01-31' } : { validTo: '2027-05-31' }),
      }),
    );
    await filling.views.putAll(rowsOf(requests));
    // Over, and so in none of them.
    const over = Array.from({ length: 200 }, (_, place) =>
      makeRequest({ id: `VR-1${String(place).padStart(7, '0')}`, status: 'ended', validTo: '2026-12-31' }),
    );
    await filling.views.putAll(rowsOf(over));
    const counter = countStorageCalls(testConnection());
    try {
      await refreshSummary({ ...ports, views: storage.views, summaries: storage.summaries });
      // 60 that wait, 60 that start; 1,000 that end, of whom a page has 999; 76 departments in one transaction.
      expect(counter.calls.table.map((call) => call.split(' ')[0])).toEqual(['GET', 'GET', 'GET', 'GET', 'POST']);
    } finally {
      counter.stop();
    }
    expect(await storage.summaries.read('university')).toMatchObject({ waiting: 60, long: 60, starting: 60, ending: 0 });
    expect((await storage.summaries.read('university'))?.weeks.reduce((sum, count) => sum + count, 0)).toBe(940);
    expect(await storage.summaries.read(`department:${sampleDepartments[0]!.id}`)).toMatchObject({ waiting: 1 });
    expect(await storage.summaries.read(`department:${sampleDepartments[71]!.id}`)).toMatchObject({ waiting: 0 });
    expect(await storage.summaries.read('department:nowhere')).toBeUndefined();
  }, 60_000);

  it('should stay as they were, and the sweep go on, where they cannot be read', async () => {
    const ports = makePorts();
    ports.clock.set('2027-02-17T10:03');
    await refreshSummary(ports);
    ports.clock.set('2027-02-17T11:03');
    const list = ports.views.list.bind(ports.views);
    ports.views.list = async () => {
      throw new Error('storage is away');
    };
    await refreshSummary(ports);
    expect((await ports.summaries.read('university'))?.asOf).toBe('2027-02-17T10:03:00Z');
    expect(ports.lines.map(({ what }) => what)).toContain('the figures of the overview were not refreshed');
    ports.views.list = list;
    await refreshSummary(ports);
    expect((await ports.summaries.read('university'))?.asOf).toBe('2027-02-17T11:03:00Z');
  });
});
