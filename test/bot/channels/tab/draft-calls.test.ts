import { countStorageCalls } from '../../../fakes/counting-storage';
import { startWorld } from '../../../fakes/world';
import { sponsorId } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';

describe('the storage calls of the form on one page', () => {
  it('should be one to open or list, two to save, and none more whatever is typed at once', async () => {
    const { storage } = await openTestStorage();
    const { requests, drafts, views, digests, photos } = storage;
    const world = await startWorld({ stores: { requests, drafts, views, digests, photos } });
    const page = world.tab({ id: sponsorId });
    const { draft } = await page.begins();
    const counter = countStorageCalls(testConnection());
    const callsOf = async (work: Promise<unknown>) => {
      counter.reset();
      await work;
      return counter.calls.table.length + counter.calls.blob.length + counter.calls.queue.length;
    };
    try {
      const save = (texts: Record<string, string>) =>
        callsOf(page.savesFields(draft, Object.fromEntries(Object.entries(texts).map(([field, is]) => [field, { was: [''], is }]))));
      expect(await save({ department: 'computer-science' })).toBe(2);
      expect(await save({ reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather', validTo: '2027-06-30' })).toBe(2);
      // What stands there already is read, and not written.
      expect(await save({ firstName: 'Ottoline' })).toBe(1);
      expect([await callsOf(page.opensDraft(draft)), await callsOf(page.drafts())]).toEqual([1, 1]);
      // The draft, and the lists by name.
      expect(await callsOf(page.duplicates(draft))).toBe(2);
      // The draft; is it still to be begun, and where was asked last; saved.
      expect(await callsOf(page.begins())).toBeLessThanOrEqual(3);
    } finally {
      counter.stop();
      await world.stop();
    }
  });
});
