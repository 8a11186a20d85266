import { end } from '../../bot/domain/request/reapproval';
import { recall } from '../../bot/domain/request/recall';
import type { Change, Refusal } from '../../bot/domain/request/refusal';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { matterSentence } from '../../bot/domain/shown/matters';
import { reconcile } from '../../bot/jobs/night/reconcile';
import { sweep } from '../../bot/jobs/sweep';
import { work } from '../../bot/jobs/work';
import type { WorkPorts } from '../../bot/outbox/work-ports';
import type { Accounts } from '../../bot/ports/accounts';
import { changeRequest } from '../../bot/verbs/perform';
import { type DirectoryServer, levelGroups, startDirectory } from '../fakes/directory-server';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import { makePorts, type TestPorts } from '../fakes/ports';
import { StoryClock } from '../fakes/story-clock';
import { deputyId, headId, makeCommit, makePerson, makeRequest, newRequestId, sponsorId } from '../make';
import { testSeed } from '../setup/dice';
import { tried, tries } from '../torture/tries';

/** Of the story's clock, which begins at 10:15. */
const longAgo = '2027-01-18T09:00:00Z';
const approved = { verb: 'approve', by: headId, at: longAgo, channel: 'teams', outcomeRevision: 2 } as const;
const deciders = { ask: [headId], may: [headId], as: 'department' } as const;

/** Approved an hour ago, with IT access from today on. */
function begins(overrides: Partial<VisitorRequest> = {}): VisitorRequest {
  const request = makeRequest();
  const answers = { ...request.answers, middleNames: 'Grace', itAccess: 'staff-like' as const };
  return {
    ...request,
    id: newRequestId(),
    status: 'active',
    revision: 2,
    answers,
    validFrom: '2027-01-18',
    decision: approved,
    ...overrides,
  };
}

type Story = TestPorts & { accounts: { directory: Accounts; usernames: InMemoryUsernames }; server: DirectoryServer };

const open: DirectoryServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

async function begin(options: Parameters<typeof startDirectory>[1] = {}): Promise<Story> {
  const clock = new StoryClock();
  const server = await startDirectory(clock, options);
  open.push(server);
  return {
    // Nobody is written to: these stories are about the directory alone.
    ...makePorts(),
    messages: {},
    clock,
    keepsAccounts: 'directory',
    accounts: { directory: server.accounts, usernames: new InMemoryUsernames() },
    server,
  };
}

const has = async (ports: Story, request: VisitorRequest) =>
  void (await ports.requests.commit(makeCommit({ request, todos: ['accounts'] })));
/** The accounts alone, as their own queue has them; what they change is shown to nobody in these stories. */
const workOn = (ports: WorkPorts, id: string) => work({ kind: 'accounts', id }, ports);
const directoryOf = async (ports: Story, id: string) => (await ports.requests.read(id))?.value.account?.directory;

/** Lets the worker do what is due, until nothing is left to do of this request. */
async function workUntilDone(ports: Story, id: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    await workOn(ports, id);
    if ((await ports.requests.readAll(id, 0))?.todos.every(({ value }) => value.target !== 'accounts')) return;
    ports.clock.pass({ seconds: 61 });
  }
  throw new Error('it is never done');
}

/** A process that ends before its `left`th call to the outside. */
class Life {
  calls = 0;
  constructor(private readonly left: number) {}

  /** The same, every method of which may be the last thing that is begun. */
  of<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (from, name) => {
        const member: unknown = Reflect.get(from, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          if (this.calls >= this.left) throw new Error('SIGKILL');
          this.calls += 1;
          return (await (member as (...values: unknown[]) => unknown).apply(from, given)) as unknown;
        };
      },
    });
  }
}

