import { countStorageCalls } from '../../../fakes/counting-storage';
import { InMemoryDepartments } from '../../../fakes/in-memory-departments';
import { StoryClock } from '../../../fakes/story-clock';
import { makeDepartment } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';

const music = makeDepartment({ id: 'music', name: 'Music' });
const estates = makeDepartment({ id: 'estates', name: 'Estates', kind: 'service', deputies: [] });

describe.each([
  ['in memory', async () => new InMemoryDepartments()],
  ['in tables', async () => (await openTestStorage()).storage.departments],
])('departments %s', (_name, open) => {
  it('should be listed by name', async () => {
    const departments = await open();
    await departments.save(music);
    await departments.save(makeDepartment());
    await departments.save(estates);
    expect(await departments.all()).toEqual([estates, music, makeDepartment()]);
  });

  it('should show a change to whoever made it at once', async () => {
    const departments = await open();
    await departments.save(music);
    await departments.all();
    await departments.save({ ...music, validTo: '2027-07-31' });
    expect(await departments.all()).toEqual([{ ...music, validTo: '2027-07-31' }]);
  });

  it('should be gone once removed, and stay gone when removed again', async () => {
    const departments = await open();
    await departments.save(music);
    await departments.save(estates);
    await departments.all();
    await departments.remove(music.id);
    await departments.remove(music.id);
    expect(await departments.all()).toEqual([estates]);
  });
});

it('should read the departments every five minutes only', async () => {
  const clock = new StoryClock();
  const { storage } = await openTestStorage(clock);
  const counting = countStorageCalls(testConnection());
  await storage.departments.all();
  clock.pass({ minutes: 4, seconds: 59 });
  await storage.departments.all();
  expect(counting.calls.table).toHaveLength(1);
  clock.pass({ seconds: 1 });
  await storage.departments.all();
  expect(counting.calls.table).toHaveLength(2);
  counting.stop();
});
