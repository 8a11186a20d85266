import type { Person } from '../../../../bot/domain/organisation/organisation';
import type { Conversation, Conversations } from '../../../../bot/ports/chat';
import type { People } from '../../../../bot/ports/directory';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { InMemoryPeople } from '../../../fakes/in-memory-people';
import { StoryClock } from '../../../fakes/story-clock';
import { deputyId, headId, makePerson, sponsorId, strangerId } from '../../../make';
import { openTestStorage, testBotId, testConnection } from '../../../setup/azurite-storage';

function makeConversation(overrides: Partial<Conversation> = {}): Conversation {
  return {
    person: sponsorId,
    botId: testBotId,
    conversation: 'a:1sponsor',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    member: '29:1sponsor',
    ...overrides,
  };
}

type Store = People & Conversations & { save(person: Person): Promise<void> };

describe.each([
  ['in memory', async () => new InMemoryPeople()],
  ['in tables', async () => (await openTestStorage()).storage.people],
])('people %s', (_name, open: () => Promise<Store>) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  it('should know whom the directory told of, and nobody else', async () => {
    await store.save(makePerson());
    expect(await store.person(sponsorId)).toEqual(makePerson());
    expect(await store.person(headId)).toBeUndefined();
  });

  it('should know whose work address it is, whatever its case, and nobody by one that was given up', async () => {
    await store.save(makePerson());
    await store.save(makePerson({ id: headId, mail: "siobhan.o'driscoll@bantshire.example" }));
    expect(await store.byMail(' Marisol.OKAFOR@bantshire.example ')).toEqual(makePerson());
    expect(await store.byMail("siobhan.o'driscoll@bantshire.example")).toMatchObject({ id: headId });
    for (const nobodys of ['', 'marisol', 'marisol.okafor@bantshire', '%', "' or 1 eq 1", `x/${'#'.repeat(100)}`])
      expect(await store.byMail(nobodys)).toBeUndefined();
    await store.save(makePerson({ mail: 'm.okafor@bantshire.example' }));
    expect(await store.byMail('marisol.okafor@bantshire.example')).toBeUndefined();
    expect(await store.byMail('m.okafor@bantshire.example')).toMatchObject({ id: sponsorId });
  });

  it('should find people by the beginnings of their name or address, but nobody who has left', async () => {
    await store.save(makePerson());
    await store.save(makePerson({ id: headId, name: 'Siobhán O’Driscoll', mail: "siobhan.o'driscoll@bantshire.example" }));
    await store.save(makePerson({ id: deputyId, name: 'Marisol Gone', mail: 'gone@bantshire.example', isEnabled: false }));
    const finds = async (typed: string) => (await store.search(typed)).map(({ id }) => id);
    expect([await finds('mari'), await finds('SIOBHAN o’d'), await finds('siobhan.o')]).toEqual([[sponsorId], [headId], [headId]]);
    for (const typed of ['', 'm', '%', "' or 1 eq 1", 'nobody']) expect(await finds(typed)).toEqual([]);
  });

  it('should name the admins who may act', async () => {
    await store.save(makePerson());
    await store.save(makePerson({ id: headId, isAdmin: true }));
    await store.save(makePerson({ id: strangerId, isAdmin: true, isEnabled: false }));
    expect(await store.admins()).toEqual([headId]);
    await store.save(makePerson({ id: headId }));
    expect(await store.admins()).toEqual([]);
  });

  it('should keep how an approver wants to be told, whatever becomes of their conversation', async () => {
    const [one, other] = [headId, strangerId];
    expect(await store.tellingOf(one)).toBe('at-once');
    await store.choose(one, 'daily');
    await store.remember({ person: one, botId: 'bot', conversation: 'a', serviceUrl: 'https://smba.example/', member: '29:1' });
    expect([await store.tellingOf(one), await store.tellingOf(other)]).toEqual(['daily', 'at-once']);
    expect(await store.admins()).not.toContain(one);
    await store.choose(one, 'at-once');
    await store.choose(one, 'at-once');
    expect(await store.tellingOf(one)).toBe('at-once');
  });

  it('should find the last conversation of a person', async () => {
    await store.save(makePerson());
    expect(await store.find(sponsorId)).toBeUndefined();
    await store.remember(makeConversation());
    await store.remember(makeConversation({ conversation: 'a:2sponsor' }));
    expect(await store.find(sponsorId)).toEqual(makeConversation({ conversation: 'a:2sponsor' }));
    expect(await store.find(headId)).toBeUndefined();
    expect(await store.find(sponsorId, 'fresh')).toEqual(makeConversation({ conversation: 'a:2sponsor' }));
  });
});