/** Kills the worker before each of its calls in turn (a drawn third of them in `npm test`), and lets another finish. Returns the number of calls. */
async function killBeforeEach(
  prepare: (ports: Story) => Promise<string>,
  check: (ports: Story, id: string) => Promise<void>,
): Promise<number> {
  const step = tries(3, 1, 1);
  for (let left = testSeed % step; ; left += step) {
    const life = new Life(left);
    let isAlive = false;
    const ports = await begin({ replicates: 20, through: (graph) => ({ ...graph, ...mortal(graph, () => (isAlive ? life : undefined)) }) });
    const id = await prepare(ports);
    isAlive = true;
    const dying: Story = {
      ...ports,
      requests: life.of(ports.requests),
      views: life.of(ports.views),
      accounts: { ...ports.accounts, usernames: life.of(ports.accounts.usernames) },
    };
    // All of its runs, as the first may end with a wait for what the directory does not show yet.
    await workUntilDone(dying, id).catch(() => undefined);
    isAlive = false;
    ports.clock.pass({ seconds: 61 });
    await workUntilDone(ports, id);
    await check(ports, id);
    if (life.calls < left) return life.calls;
  }
}

function mortal<T extends object>(target: T, life: () => Life | undefined): T {
  const names = Object.keys(target) as (keyof T)[];
  const entries = names.map((name) => [
    name,
    (...given: unknown[]) => Reflect.apply(((life()?.of(target) ?? target) as T)[name] as () => unknown, undefined, given),
  ]);
  return Object.fromEntries(entries) as T;
}

describe('a worker that is killed before any of its calls', () => {
  it('should leave one account, begun once, under one name', async () => {
    const calls = await killBeforeEach(
      async (ports) => {
        const request = begins();
        await has(ports, request);
        return request.id;
      },
      async (ports, id) => {
        const users = ports.server.directory.users();
        expect(users).toMatchObject([{ userPrincipalName: 'ogfairweather@bantshire.example', accountEnabled: true, employeeId: id }]);
        expect(ports.server.directory.groups().find((one) => one.id === levelGroups['staff-like'])?.members).toEqual([users[0]?.id]);
        expect([...ports.accounts.usernames.taken]).toEqual([['ogfairweather', id]]);
        const { events = [] } = (await ports.requests.readAll(id)) ?? {};
        expect(events.filter(({ verb }) => ['account-named', 'account-begun'].includes(verb))).toHaveLength(2);
        expect(ports.views.attention).toEqual([]);
      },
    );
    expect(calls).toBeGreaterThan(25);
  });

  it('should leave nothing on the admins’ list of what they were told before', async () => {
    const calls = await killBeforeEach(
      async (ports) => {
        const request = begins();
        await has(ports, request);
        ports.server.directory.fault = { kind: 'away' };
        await workOn(ports, request.id);
        expect(ports.views.attention).toHaveLength(1);
        ports.server.directory.fault = undefined;
        // A commit begins the account anew, so nothing but the note of it tells of the matter.
        const { value, etag } = (await ports.requests.read(request.id))!;
        const again = { ...value, events: value.events + 1 };
        await ports.requests.commit(makeCommit({ request: again, etag, commitId: 'again', todos: ['accounts'] }));
        return request.id;
      },
      async (ports) => expect(ports.views.attention).toEqual([]),
    );
    expect(calls).toBeGreaterThan(25);
  });

  it('should leave an account that has to end disabled, signed out and in no group', async () => {
    const calls = await killBeforeEach(
      async (ports) => {
        const request = begins({ validTo: '2027-02-28' });
        await has(ports, request);
        await workUntilDone(ports, request.id);
        await ports.views.putWake('2027-03-01T00', request.id);
        ports.clock.set('2027-03-01T00:03');
        await sweep(ports);
        const [{ id } = { id: '' }] = ports.server.directory.users();
        ports.server.directory.change(id, { signInSessionsValidFromDateTime: '' });
        return request.id;
      },
      async (ports, id) => {
        expect(ports.server.directory.users()).toMatchObject([{ accountEnabled: false, deletedDateTime: null }]);
        expect(ports.server.directory.users()[0]?.signInSessionsValidFromDateTime).not.toBe('');
        expect(ports.server.directory.groups().flatMap(({ members }) => members)).toEqual([]);
        expect(await directoryOf(ports, id)).toMatchObject({ state: 'disabled' });
      },
    );
    expect(calls).toBeGreaterThan(12);
  });
});

