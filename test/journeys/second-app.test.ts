import { composeAccounts } from '../../bot/compose';
import type { Product } from '../../bot/jobs/product';
import type { WorkMessage } from '../../bot/ports/queue';
import { type DirectoryServer, startDirectory } from '../fakes/directory-server';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { StoryQueue, startWorld, type World } from '../fakes/world';
import { makesRequest, messagesLike, requestIn, seenBy } from './steps';

/** Messages of accounts go to a queue of their own, as deployed. */
class TwoQueues extends StoryQueue {
  readonly accounts: { message: WorkMessage; delaySeconds: number }[] = [];

  override async enqueue(message: WorkMessage, delaySeconds: number): Promise<void> {
    if (message.kind === 'accounts') this.accounts.push({ message, delaySeconds });
    else await super.enqueue(message, delaySeconds);
  }
}

let clock: StoryClock;
let queue: TwoQueues;
let server: DirectoryServer;
let world: World;
let second: Product;
let sponsor: TeamsPerson;
beforeEach(async () => {
  clock = new StoryClock();
  queue = new TwoQueues(clock);
  server = await startDirectory(clock);
  const usernames = new InMemoryUsernames();
  // The public app has no way into a directory: what it is given here fails the test.
  const none = async () => {
    throw new Error('the public app asked the directory');
  };
  const here = { domain: server.accounts.domain, keepsSponsor: false, sync: none };
  world = await startWorld({ clock, queue, accounts: { directory: here, usernames }, accountsElsewhere: true });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  second = composeAccounts({
    stores: { ...world.stores, queue },
    accounts: { directory: server.accounts, usernames },
    policy: world.policy,
    clock,
    random: { bytes: (count) => new Uint8Array(count) },
    log,
  });
  sponsor = await world.somebody('sponsor');
  const head = await world.somebody('head');
  await makesRequest(world, sponsor, { dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
  await head.presses('Approve');
  await world.work();
});
afterEach(async () => {
  await world.stop();
  await server.stop();
});

const take = async () => {
  for (const { message } of queue.accounts.splice(0)) await second.accounts(message);
};

describe('an app that makes accounts, beside the one that people reach', () => {
  it('should be handed what the other cannot do, when nobody can undo it any more, and tell the other what came of it', async () => {
    expect(queue.accounts.map(({ delaySeconds }) => delaySeconds > 590 && delaySeconds <= 600)).toEqual([true]);
    clock.pass({ minutes: 10 });
    await take();
    expect(server.directory.users()).toMatchObject([{ accountEnabled: true, employeeId: requestIn(world).id }]);
    expect(messagesLike(sponsor, /account .*has started/)).toBe(0);
    // Cards and mails are the other’s.
    await world.work(10);
    expect(messagesLike(sponsor, /account .*has started/)).toBe(1);
    expect(seenBy(sponsor)).toContain('ogfairweather@bantshire.example');
    expect(queue.accounts).toEqual([]);
  });

  it('should look again by itself at what it could not do', async () => {
    server.directory.fault = { kind: 'away' };
    clock.pass({ minutes: 10 });
    await take();
    expect(queue.accounts).toEqual([{ message: { kind: 'accounts', id: requestIn(world).id }, delaySeconds: 300 }]);
    await world.work(60);
    expect(queue.accounts).toHaveLength(1);
    server.directory.fault = undefined;
    clock.pass({ minutes: 5 });
    await take();
    expect(server.directory.users()).toHaveLength(1);
  });

  it('should do nothing else, whatever it is sent', async () => {
    for (const message of [{ kind: 'request', id: requestIn(world).id, commitId: '' }, { kind: 'accounts', id: '../x' }, 'x', undefined])
      await second.accounts(message);
    expect(server.calls).toEqual([]);
    const call = new Request('https://alms.bantshire.example/api/health');
    const others: (() => unknown)[] = [() => second.fetch(call), () => second.work({}), () => second.sweep(), () => second.reconcile()];
    for (const other of others) await expect((async () => await other())()).rejects.toThrow('makes accounts, and nothing else');
  });

  it('should leave the public app with nothing to do where such a message gets there', async () => {
    clock.pass({ minutes: 10 });
    await world.product.work({ kind: 'accounts', id: requestIn(world).id });
    await world.product.accounts({ kind: 'accounts', id: requestIn(world).id });
    expect(world.lines.filter(({ what }) => what === 'this process can make no accounts')).toHaveLength(2);
    await take();
    expect(server.directory.users()).toHaveLength(1);
  });
});
