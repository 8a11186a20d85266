import type { InMemoryPeople } from '../fakes/in-memory-people';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { samplePeople } from '../fakes/sample';
import { headId, makeCommit } from '../make';
import { eventsOf, makesRequest, messagesLike, requestIn, requestsIn } from './steps';
import { story } from './story';

const { world, sponsor, deputy } = story(['sponsor', 'deputy']);
const admin = () => world.tab({ id: samplePeople.find(({ role }) => role === 'admin')?.id ?? '' });
const attention = () => (world.stores.views as InMemoryViewStore).attention.map(({ kind }) => kind);
const since = () => world.clock.now().toInstant().toString();
const day = 24 * 60 * 60;
let id: string;

/** The head has no bot, so this one is a matter from the start. */
beforeEach(async () => {
  await makesRequest(world, sponsor);
  id = requestIn(world).id;
});

/** The one matter that there is, as the list names it. */
async function theOne() {
  const { items } = await admin().attention();
  expect(items).toHaveLength(1);
  return items.map(({ kind, key }) => ({ kind, key }));
}

describe('what needs attention', () => {
  it('should be grouped by what is wrong, with its age, without a code, and be taken off', async () => {
    const since = '2027-01-18T09:00:00Z';
    await world.stores.views.putAttention('unreached', id, 'ConversationBlockedByUser', since);
    world.clock.pass({ hours: 50 });
    const { items, groups } = await admin().attention();
    expect(items).toEqual([
      expect.objectContaining({ kind: 'unreached', key: id, request: id, visitor: 'Ottoline Grace Fairweather', age: 'for 2 days' }),
    ]);
    expect(groups).toMatchObject([{ kind: 'unreached', title: 'Someone could not be reached', remedies: ['again', 'done'], count: 1 }]);
    expect(JSON.stringify({ items, groups })).not.toContain('ConversationBlockedByUser');
    expect((await admin().mends({ how: 'done', items: [{ kind: 'unreached', key: id }] })).results).toMatchObject([{ isDone: true }]);
    expect((await admin().attention()).items).toEqual([]);
  });

  it('should see all that needs attention, page by page', async () => {
    const all = Array.from({ length: 120 }, (_, place) => `VR-00000${String(place).padStart(3, '0')}`);
    for (const request of all)
      await world.stores.views.putAttention('unreached', request, 'gone', world.clock.now().toInstant().toString());
    const seen: string[] = [];
    let [cursor, pages] = [undefined as string | undefined, 0];
    do {
      const page = await admin().attention(cursor === undefined ? {} : { cursor });
      expect(page.items.length).toBeLessThanOrEqual(50);
      seen.push(...page.items.map(({ request }) => request));
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined && pages < 9);
    expect([seen, pages]).toEqual([[...all, id], 3]);
  });

  it('should not be troubled with what is over, which goes off the list', async () => {
    const { views } = world.stores;
    const since = world.clock.now().toInstant().toString();
    await sponsor.says(id);
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    for (const kind of ['unreached', 'unanswered', 'sponsor-gone', 'poison']) await views.putAttention(kind, id, 'code', since);
    // Three schools and services of the sample have no head.
    expect((await admin().counts()).attention).toEqual({ total: 1 + 3, isMore: false });
    expect((await admin().attention()).items.map(({ kind }) => kind)).toEqual(['poison']);
    expect((await views.listAttention(9)).items.map(({ kind }) => kind)).toEqual(['poison']);
  });

  it('should see what lies behind more than a page of what is over', async () => {
    const { views } = world.stores;
    const since = world.clock.now().toInstant().toString();
    const over = { ...requestIn(world), status: 'withdrawn' as const };
    for (let place = 0; place < 60; place += 1) {
      const request = { ...over, id: `VR-000000${String(place).padStart(2, '0')}` };
      await requestsIn(world).commit(makeCommit({ request }));
      await views.putAttention('sponsor-gone', request.id, 'reapproval', since);
    }
    await views.putAttention('unreached', id, 'code', since);
    expect((await admin().attention()).items.map(({ kind }) => kind)).toEqual(['unreached']);
  });

  it('should be a department without an able head, which is on the first page and is no request', async () => {
    const people = world.stores.people as unknown as InMemoryPeople;
    expect((await admin().attention()).departments.map(({ name }) => name)).not.toContain('School of Computer Science');
    await people.save({ ...samplePeople.find((one) => one.id === headId)!, isEnabled: false });
    expect((await admin().attention()).departments).toContainEqual({
      id: 'computer-science',
      name: 'School of Computer Science',
      sentence: 'The head has left or cannot sign in, so the deputies or the administrators are asked.',
    });
  });

  it('should be mended by the verb that its group names, and clear itself then', async () => {
    const { views } = world.stores;
    for (const kind of ['unanswered', 'sponsor-gone']) await views.putAttention(kind, id, 'code', since());
    await world.work();
    const { groups } = await admin().attention();
    const remedies = groups.flatMap((group) => group.remedies);
    expect(remedies).toEqual(expect.arrayContaining(['resend', 'reassign-sponsor']));
    world.clock.pass({ minutes: 1 });
    const items = async () => (await admin().attention()).items.map(({ request, revision = 0 }) => ({ request, revision })).slice(0, 1);
    expect((await admin().many('resend', { items: await items() })).results).toMatchObject([{ isDone: true }]);
    expect((await admin().many('reassign-sponsor', { items: await items(), to: deputy.id })).results).toMatchObject([{ isDone: true }]);
    expect((await admin().attention()).items.filter(({ kind }) => kind !== 'unreached')).toEqual([]);
  });
});