describe('the people table', () => {
  it('should read a person every quarter of an hour, and somebody unknown each time', async () => {
    const clock = new StoryClock();
    const opened = await openTestStorage(clock);
    await opened.storage.people.save(makePerson());
    const { people } = opened.again();
    const counting = countStorageCalls(testConnection());

    await people.person(sponsorId);
    clock.pass({ minutes: 14 });
    await people.person(sponsorId);
    expect(counting.calls.table).toHaveLength(1);
    clock.pass({ minutes: 1 });
    await people.person(sponsorId);
    expect(counting.calls.table).toHaveLength(2);

    await people.person(strangerId);
    await people.person(strangerId);
    expect(counting.calls.table).toHaveLength(4);
    counting.stop();
  });

  it('should read the admins every quarter of an hour', async () => {
    const clock = new StoryClock();
    const { storage } = await openTestStorage(clock);
    const counting = countStorageCalls(testConnection());
    await storage.people.admins();
    clock.pass({ minutes: 14 });
    await storage.people.admins();
    expect(counting.calls.table).toHaveLength(1);
    clock.pass({ minutes: 1 });
    await storage.people.admins();
    expect(counting.calls.table).toHaveLength(2);
    counting.stop();
  });

  it('should write a conversation only when it changed since it was last seen', async () => {
    const opened = await openTestStorage();
    const { conversations } = opened.storage;
    const counting = countStorageCalls(testConnection());

    await conversations.remember(makeConversation());
    await conversations.remember({ ...makeConversation() });
    expect(counting.calls.table).toHaveLength(1);
    await conversations.remember(makeConversation({ serviceUrl: 'https://smba.trafficmanager.net/uk/' }));
    expect(counting.calls.table).toHaveLength(2);

    const other = opened.again().conversations;
    const found = await other.find(sponsorId);
    counting.reset();
    await other.remember(found!);
    expect(counting.calls.table).toHaveLength(0);
    counting.stop();
  });

  it('should read where somebody is reached every quarter of an hour, and somebody unknown each time, or when asked afresh', async () => {
    const clock = new StoryClock();
    const opened = await openTestStorage(clock);
    await opened.storage.conversations.remember(makeConversation());
    const { conversations } = opened.again();
    const counting = countStorageCalls(testConnection());
    const calls = async (person: string, fresh?: 'fresh') => {
      counting.reset();
      const found = await conversations.find(person, fresh);
      return [counting.calls.table.length, found?.conversation];
    };
    expect(await calls(sponsorId)).toEqual([1, 'a:1sponsor']);
    await opened.storage.conversations.remember(makeConversation({ conversation: 'a:2sponsor' }));
    clock.pass({ minutes: 14 });
    expect(await calls(sponsorId)).toEqual([0, 'a:1sponsor']);
    expect(await calls(sponsorId, 'fresh')).toEqual([1, 'a:2sponsor']);
    expect(await calls(sponsorId)).toEqual([0, 'a:2sponsor']);
    clock.pass({ minutes: 15 });
    expect(await calls(sponsorId)).toEqual([1, 'a:2sponsor']);
    await conversations.remember(makeConversation({ conversation: 'a:3sponsor' }));
    expect(await calls(sponsorId)).toEqual([0, 'a:3sponsor']);
    expect([await calls(strangerId), await calls(strangerId)]).toEqual([
      [1, undefined],
      [1, undefined],
    ]);
    counting.stop();
  });

  it('should not find the conversation with another bot', async () => {
    const { storage } = await openTestStorage();
    await storage.conversations.remember(makeConversation({ botId: 'another-bot' }));
    expect(await storage.conversations.find(sponsorId)).toBeUndefined();
  });
});
