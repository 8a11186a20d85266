import { itQueue, withPeople } from '../../bot/adapters/it-queue';
import { lookAtHealth } from '../../bot/shown/health';
import { type DirectoryServer, startDirectory } from '../fakes/directory-server';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { samplePeople, samplePolicy } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import type { TabPerson } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makesRequest, requestIn } from './steps';

const domain = 'bantshire.example';

let world: World;
let server: DirectoryServer;
let clock: StoryClock;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let admin: TabPerson;
let colleague: TabPerson;
beforeEach(async () => {
  clock = new StoryClock();
  server = await startDirectory(clock);
  const directory = withPeople(server.accounts, itQueue({ domain, keepsSponsor: false, clock }), { clock });
  world = await startWorld({ clock, accounts: { directory, usernames: new InMemoryUsernames() } });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  admin = world.tab(await world.somebody('admin'));
  colleague = world.tab({ id: samplePeople.find(({ role }) => role === 'itservice')?.id ?? '' });
});
afterEach(async () => {
  await world.stop();
  await server.stop();
});

const minutes = (count: number) => world.work(count * 60);
async function approved(): Promise<void> {
  await makesRequest(world, sponsor, { dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
  await head.presses('Approve');
  await world.work();
  await minutes(11);
}
const findings = async () => (await lookAtHealth({ ...world.stores, policy: samplePolicy, clock })).map(({ what }) => what).join('\n');

describe('what admins are told of accounts', () => {
  it('should be that the directory refuses, though IT does it by hand, until it refuses no more', async () => {
    expect(await findings()).not.toContain('The directory');
    server.directory.fault = { kind: 'refusing' };
    await approved();
    const { groups, items } = await admin.attention();
    expect(groups).toMatchObject([{ kind: 'account-refused', title: 'Changes that the directory refuses', count: 1 }]);
    expect(items).toMatchObject([
      { request: requestIn(world).id, sentence: 'The app that makes accounts has no permission for this change.' },
    ]);
    expect(await findings()).toContain('The directory refuses 1 change to accounts');
    server.directory.fault = undefined;
    await minutes(61);
    expect((await admin.attention()).groups).toEqual([]);
    expect(await findings()).not.toContain('The directory');
  });

  it('should be why IT cannot do it', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    const [task] = (await colleague.itTasks()).items;
    await colleague.answersTask(task!.request, 'it-not-done', { since: task!.since, words: 'No licence is free.' });
    await world.work();
    const { groups, items } = await admin.attention();
    expect(groups.map(({ title }) => title)).toEqual(['IT could not do this']);
    const [item] = items.filter(({ kind }) => kind === 'account-not-done');
    expect(item?.sentence).toBe('IT gave this reason: “No licence is free.”');
  });

  it('should be since when the directory is away, however often it is tried, and that an account still works', async () => {
    await approved();
    server.directory.fault = { kind: 'away' };
    const answer = await world.tab(sponsor).does('end', requestIn(world).id);
    expect(JSON.stringify(answer)).toContain('The account has been ended and is being disabled.');
    await minutes(1);
    await minutes(180);
    const { groups, items } = await admin.attention();
    expect([groups[0]?.title, items[0]?.age]).toEqual(['Accounts that are still enabled after their end', 'for 3 hours']);
    expect((await admin.opens(requestIn(world).id)).statusLabel).toBe('Ended – account not disabled yet');
    expect(await findings()).toContain('The directory does not respond: 1 account could not be brought up to date, the first for 3 hours');
  });

  it('should be one line for an outage with many, and lines for what else there is', async () => {
    const views = world.stores.views as InMemoryViewStore;
    const at = (hours: number) => clock.now().subtract({ hours }).toInstant().toString();
    for (let one = 0; one < 60; one += 1)
      await views.putAttention('account-end', `VR-000000${10 + one}`, 'ServiceUnavailable', at(one % 5));
    await views.putAttention('unreached', 'VR-00000001', 'gone', at(0));
    const { groups, items } = await admin.attention();
    expect(items.map(({ kind }) => kind)).toEqual(['unreached']);
    expect(groups).toMatchObject([
      { kind: 'account-end', count: 60, age: 'for 4 hours' },
      { kind: 'unreached', count: 1 },
    ]);
    // Three schools and services of the sample have no head.
    expect((await admin.counts()).attention).toMatchObject({ total: 2 + 3 });
    // A few have a line each.
    for (let one = 3; one < 60; one += 1) await views.clearAttention('account-end', `VR-000000${10 + one}`);
    expect((await admin.attention()).items).toHaveLength(4);
  });
});