describe('a message that reached nobody', () => {
  it('should be sent again, recorded with who had it sent, and clear itself once it is there', async () => {
    const head = await world.somebody('head');
    await head.uninstalls();
    await world.work(day);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(0);
    const items = await theOne();
    expect(items[0]?.kind).toBe('unreached');
    // The negative control: still nobody there, so it comes back.
    await admin().mends({ how: 'again', items });
    expect(attention()).toEqual([]);
    await world.work(3 * day);
    expect(attention()).toEqual(['unreached']);
    world.teams.fail({ when: 'post', times: 0 });
    await head.installs();
    await world.work(5);
    expect([messagesLike(head, /needs your approval|please decide|you to decide/), attention()]).toEqual([1, []]);
    expect((await admin().opens(id)).timeline[0]).toMatchObject({ title: 'Tried again by an administrator', by: "Siobhán O'Driscoll" });
  });

  it('should not be sent to those who have it', async () => {
    const head = await world.somebody('head');
    await makesRequest(world, sponsor, { names: { firstName: 'Barnaby', lastName: 'Fairweather' } });
    await world.work();
    const other = requestsIn(world)
      .all()
      .find(({ answers }) => answers.firstName === 'Barnaby')!;
    await world.stores.views.putAttention('unreached', other.id, 'gone', since());
    const before = messagesLike(head, /needs your approval|please decide|you to decide/);
    await admin().mends({ how: 'again', items: [{ kind: 'unreached', key: other.id }] });
    await world.work(day);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(before);
  });
});

describe('a target that was given up', () => {
  it.each(['views', 'cards', 'mails', 'draft'])('should be worked on again: %s', async (target) => {
    await world.work(day);
    await world.stores.views.putAttention(`todo-${target}`, id, 'Error', since());
    const before = (await world.stores.requests.readAll(id))!;
    const items = [{ kind: `todo-${target}`, key: id }];
    expect((await admin().mends({ how: 'again', items })).results).toMatchObject([{ isDone: true }]);
    const { request, todos } = (await world.stores.requests.readAll(id))!;
    expect([request.value.revision, todos.map(({ value }) => value.target)]).toEqual([before.request.value.revision, [target]]);
    await world.work(day);
    expect((await world.stores.requests.readAll(id))?.todos).toEqual([]);
  });
});