describe('a change between the target and the call', () => {
  const press = (ports: Story, id = sponsorId) => ({ actor: { id, channel: 'teams' as const }, now: ports.clock.now() });
  const standing = { person: makePerson(), deciders, isSponsorGone: false };
  const endNow = (ports: Story) => (current: VisitorRequest) =>
    end(current, standing as never, { ...press(ports), seen: current.revision });

  /** Does it just before the directory is asked the first time. */
  function meanwhile(ports: Story, id: string, rule: (current: VisitorRequest) => Change | Refusal): Story {
    let isDone = false;
    const directory: Accounts = {
      ...ports.accounts.directory,
      async sync(wanted, known) {
        if (!isDone) expect((await changeRequest(id, rule, ports)).kind).toBe('done');
        isDone = true;
        return await ports.accounts.directory.sync(wanted, known);
      },
    };
    return { ...ports, accounts: { ...ports.accounts, directory } };
  }

  it('should make nothing where it is ended between the reading and the lease', async () => {
    const ports = await begin();
    const request = begins();
    await has(ports, request);
    const { takeLease } = ports.requests;
    ports.requests.takeLease = async (...given) => {
      ports.requests.takeLease = takeLease;
      await changeRequest(request.id, endNow(ports), ports);
      return await takeLease.apply(ports.requests, given);
    };
    await workUntilDone(ports, request.id);
    expect((await ports.requests.read(request.id))?.value.status).toBe('ended');
    expect([ports.server.creates(), ports.accounts.usernames.taken.size]).toEqual([0, 0]);
  });

  it('should leave nothing enabled of an account that was ended', async () => {
    const ports = await begin();
    const request = begins();
    await has(ports, request);
    await workUntilDone(meanwhile(ports, request.id, endNow(ports)), request.id);
    expect(ports.server.directory.users()).toMatchObject([{ accountEnabled: false }]);
    expect(ports.server.directory.groups().flatMap(({ members }) => members)).toEqual([]);
    expect(await directoryOf(ports, request.id)).toMatchObject({ state: 'disabled' });
  });

  it('should set the date to which it was moved', async () => {
    const ports = await begin();
    const request = begins();
    await has(ports, request);
    const moved = (current: VisitorRequest): Change | Refusal => {
      const change = endNow(ports)(current);
      if ('refused' in change) return change;
      return { ...change, request: { ...change.request, status: 'active', validTo: '2027-03-15' } };
    };
    await workUntilDone(meanwhile(ports, request.id, moved), request.id);
    expect(ports.server.directory.users()).toMatchObject([{ accountEnabled: true, employeeLeaveDateTime: '2027-03-15T23:59:59Z' }]);
  });

  it.each(['sponsors', 'manager'] as const)('should show whoever took it over, as %s', async (sponsorAs) => {
    const ports = await begin({ sponsorAs });
    const request = begins();
    await has(ports, request);
    const handed = (current: VisitorRequest): Change | Refusal => {
      const change = endNow(ports)(current);
      if ('refused' in change) return change;
      return { ...change, request: { ...change.request, status: 'active', validTo: request.validTo, sponsor: deputyId } };
    };
    await workUntilDone(meanwhile(ports, request.id, handed), request.id);
    expect(ports.server.directory.users()).toMatchObject([sponsorAs === 'manager' ? { manager: deputyId } : { sponsors: [deputyId] }]);
  });

  it('should make nothing where the approval was taken back just before the name was given, by a clock that is behind', async () => {
    const ports = await begin();
    const at = ports.clock.now().toInstant().subtract({ minutes: 10 }).toString();
    const request = begins({ status: 'approved', validFrom: '2027-02-03', decision: { ...approved, at } });
    await has(ports, request);
    const behind = ports.clock.now().subtract({ seconds: 5 });
    ports.requests.beforeCommit = async ({ event }) => {
      if (event.verb !== 'account-named') return;
      delete ports.requests.beforeCommit;
      const taken = await changeRequest(
        request.id,
        (current) =>
          recall(
            current,
            { ...deciders, ask: [headId], may: [headId] },
            { actor: { id: headId, channel: 'teams' }, now: behind, seen: current.revision },
          ),
        ports,
      );
      expect(taken.kind).toBe('done');
    };
    await workUntilDone(ports, request.id);
    expect((await ports.requests.read(request.id))?.value).toMatchObject({ status: 'pending' });
    expect([ports.server.creates(), await directoryOf(ports, request.id)]).toEqual([0, undefined]);
  });

  it('should let nobody take the approval back once a name is given, whatever their clock says', async () => {
    const ports = await begin();
    const at = ports.clock.now().toInstant().subtract({ minutes: 10 }).toString();
    const request = begins({ status: 'approved', validFrom: '2027-02-03', decision: { ...approved, at } });
    await has(ports, request);
    await workUntilDone(ports, request.id);
    const { value } = (await ports.requests.read(request.id))!;
    const behind = ports.clock.now().subtract({ minutes: 5 });
    expect(
      recall(
        value,
        { ...deciders, ask: [headId], may: [headId] },
        { actor: { id: headId, channel: 'teams' }, now: behind, seen: value.revision },
      ),
    ).toEqual({
      refused: 'too-late',
      minutes: 10,
    });
  });

  it('should end what the clock ends at the same moment', async () => {
    const ports = await begin();
    const request = begins({ validTo: '2027-02-28' });
    await has(ports, request);
    await ports.views.putWake('2027-03-01T00', request.id);
    ports.clock.set('2027-03-01T00:03');
    await Promise.all([workOn(ports, request.id), sweep(ports)]);
    await workUntilDone(ports, request.id);
    expect(ports.server.directory.users().filter(({ accountEnabled }) => accountEnabled)).toEqual([]);
    expect((await ports.requests.read(request.id))?.value.status).toBe('expired');
  });
});

