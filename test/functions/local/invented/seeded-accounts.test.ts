import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { openFilling } from '../../../../bot/adapters/azure/storage';
import { isAccountOverdue } from '../../../../bot/domain/account/directory-account';
import type { RequestId } from '../../../../bot/domain/request/visitor-request';
import { accountStanding, rowStanding, shownStatus } from '../../../../bot/domain/shown/shown-status';
import { isOver, isRunning } from '../../../../bot/domain/statuses/table';
import { syncAccount } from '../../../../bot/outbox/sync-account';
import { listAccounts } from '../../../../functions/local/directory/directory-page';
import { openLocalDirectory, type WholeAccount } from '../../../../functions/local/directory/local-directory';
import { localUsernameKey, namedLocalGroups } from '../../../../functions/local/directory/local-tenant';
import { startDirectory } from '../../../../functions/local/directory/start-directory';
import { diceOf } from '../../../../functions/local/invented/dice';
import { type FillStores, fill } from '../../../../functions/local/invented/fill';
import { openToFill, preloadIn } from '../../../../functions/local/invented/open-to-fill';
import { tellStorage } from '../../../../functions/local/storage/storage-file';
import { presentUser } from '../../../fakes/directory-server';
import { fixesDay } from '../../../fakes/fixed-day';
import { InMemoryDepartments } from '../../../fakes/in-memory-departments';
import { makePorts } from '../../../fakes/ports';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';
import { inventionAt } from './invention-context';

const moment = '2027-03-03T10:15';
const count = 40;

let folder: string;
const ends: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-seeded-'));
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  rmSync(folder, { recursive: true, force: true });
});

