import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itQueue, withPeople } from '../../bot/adapters/it-queue';
import { runImport } from '../../functions/cli/import-command';
import { type DirectoryServer, presentUser, startDirectory } from '../fakes/directory-server';
import type { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { eventsOf, messagesLike, requestIn, seenBy } from './steps';

const register = `username,first name,last name,sponsor,department,reason,valid from,valid to,level,card
ofairweather,Ottoline,Fairweather,marisol.okafor@bantshire.example,computer-science,visiting-professor,2026-10-01,2027-03-31,staff-like,yes
`;

let folder: string;
let world: World;
let server: DirectoryServer;
let sponsor: TeamsPerson;
beforeEach(async () => {
  const clock = new StoryClock();
  server = await startDirectory(clock);
  const usernames = new InMemoryUsernames();
  const byHand = itQueue({ domain: 'bantshire.example', keepsSponsor: false, clock });
  world = await startWorld({ clock, accounts: { directory: withPeople(server.accounts, byHand, { clock }), usernames } });
  sponsor = await world.somebody('sponsor');
  server.directory.add(presentUser);
  folder = mkdtempSync(join(tmpdir(), 'alms-import-'));
  const file = join(folder, 'visitors.csv');
  writeFileSync(file, register);
  const code = await runImport([file, '--write'], {
    open: () => ({
      ...world.stores,
      requests: world.stores.requests as InMemoryRequestStore,
      usernames,
      accounts: server.present,
      domain: 'bantshire.example',
      visitorTypes: ['visitor'],
      policy: world.policy,
      clock,
      random: { bytes: (count) => new Uint8Array(count).fill(3) },
    }),
    print: () => undefined,
    complain: (line) => {
      throw new Error(line);
    },
  });
  expect(code).toBe(0);
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
  await server.stop();
});

const account = () => server.directory.users()[0];

describe('a visitor who was taken over from the register', () => {
  it('should be nobody’s news, and then be reapproved like any other: asked thirty days before the end, extended, ended', async () => {
    const greeted = sponsor.cards().length;
    await world.passTo('2027-02-28T23:00');
    expect(sponsor.cards()).toHaveLength(greeted);
    await world.passTo('2027-03-01T09:00');
    expect(seenBy(sponsor)).toContain('Last day: Wed 31 Mar 2027, in 30 days');
    await sponsor.presses('Reapprove', {}, { where: { request: requestIn(world).id } });
    await world.work();
    // From October to March: six months more.
    expect(requestIn(world)).toMatchObject({ validTo: '2027-09-30', status: 'active' });
    expect(account()).toMatchObject({
      accountEnabled: true,
      employeeId: requestIn(world).id,
      employeeLeaveDateTime: '2027-09-30T22:59:59Z',
      department: 'School of Computer Science',
    });
    expect(messagesLike(sponsor, /account .*has started/)).toBe(0);
    await world.passTo('2027-10-01T09:00');
    expect([requestIn(world).status, account()?.accountEnabled]).toEqual(['expired', false]);
    expect(server.creates()).toBe(0);
    expect(await eventsOf(world)).toEqual(['take-over', 'reapprove', 'account-changed', 'expire', 'account-disabled']);
    expect((world.stores.views as InMemoryViewStore).attention).toEqual([]);
  });

  it('should say in its history that it was taken over, and show its username without what a new visitor is told', async () => {
    const view = JSON.stringify(await world.tab(sponsor).opens(requestIn(world).id));
    for (const words of [
      'Taken over from the register',
      '"label":"Taken over"',
      '"label":"Username","text":"ofairweather@bantshire.example"',
    ])
      expect(view).toContain(words);
    expect(view).not.toContain('"label":"Requested"');
    expect(view).not.toContain('Please give your visitor this username');
    expect(view).toContain('does not include library resources or Learn');
  });

  it('should be changed by people in IT, and by nobody else, where another directory keeps the account', async () => {
    server.directory.change(account()?.id ?? '', { onPremisesSyncEnabled: true, employeeId: null });
    const colleague = world.tab({ id: samplePeople.find(({ role }) => role === 'itservice')?.id ?? '' });
    const answers = async (steps: string[]) => {
      const { items } = await colleague.itTasks();
      expect(items).toMatchObject([{ steps, reason: expect.stringContaining('Another directory keeps this account') }]);
      const [{ request, since } = { request: '', since: '' }] = items;
      await colleague.answersTask(request, 'it-done', { since });
      await world.work();
    };
    await world.passTo('2027-03-01T09:00');
    await world.tab(sponsor).does('reapprove', requestIn(world).id, { until: '2027-09-30' });
    await world.work();
    await answers(['Set its last day to Thu 30 Sept 2027.']);
    await world.passTo('2027-10-01T09:00');
    server.directory.change(account()?.id ?? '', { accountEnabled: false });
    await answers(['Disable it, and end its sign-ins.', 'Take it out of the group for Staff-like access.']);
    expect([requestIn(world).status, requestIn(world).account?.directory?.state]).toEqual(['expired', 'disabled']);
    // The mark of the import, before the other directory kept it.
    expect(server.calls.filter((call) => !call.startsWith('GET'))).toHaveLength(1);
    // Nobody in IT has a chat here, or mail.
    expect((world.stores.views as InMemoryViewStore).attention.map(({ kind }) => kind)).toEqual(['it-untold']);
  });

  it('should be in the list of its sponsor', async () => {
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('Ottoline Fairweather');
  });

  it('should be corrected and ended like any other', async () => {
    const { id, revision } = requestIn(world);
    const admin = await world.somebody('admin');
    await world.tab(admin).does('correct', id, { revision, field: 'preferredName', value: 'Otti' });
    await world.work();
    expect(account()).toMatchObject({ displayName: 'Otti', userPrincipalName: 'ofairweather@bantshire.example' });
    await world.tab(sponsor).does('end', id, { revision: revision + 1 });
    await world.work();
    expect([requestIn(world).status, account()?.accountEnabled]).toEqual(['ended', false]);
    expect((world.stores.views as InMemoryViewStore).attention).toEqual([]);
  });
});