describe('an account that nobody is at work on', () => {
  it('should be found by the night within thirty nights, once: given up, or approved before accounts were made here', async () => {
    const ports = await begin();
    const request = begins();
    await ports.requests.commit(makeCommit({ request, todos: [] }));
    const nights = async () => {
      let found = 0;
      for (let night = 0; night < 30; night += 1) {
        ports.clock.pass({ days: 1 });
        found += (await reconcile(ports)).staleAccounts;
        await workOn(ports, request.id);
      }
      return found;
    };
    expect(await nights()).toBe(1);
    expect(ports.server.directory.users()).toMatchObject([{ accountEnabled: true }]);
    expect(await nights()).toBe(0);
    // The same from the other side: over, and nobody has ended it.
    ports.clock.set('2027-08-31T12:00');
    const { value, etag } = (await ports.requests.read(request.id))!;
    await ports.requests.commit(
      makeCommit({
        request: { ...value, status: 'expired', validTo: '2027-08-30', events: value.events + 1 },
        etag,
        commitId: 'given-up',
        todos: [],
      }),
    );
    expect(await nights()).toBe(1);
    expect(ports.server.directory.users()).toMatchObject([{ accountEnabled: false }]);
  });

  it('should be found by the night where its message was lost, whether it waits or was never looked at', async () => {
    for (const isTried of [true, false]) {
      const ports = await begin();
      const request = begins();
      await has(ports, request);
      ports.server.directory.fault = { kind: 'away' };
      if (isTried) await workOn(ports, request.id);
      ports.queue.take();
      for (let night = 0; night < 30; night += 1) {
        ports.clock.pass({ days: 1 });
        await reconcile(ports);
      }
      expect(ports.queue.take()).toEqual([{ kind: 'accounts', id: request.id }]);
    }
  });

  it('should be nobody’s where no accounts are made', async () => {
    const { keepsAccounts: _none, ...ports } = await begin();
    await ports.requests.commit(makeCommit({ request: begins(), todos: [] }));
    for (let night = 0; night < 30; night += 1) {
      ports.clock.pass({ days: 1 });
      expect((await reconcile(ports)).staleAccounts).toBe(0);
    }
  });
});

