import type { DepartmentEvent } from '../../../../bot/domain/organisation/department-events';
import type { Department } from '../../../../bot/domain/organisation/organisation';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { InMemoryDepartments } from '../../../fakes/in-memory-departments';
import { StoryClock } from '../../../fakes/story-clock';
import { adminId, makeDepartment } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';

const music = makeDepartment({ id: 'music', name: 'Music' });
const estates = makeDepartment({ id: 'estates', name: 'Estates', kind: 'service', deputies: [] });

function makeEvent({ id, name }: Department, second: number): DepartmentEvent {
  const at = `2027-01-20T09:00:0${second}.000Z`;
  return { department: id, name, by: adminId, at, kind: 'changed', fields: [{ field: 'name', after: name }], joining: [], leaving: [] };
}

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

  it('should be written as they were read, with what was done to them, which is no department', async () => {
    const departments = await open();
    const added = await departments.write([
      { department: music, event: makeEvent(music, 1) },
      { department: estates, event: makeEvent(estates, 1) },
    ]);
    expect(added).toBe('saved');
    const stored = await departments.stored('music');
    const closed = { ...music, isClosed: true as const };
    expect(await departments.write([{ department: closed, etag: stored!.etag, event: makeEvent(closed, 2) }])).toBe('saved');
    expect(await departments.all()).toEqual([estates, closed]);
    expect((await departments.allStored()).map(({ value }) => value)).toEqual([estates, closed]);
    expect((await departments.stored('music'))?.etag).not.toBe(stored?.etag);
    expect(await departments.events(2)).toEqual([makeEvent(closed, 2), expect.objectContaining({ at: makeEvent(music, 1).at })]);
    expect(await departments.stored('nobody')).toBeUndefined();
  });

  it('should not be written over: of a transaction all or nothing', async () => {
    const departments = await open();
    await departments.save(music);
    const { etag } = (await departments.stored('music'))!;
    await departments.save({ ...music, validTo: '2027-07-31' });
    const writes = [
      { department: estates, event: makeEvent(estates, 1) },
      { department: music, etag, event: makeEvent(music, 1) },
    ];
    expect(await departments.write(writes)).toBe('lost');
    expect(await departments.write([{ department: music, event: makeEvent(music, 1) }])).toBe('lost');
    expect(await departments.all()).toEqual([{ ...music, validTo: '2027-07-31' }]);
    expect(await departments.events(5)).toEqual([]);
  });

  it('should keep into which a department was merged, and hold the other one to what was read, without an event', async () => {
    const departments = await open();
    await departments.save(music);
    await departments.save(estates);
    const [read, target] = [(await departments.stored('music'))!, (await departments.stored('estates'))!];
    const merged = { ...music, isClosed: true as const, mergedInto: 'estates' };
    const writes = [
      { department: merged, etag: read.etag, event: makeEvent(merged, 1) },
      { department: estates, etag: target.etag },
    ];
    await departments.save({ ...estates, isClosed: true });
    expect(await departments.write(writes)).toBe('lost');
    await departments.save(estates);
    const { etag } = (await departments.stored('estates'))!;
    expect(await departments.write([writes[0]!, { department: estates, etag }])).toBe('saved');
    expect((await departments.stored('music'))?.value).toEqual(merged);
    expect(await departments.all()).toEqual([estates, merged]);
    expect(await departments.events(5)).toEqual([makeEvent(merged, 1)]);
  });

  it('should take fifty in one transaction', async () => {
    const departments = await open();
    const many = Array.from({ length: 50 }, (_, place) => makeDepartment({ id: `d-${place}`, name: `Department ${place}` }));
    expect(await departments.write(many.map((department) => ({ department, event: makeEvent(department, 1) })))).toBe('saved');
    expect(await departments.all()).toHaveLength(50);
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
