import { retry } from '../../bot/domain/messages/delivery';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import type { TeamsPerson } from '../fakes/teams-client';
import { headId } from '../make';
import { eventsOf, fillsIn, makesRequest, messagesLike, requestIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor']);

const day = 24 * 60 * 60;
const asked = /needs your approval|please decide|you to decide/;
const attention = () => (world.stores.views as InMemoryViewStore).attention;
const postsTo = (person: TeamsPerson) =>
  world.teams.posts().filter(({ what, conversation }) => what === 'post' && conversation === person.conversation).length;

/** Make request pressed, nothing delivered yet. */
async function pressesMake(): Promise<void> {
  await fillsIn(world, sponsor);
  await sponsor.presses('Make request');
}

describe('Teams asks to wait (429)', () => {
  it.each([1, 2, 3])('should be waited for as long as it says, %d times over, and nothing lost', async (times) => {
    const head = await world.somebody('head');
    await pressesMake();
    const before = postsTo(head);
    world.teams.fail({ when: 'post', status: 429, retryAfter: 400, times });
    for (let attempt = 1; attempt <= times; attempt += 1) {
      await world.work(350);
      expect(postsTo(head) - before).toBe(attempt);
      expect(messagesLike(head, asked)).toBe(0);
      await world.work(70);
    }
    await world.work(day);
    expect(postsTo(head) - before).toBe(times + 1);
    expect(messagesLike(head, asked)).toBe(1);
    expect(attention()).toEqual([]);
  });

  it('should not keep the lists back', async () => {
    const head = await world.somebody('head');
    await pressesMake();
    world.teams.fail({ when: 'post', status: 429, retryAfter: 400, times: 1 });
    await world.work(5);
    await head.says('waiting for me');
    expect(seenBy(head)).toContain('Ottoline Fairweather');
  });
});

describe.each([
  ['answers 503', { status: 503 }],
  ['drops the connection', { drop: true }],
])('Teams %s', (_how, fault) => {
  it('should be tried again a bounded number of times, and an admin told of the last', async () => {
    const head = await world.somebody('head');
    await pressesMake();
    const before = postsTo(head);
    world.teams.fail({ when: 'post', times: 100, ...fault });
    await world.work(3 * day);
    expect(postsTo(head) - before).toBe(retry.delays.length + 1);
    expect(attention()).toEqual([{ kind: 'unreached', request: requestIn(world).id, code: expect.any(String) }]);
    expect(world.queue.messages).toEqual([]);
  });

  it('should ask once where it recovers', async () => {
    const head = await world.somebody('head');
    await pressesMake();
    world.teams.fail({ when: 'post', times: 3, ...fault });
    await world.work(day);
    expect(messagesLike(head, asked)).toBe(1);
    expect((await world.stores.requests.readAll(requestIn(world).id))?.todos).toEqual([]);
  });

  it('should post no open question once somebody has decided meanwhile', async () => {
    const [head, deputy] = [await world.somebody('head'), await world.somebody('deputy')];
    await pressesMake();
    world.teams.fail({ when: 'post', times: 1, ...fault });
    await world.work(3);
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await deputy.presses('Approve');
    await world.work(day);
    for (const person of [head, deputy]) {
      expect(messagesLike(person, asked)).toBe(0);
      expect(person.cards().flatMap(({ activity }) => person.buttons(activity))).not.toContain('Approve');
    }
    expect(seenBy(sponsor)).toContain('Approved by Tomasz Więcek');
  });

  it('should close a card later that could not be closed at once', async () => {
    const [head, deputy] = [await world.somebody('head'), await world.somebody('deputy')];
    await makesRequest(world, sponsor);
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await deputy.presses('Approve');
    world.teams.fail({ when: 'update', times: 8, ...fault });
    await world.work(2);
    expect(head.buttons()).toContain('Approve');
    await world.work(day);
    expect(seenBy(head)).toContain('Approved by Tomasz Więcek');
    expect(messagesLike(sponsor, / approved your request/)).toBe(1);
  });
});

describe('a post that arrives though its answer does not', () => {
  it('should be repeated once, and not after that', async () => {
    const head = await world.somebody('head');
    await pressesMake();
    world.teams.fail({ when: 'post', drop: true, arrives: true });
    await world.work(day);
    expect(messagesLike(head, asked)).toBe(2);
  });
});

describe('a message that its reader has deleted', () => {
  it('should be left alone, and keep nobody else from the outcome', async () => {
    const [head, deputy] = [await world.somebody('head'), await world.somebody('deputy')];
    await makesRequest(world, sponsor);
    head.deletes(head.lastCard().activity);
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await deputy.presses('Approve');
    const before = world.teams.posts().filter(({ what, conversation }) => what === 'update' && conversation === head.conversation).length;
    await world.work(day);
    expect(world.teams.posts().filter(({ what, conversation }) => what === 'update' && conversation === head.conversation)).toHaveLength(
      before + 1,
    );
    expect(seenBy(sponsor)).toContain('Approved by Tomasz Więcek');
  });
});

describe('a head whom the bot cannot reach', () => {
  it('should be noted and told to an admin, not tried for ever, while the deputy can decide', async () => {
    const [head, deputy] = [await world.somebody('head'), await world.somebody('deputy')];
    await pressesMake();
    const before = postsTo(head);
    world.teams.fail({ when: 'post', status: 403, code: 'BotNotInConversationRoster', times: 100 });
    await world.work(3 * day);
    expect(postsTo(head) - before).toBe(1);
    const { id } = requestIn(world);
    expect(attention()).toEqual([{ kind: 'unreached', request: id, code: 'BotNotInConversationRoster' }]);
    const stored = await world.stores.requests.readAll(id);
    expect(stored?.todos).toEqual([]);
    expect(stored?.copies).toContainEqual(expect.objectContaining({ person: headId, failed: 'BotNotInConversationRoster' }));
    world.teams.fail({ when: 'post', times: 0 });
    await deputy.presses('Waiting for me', {}, { on: deputy.messages()[0]?.activity ?? '' });
    await deputy.presses('Open');
    await deputy.presses('Approve');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should get the open question once the bot is installed', async () => {
    await makesRequest(world, sponsor);
    expect(attention()).toEqual([{ kind: 'unreached', request: requestIn(world).id, code: 'no-conversation' }]);
    const head = await world.somebody('head');
    expect(head.messages()).toHaveLength(1);
    await world.work(5);
    expect(messagesLike(head, asked)).toBe(1);
    expect(attention()).toEqual([]);
    await head.installs();
    await world.work(5);
    expect(messagesLike(head, asked)).toBe(1);
    await head.presses('Approve', {}, { on: head.messages()[1]?.activity ?? '' });
    expect(requestIn(world).status).toBe('approved');
  });

  it('should get the open question once the bot is installed again', async () => {
    const head = await world.somebody('head');
    await head.uninstalls();
    await makesRequest(world, sponsor);
    await world.work(day);
    expect(messagesLike(head, asked)).toBe(0);
    expect(attention()).toMatchObject([{ kind: 'unreached' }]);
    await head.installs();
    await world.work(5);
    expect(messagesLike(head, asked)).toBe(1);
  });

  it('should get no question that is decided already', async () => {
    await makesRequest(world, sponsor);
    const deputy = await world.somebody('deputy');
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await deputy.presses('Approve');
    await world.work();
    const head = await world.somebody('head');
    await world.work(day);
    expect(head.messages()).toHaveLength(1);
  });

  it('should get it later where Teams is busy at the installation', async () => {
    await makesRequest(world, sponsor);
    const head = await world.somebody('head');
    world.teams.fail({ when: 'post', status: 429, retryAfter: 60 });
    await world.work(5);
    expect(messagesLike(head, asked)).toBe(0);
    await world.work(day);
    expect(messagesLike(head, asked)).toBe(1);
  });
});