describe('an account for which the directory always fails', () => {
  it('should hold back no beginning, though it has to end, and be told apart from an outage', async () => {
    const ports = await begin();
    const ending = begins({ validTo: '2027-02-28' });
    await has(ports, ending);
    await workUntilDone(ports, ending.id);
    const [{ id } = { id: '' }] = ports.server.directory.users();
    await ports.views.putWake('2027-03-01T00', ending.id);
    ports.clock.set('2027-03-01T00:03');
    await sweep(ports);
    ports.server.directory.fault = { kind: 'away' };
    await workOn(ports, ending.id);
    expect(ports.views.attention).toMatchObject([{ kind: 'account-end' }]);
    ports.server.directory.fault = { kind: 'away', when: `/users/${id}` };
    ports.clock.pass({ minutes: 5, seconds: 1 });
    await workOn(ports, ending.id);
    expect(ports.views.attention).toMatchObject([{ kind: 'account-fault', request: ending.id, code: 'ServiceUnavailable' }]);
    const beginning = begins({ validFrom: '2027-03-01' });
    await has(ports, beginning);
    await workOn(ports, beginning.id);
    expect(await directoryOf(ports, beginning.id)).toMatchObject({ state: 'enabled' });
    // It goes on being tried, for as long as it takes.
    ports.clock.pass({ days: 3 });
    await workOn(ports, ending.id);
    ports.server.directory.fault = undefined;
    ports.clock.pass({ minutes: 6 });
    await workOn(ports, ending.id);
    expect([await directoryOf(ports, ending.id), ports.views.attention]).toMatchObject([{ state: 'disabled' }, []]);
  });

  it('should be seen by admins where only making it fails', async () => {
    const ports = await begin();
    const request = begins();
    await has(ports, request);
    ports.server.directory.fault = { kind: 'away', when: 'POST /users' };
    for (let tries = 0; tries < 12; tries += 1) {
      await workOn(ports, request.id);
      ports.clock.pass({ seconds: 16 });
    }
    expect(ports.views.attention).toMatchObject([{ kind: 'account-fault', request: request.id }]);
    ports.server.directory.fault = undefined;
    ports.clock.pass({ minutes: 3 });
    await workUntilDone(ports, request.id);
    expect([ports.server.directory.users().length, ports.views.attention]).toEqual([1, []]);
  });
});

describe('an account that somebody has deleted in the directory', () => {
  it('should be put before admins at once with what to do, and end without them', async () => {
    const ports = await begin();
    const request = begins({ validTo: '2027-02-28' });
    await has(ports, request);
    await workUntilDone(ports, request.id);
    const [{ id } = { id: '' }] = ports.server.directory.users();
    ports.clock.pass({ hours: 1 });
    ports.server.directory.change(id, { deletedDateTime: '2027-01-18T11:00:00Z' });
    const { value, etag } = (await ports.requests.read(request.id))!;
    const again = { ...value, validTo: '2027-02-27', events: value.events + 1 };
    await ports.requests.commit(makeCommit({ request: again, etag, commitId: 'moved', todos: ['accounts'] }));
    await workOn(ports, request.id);
    expect(ports.views.attention).toEqual([{ kind: 'account-hand', request: request.id, code: 'AccountGone' }]);
    expect(await directoryOf(ports, request.id)).toMatchObject({ needsHand: 'AccountGone' });
    expect(matterSentence('account-hand', 'AccountGone')).toContain('deleted this account');
    ports.clock.set('2027-02-28T00:03');
    await ports.views.putWake('2027-02-28T00', request.id);
    await sweep(ports);
    await workUntilDone(ports, request.id);
    expect([await directoryOf(ports, request.id), ports.views.attention]).toMatchObject([{ state: 'disabled' }, []]);
    expect(ports.server.creates()).toBe(1);
  });
});