async function serves(routesAt: (url: string) => Hono): Promise<{ url: string; calls: string[] }> {
  const calls: string[] = [];
  let routes: Hono | undefined;
  const server = serve({
    fetch: (request) => {
      calls.push(`${request.method} ${new URL(request.url).pathname}`);
      return routes?.fetch(request) ?? new Response();
    },
    port: 0,
    hostname: '127.0.0.1',
  });
  ends.push(() => void server.close());
  await new Promise<void>((ready) => server.once('listening', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  routes = routesAt(url);
  return { url, calls };
}

async function seeded() {
  const { storage, prefix } = await openTestStorage();
  const context = inventionAt(moment);
  const clock = { now: () => context.now };
  const file = join(folder, 'directory.json');
  const directory = openLocalDirectory({ file, clock, newId: () => 'none', groups: namedLocalGroups });
  const usernames = storage.usernames(localUsernameKey);
  const filling = openFilling({ connectionString: testConnection() }, { clock, prefix });
  const filled = {
    marks: async () => listAccounts(directory, 'Europe/London'),
    addAll: async (accounts: readonly WholeAccount[]) => directory.addAll(accounts),
  };
  const stores = { ...filling, photos: storage.photos, usernames, directory: filled };
  const run = (seed: number, into: Partial<FillStores> = {}) => fill(count, diceOf(seed), context, { ...stores, ...into }, () => undefined);
  const all = async () => {
    const ids: RequestId[] = [];
    for await (const id of storage.requests.idsIn({ from: 'VR-', before: 'VR-~' })) ids.push(id);
    return Promise.all(ids.map(async (id) => (await storage.requests.readAll(id, 0))!));
  };
  return { storage, context, clock, file, directory, stores, usernames, run, all };
}

describe('the accounts of invented requests', () => {
  it('should be in the directory, in the register, on the request and in its lists, and say the same everywhere', async () => {
    const { storage, context, directory, usernames, run, all } = await seeded();
    await run(1);
    const requests = await all();
    const withAccount = requests.filter(({ request }) => request.value.account?.directory);
    expect(withAccount.length).toBeGreaterThan(count / 3);
    expect(directory.users()).toHaveLength(withAccount.length);
    for (const { request: stored, viewKeys } of requests) {
      const { id, status, answers, account, sponsor } = stored.value;
      const known = account?.directory;
      expect([id, isAccountOverdue(stored.value, context.now)]).toEqual([id, false]);
      const standing = accountStanding(answers.itAccess, known, true);
      const isGiven = isRunning(status) && answers.itAccess !== 'none';
      if (isGiven) expect([id, known?.state]).toEqual([id, status === 'active' ? 'enabled' : 'made']);
      const row = (await storage.views.read(viewKeys[0]!))!;
      // The words of the dates alone: nothing is under way.
      expect(shownStatus(status, standing)).toEqual(shownStatus(status, 'none'));
      expect(shownStatus(status, rowStanding({ wants: row.wants, account: row.account, accountIs: row.accountIs }, true))).toEqual(
        shownStatus(status, standing),
      );
      if (!known) continue;
      expect([row.userName, known.userName]).toEqual([known.userName, expect.stringMatching(/^[a-z0-9.]{1,20}@bantshire\.example$/)]);
      expect(await usernames.holder(known.userName.split('@')[0]!)).toEqual({ request: id });
      const user = directory.find(known.objectId!)!;
      const groups = directory.groups().filter(({ members }) => members.includes(user.id));
      expect([user.employeeId, user.userPrincipalName, user.accountEnabled]).toEqual([id, known.userName, status === 'active']);
      expect(groups).toHaveLength(isOver(status) ? 0 : 1);
      if (!isOver(status)) expect(user.sponsors).toEqual([sponsor]);
    }
    const kinds = new Set(withAccount.map(({ request }) => request.value.account?.directory?.state));
    expect(kinds).toEqual(new Set(['made', 'enabled', 'disabled']));
  });

  it('should give the product that starts on them nothing to change, by its own adapter', async () => {
    const { storage, context, clock, file, run, all, usernames } = await seeded();
    await run(2);
    let accounts: ReturnType<typeof startDirectory>['accounts'] | undefined;
    const { calls } = await serves((url) => {
      const started = startDirectory({
        file,
        clock,
        zone: 'Europe/London',
        url,
        css: '',
        dataOption: '',
        register: '',
        usernames: () => usernames,
      });
      accounts = started.accounts;
      return started.routes;
    });
    const fakes = makePorts();
    fakes.clock.set(moment);
    const ports = {
      ...fakes,
      requests: storage.requests,
      views: storage.views,
      policy: context.policy,
      departments: new InMemoryDepartments([...context.departments]),
      keepsAccounts: 'directory' as const,
      accounts: accounts!,
    };
    for (const aggregate of await all()) {
      expect(await syncAccount(aggregate, ports)).toEqual({});
      const now = await storage.requests.read(aggregate.request.value.id);
      expect(now?.value).toEqual(aggregate.request.value);
    }
    expect(calls.length).toBeGreaterThan(count);
    expect(calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('should be one each after a run that was cut off between the directory and the request', async () => {
    const { directory, stores, usernames, run, all } = await seeded();
    const cut = async () => Promise.reject(new Error('cut off'));
    await expect(run(3, { requests: { ...stores.requests, putHistory: cut } })).rejects.toThrow('cut off');
    const users = directory.users();
    expect([users.length > 10, await all()]).toEqual([true, []]);
    expect(await run(3)).toMatchObject({ taken: 0 });
    expect(directory.users()).toEqual(users);
    const whole = await all();
    for (const { userPrincipalName, mailNickname, employeeId } of users) {
      const request = whole.find(({ request: { value } }) => value.id === employeeId)?.request.value;
      expect([employeeId, request?.account?.directory?.userName]).toEqual([employeeId, userPrincipalName]);
      expect(await usernames.holder(mailNickname)).toEqual({ request: employeeId });
    }
    expect(await run(3)).toMatchObject({ taken: count });
    expect(directory.users()).toEqual(users);
  });

  it('should have no username that somebody else has in the directory', async () => {
    const first = await seeded();
    await first.run(4);
    const names = first.directory.users().map(({ mailNickname }) => mailNickname);
    rmSync(first.file);
    const { directory, run } = await seeded();
    for (const name of names) directory.add({ ...presentUser, userPrincipalName: `${name}@bantshire.example`, mailNickname: name });
    await run(4);
    const users = directory.users();
    expect(users.filter(({ employeeId }) => employeeId === null)).toHaveLength(names.length);
    expect(new Set(users.map(({ userPrincipalName }) => userPrincipalName)).size).toBe(2 * names.length);
  });

  it('should get into the directory of the product that runs, which would overwrite a file', async () => {
    const clock = { now: () => inventionAt(moment).now };
    const { storage } = await openTestStorage();
    const file = join(folder, 'directory.json');
    const { url, calls } = await serves(
      (at) => startDirectory({ ...storage, file, clock, zone: 'Europe/London', url: at, css: '', dataOption: '', register: '' }).routes,
    );
    tellStorage(folder, testConnection(), url);
    // These tables are shared: another test looks at what is due in them a year before.
    fixesDay(folder, '2038-02-02T12:00:00Z');
    const preload = preloadIn(resolve(__dirname, '..', '..', '..', '..'));
    const { stores, context, close } = await openToFill({ folder, isDefault: false, preload }, {});
    await fill(5, diceOf(20_270_303), context, stores, () => undefined);
    await close();
    expect(calls).toContain('POST /local/directory');
    const listed = (await (await fetch(`${url}/local/directory`)).json()) as { employeeId: string }[];
    expect(listed.length).toBeGreaterThan(0);
    expect(openLocalDirectory({ file, clock, newId: () => '', groups: {} }).users()).toHaveLength(listed.length);
    const bad = await fetch(`${url}/local/directory`, { method: 'POST', body: '[{"user":{}}]' });
    expect([bad.status, ((await (await fetch(`${url}/local/directory`)).json()) as object[]).length]).toEqual([400, listed.length]);
  });
});
