import { itQueue } from '../../bot/adapters/it-queue';
import { viewRows } from '../../bot/outbox/sync-views';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makeCommit, makeRequest } from '../make';
import { messagesLike } from './steps';

const domain = 'bantshire.example';
const itId = samplePeople.find(({ role }) => role === 'itservice')?.id ?? '';
const news = /IT tasks? for visitor accounts/;

let world: World;
let clock: StoryClock;
let mailer: FakeMailer;
async function begin(): Promise<void> {
  clock = new StoryClock();
  mailer = new FakeMailer();
  const directory = itQueue({ domain, keepsSponsor: false, clock });
  world = await startWorld({ clock, mail: channelOf(mailer), accounts: { directory, usernames: new InMemoryUsernames() } });
}
beforeEach(begin);
afterEach(() => world.stop());

/** A task as the worker leaves it, for as many visitors. */
async function asksFor(from: number, count: number, due: string): Promise<void> {
  const { requests, views } = world.stores;
  for (let one = from; one < from + count; one += 1) {
    const userName = `v${one}@${domain}`;
    const target = { userName, displayName: 'V', level: 'staff-like' as const, lastDay: '2027-08-31', isEnabled: false };
    const task = { since: clock.now().toInstant().toString(), due, steps: ['make' as const], target };
    const request = makeRequest({ id: `VR-000000${one}`, status: 'active', account: { directory: { userName, task } } });
    await requests.commit(makeCommit({ request, todos: [] }));
    for (const row of viewRows(request)) await views.put(row);
  }
}
/** The sweep runs a few minutes past the hour in which something is due. */
async function sweepAt(at: string): Promise<void> {
  await world.stores.views.putWake(`${at.slice(0, 11)}${String(Number(at.slice(11, 13)) - 1).padStart(2, '0')}`, 'VR-00000099');
  await world.passTo(at);
}

describe('people in IT', () => {
  let colleague: TeamsPerson;
  beforeEach(async () => {
    colleague = await world.person(itId);
  });

  it('should be told once of many tasks, with how many and the most urgent day, and at most once an hour', async () => {
    await asksFor(10, 12, '2027-02-20');
    await asksFor(30, 1, '2027-01-25');
    await sweepAt('2027-01-19T09:00');
    expect(messagesLike(colleague, news)).toBe(1);
    expect(messagesLike(colleague, /^13 IT tasks for visitor accounts are open\. The most urgent is due by Mon 25 Jan 2027/)).toBe(1);
    await sweepAt('2027-01-19T12:00');
    expect(messagesLike(colleague, news)).toBe(1);
    await asksFor(40, 1, '2027-02-20');
    await sweepAt('2027-01-19T14:00');
    expect(messagesLike(colleague, news)).toBe(2);
    // Once more when one is late, and not each day after.
    await sweepAt('2027-01-26T09:00');
    expect(messagesLike(colleague, /^14 IT tasks .* 1 of them overdue/)).toBe(1);
    await sweepAt('2027-01-28T09:00');
    expect(messagesLike(colleague, news)).toBe(3);
    expect(mailer.arrived).toEqual([]);
  });

  it('should be told nothing at night, nor where nothing is open', async () => {
    await sweepAt('2027-01-19T09:00');
    await asksFor(10, 1, '2027-02-20');
    await sweepAt('2027-01-20T06:30');
    expect(messagesLike(colleague, news)).toBe(0);
    await sweepAt('2027-01-20T09:30');
    expect(messagesLike(colleague, news)).toBe(1);
  });
});

describe('people in IT without a chat', () => {
  const matters = () => (world.stores.views as InMemoryViewStore).attention.map(({ kind }) => kind);

  it('should have a mail, and where that fails too the admins are told', async () => {
    await asksFor(10, 2, '2027-02-20');
    await sweepAt('2027-01-19T09:00');
    expect(mailer.arrived.map(({ subject, to }) => [subject, to.person])).toContainEqual(['Visitor accounts: 2 IT tasks open', itId]);
    const mail = mailer.arrived.find(({ subject }) => subject === 'Visitor accounts: 2 IT tasks open');
    expect(mail?.html).toContain('this mailbox is not monitored.');
    expect(mail?.html).not.toMatch(/approve/i);
    expect(matters()).not.toContain('it-untold');
  });

  it('should be on the admins’ list where there is nobody', async () => {
    const it = await world.stores.people.person(itId);
    const { isItService: _none, ...rest } = it!;
    await (world.stores.people as unknown as { save(person: object): Promise<void> }).save(rest);
    await asksFor(10, 2, '2027-02-20');
    await sweepAt('2027-01-19T09:00');
    expect(matters()).toContain('it-untold');
  });
});