describe('a directory that is away for a day', () => {
  it('should have all done when it is back, ends first, and admins should see all of it at once', async () => {
    const [beginning, ending] = [tries(60, 500, 500), tries(40, 300, 300)];
    const ports = await begin();
    const ends = Array.from({ length: ending }, () => begins({ validTo: '2027-02-28' }));
    const starts = Array.from({ length: beginning }, () => begins({ status: 'approved', validFrom: '2027-03-01' }));
    for (const request of ends) {
      await has(ports, request);
      await workUntilDone(ports, request.id);
    }
    expect(ports.server.directory.users().filter(({ accountEnabled }) => accountEnabled)).toHaveLength(ending);
    // One of each in turn, so that whoever takes them as they come begins before all are ended.
    for (const request of [...ends, ...starts].sort(({ id: one }, { id: other }) => (one.slice(-2) < other.slice(-2) ? -1 : 1))) {
      if (request.status === 'approved') await has(ports, request);
      await ports.views.putWake('2027-03-01T00', request.id);
    }
    ports.clock.set('2027-03-01T00:03');
    await sweep(ports);
    ports.server.directory.fault = { kind: 'away' };
    const all = [...starts, ...ends].sort(({ id: one }, { id: other }) => (one.slice(-2) < other.slice(-2) ? -1 : 1));
    for (const { id } of all) await workOn(ports, id);
    expect(new Set(ports.views.attention.map(({ request }) => request)).size).toBe(beginning + ending);

    ports.clock.pass({ hours: 24 });
    for (const { id } of all.slice(0, 50)) await workOn(ports, id);
    ports.server.directory.fault = undefined;
    ports.server.calls.length = 0;
    ports.clock.pass({ minutes: 6 });
    for (const { id } of all) await workOn(ports, id);
    for (const { id } of starts) await workUntilDone(ports, id);

    const users = ports.server.directory.users();
    expect(users.filter(({ accountEnabled }) => accountEnabled)).toHaveLength(beginning);
    expect(users).toHaveLength(beginning + ending);
    expect(ports.views.attention).toEqual([]);
    const { calls } = ports.server;
    const lastEnd = calls.findLastIndex((call) => call.endsWith('/revokeSignInSessions'));
    const firstStart = calls.indexOf('POST /users');
    expect(lastEnd).toBeLessThan(firstStart);
    expect(lastEnd).toBeGreaterThan(0);
    tried('accounts away for a day', { begun: beginning, ended: ending });
  });
});

describe('a beginning that waits for ends', () => {
  it('should be seen by admins too, and go on once they are done', async () => {
    const ports = await begin();
    const ending = begins({ validTo: '2027-02-28' });
    await has(ports, ending);
    await workUntilDone(ports, ending.id);
    await ports.views.putWake('2027-03-01T00', ending.id);
    ports.clock.set('2027-03-01T00:03');
    await sweep(ports);
    ports.server.directory.fault = { kind: 'away' };
    await workOn(ports, ending.id);
    ports.server.directory.fault = undefined;
    const beginning = begins({ validFrom: '2027-03-01' });
    await has(ports, beginning);
    await workOn(ports, beginning.id);
    expect(ports.server.creates()).toBe(1);
    expect(ports.views.attention.map(({ kind, request }) => [kind, request])).toEqual(
      expect.arrayContaining([
        ['account-end', ending.id],
        ['account-start', beginning.id],
      ]),
    );
    ports.clock.pass({ minutes: 6 });
    for (const { id } of [ending, beginning]) await workUntilDone(ports, id);
    expect([ports.server.creates(), ports.views.attention]).toEqual([2, []]);
  });
});

describe('an account where the directory answers', () => {
  it('should never outlive its last day by more than a sweep, nor work before its first, through the night on which clocks change', async () => {
    const ports = await begin();
    const days = ['2027-03-25', '2027-03-26', '2027-03-27', '2027-03-28'];
    const requests = Array.from({ length: 24 }, (_, place) => {
      const [validFrom = '', validTo = ''] = [days[place % 2], days[1 + (place % 3)]];
      return begins({ status: 'approved', validFrom, validTo });
    });
    for (const request of requests) {
      await has(ports, request);
      await ports.views.putWake(`${request.validFrom}T00`, request.id);
    }
    ports.clock.set('2027-03-24T00:03');
    const seen = new Set<boolean>();
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      await sweep(ports);
      for (const { id } of requests) await workOn(ports, id);
      const now = ports.clock.now().epochMilliseconds;
      for (const { accountEnabled, employeeHireDate, employeeLeaveDateTime } of ports.server.directory.users()) {
        seen.add(accountEnabled);
        const works = Date.parse(employeeHireDate ?? '') <= now && now <= Date.parse(employeeLeaveDateTime ?? '');
        expect(accountEnabled).toBe(works);
      }
      ports.clock.pass({ hours: 1 });
    }
    expect([seen.size, ports.server.directory.users().length]).toEqual([2, requests.length]);
    expect(ports.server.directory.users().filter(({ accountEnabled }) => accountEnabled)).toEqual([]);
  });
});