describe('a message of the queue that failed too often', () => {
  const poison = { kind: 'prepared', id: 'VR-7K3M9QXA', preparer: headId, sponsor: headId } as const;
  const setAside = async (message: object) => {
    await world.product.setAside(message);
    return (await admin().attention()).items.filter(({ kind }) => kind === 'poison').map(({ kind, key }) => ({ kind, key }));
  };

  it('should be sent again as it was, once for one press', async () => {
    const items = await setAside(poison);
    const before = world.queue.messages.length;
    const both = await Promise.all([admin().mends({ how: 'again', items }), admin().mends({ how: 'again', items })]);
    const sent = world.queue.messages.slice(before).map(({ message }) => message);
    // Two at the same moment may both send it: every message may come twice.
    expect(sent.length).toBeGreaterThan(0);
    for (const message of sent) expect(message).toEqual(poison);
    expect(both.flatMap(({ results }) => results).some(({ isDone }) => isDone)).toBe(true);
    expect(attention()).not.toContain('poison');
    expect((await admin().mends({ how: 'again', items })).results).toMatchObject([
      { isDone: false, sentence: 'This has already been dealt with.' },
    ]);
    expect(world.lines).toContainEqual(expect.objectContaining({ fields: expect.objectContaining({ act: 'again', kind: 'poison' }) }));
  });

  it('should be dropped, of which the log says who did it', async () => {
    const items = await setAside(poison);
    const before = world.queue.messages.length;
    expect((await admin().mends({ how: 'drop', items })).results).toMatchObject([{ isDone: true, sentence: 'Dropped.' }]);
    expect([world.queue.messages.length, attention().includes('poison')]).toEqual([before, false]);
    expect(world.lines).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ act: 'drop', request: poison.id, person: admin().id }) }),
    );
  });

  it('should have a row for each that does something else, and be off once another has done the work', async () => {
    await setAside(poison);
    expect(await setAside({ kind: 'draft', id: poison.id, sponsor: headId })).toHaveLength(2);
    expect(await setAside({ kind: 'draft', id: poison.id, sponsor: headId, isAtAnyStep: true })).toHaveLength(2);
    const { value, etag } = (await world.stores.requests.read(id))!;
    const behind = { ...value, events: value.events + 1 };
    await world.stores.requests.commit(makeCommit({ request: behind, etag, commitId: 'behind', todos: ['mails'] }));
    expect(await setAside({ kind: 'request', id, commitId: 'behind' })).toHaveLength(3);
    await world.stores.queue.enqueue({ kind: 'request', id, commitId: 'behind' }, 0);
    await world.work();
    expect(await setAside({ kind: 'request', id, commitId: 'behind' })).toHaveLength(2);
  });

  it('should only be dropped where it was not understood', async () => {
    const items = await setAside({ kind: 'new-in-a-later-version', id: poison.id });
    expect((await admin().mends({ how: 'again', items })).results).toMatchObject([{ isDone: false }]);
    expect(attention()).toContain('poison');
    expect((await admin().mends({ how: 'drop', items })).results).toMatchObject([{ isDone: true }]);
  });

  it('should be mended among others, of which one fails', async () => {
    const items = await setAside(poison);
    world.queue.beforeEnqueue = async () => {
      throw new Error('the queue is away');
    };
    await world.stores.views.putAttention('unreached', id, 'gone', since());
    const { results } = await admin().mends({ how: 'again', items: [...items, { kind: 'account-nothing', key: id }] });
    expect(results.map(({ isDone }) => isDone)).toEqual([false, false]);
    expect(attention()).toContain('poison');
    expect((await admin().mends({ how: 'done', items: [{ kind: 'unreached', key: id }] })).results).toMatchObject([{ isDone: true }]);
    expect(await eventsOf(world)).toEqual(['request']);
  });
});
