import { startWorld, type World, type WorldWishes } from '../fakes/world';
import { fillsIn, seenBy } from './steps';

let world: World;
afterEach(async () => {
  await world.stop();
});

async function askedIn(wishes: WorldWishes) {
  world = await startWorld(wishes);
  const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await fillsIn(world, sponsor, { access: { itAccess: 'staff-like', idCard: 'no' } });
  return { sponsor, head };
}

const asked = (head: { cards(): { card: object }[] }) =>
  head.cards().filter(({ card }) => JSON.stringify(card).includes('Ottoline')).length;

describe('a request that is made', () => {
  it('should be with the head before the queue has come', async () => {
    const { sponsor, head } = await askedIn({ atOnce: 8 });
    await sponsor.presses('Make request');
    await world.product.idle();
    expect(seenBy(head)).toContain('Ottoline');
    await world.work(60);
    expect(asked(head)).toBe(1);
  });

  it('should leave no message where nothing is left to do, and keep it until then', async () => {
    const { sponsor, head } = await askedIn({ atOnce: 8 });
    const kinds = () => world.queue.messages.map(({ message }) => message.kind);
    const waiting: string[][] = [];
    const { requests } = world.stores;
    const settle = requests.settle.bind(requests);
    requests.settle = async (...given) => (waiting.push(kinds()), await settle(...given));
    await sponsor.presses('Make request');
    await world.product.idle();
    expect([waiting, kinds()]).toEqual([[['request']], []]);
    expect(asked(head)).toBe(1);
  });

  it('should keep its message where something is left to do, or where it cannot be taken back', async () => {
    const { sponsor, head } = await askedIn({ atOnce: 8 });
    world.teams.fail({ when: 'post', status: 503 });
    await sponsor.presses('Make request');
    await world.product.idle();
    const isSpare = () => world.queue.messages.some(({ message }) => 'isSpare' in message);
    expect([asked(head), isSpare()]).toEqual([0, true]);
    await world.work(60);
    expect(asked(head)).toBe(1);
    world.queue.beforeTakeBack = () => Promise.reject(new Error('storage is away'));
    await head.presses('Approve');
    await world.product.idle();
    expect(isSpare()).toBe(true);
    await world.work(60);
    expect(world.queue.messages).toEqual([]);
  });

  it('should answer its sponsor before its head has the card', async () => {
    const { sponsor, head } = await askedIn({ atOnce: 8 });
    let arrive = (): void => undefined;
    const find = world.stores.conversations.find.bind(world.stores.conversations);
    world.stores.conversations.find = async (person) => {
      if (person === head.id) await new Promise<void>((resolve) => (arrive = resolve));
      return await find(person);
    };
    await sponsor.presses('Make request');
    expect(seenBy(sponsor)).toContain('Waiting for a decision');
    expect(asked(head)).toBe(0);
    arrive();
    await world.product.idle();
    expect(asked(head)).toBe(1);
  });

  it.each<[string, WorldWishes, (world: World) => Promise<void>]>([
    ['has too much to do', { atOnce: 0 }, async () => undefined],
    ['is ending', { atOnce: 8 }, async ({ product }) => await product.finish()],
  ])('should come from the queue at once where the process %s', async (_what, wishes, before) => {
    const { sponsor, head } = await askedIn(wishes);
    await before(world);
    await sponsor.presses('Make request');
    await world.product.idle();
    expect(asked(head)).toBe(0);
    await world.work(1);
    expect(asked(head)).toBe(1);
    await world.work(60);
    expect(asked(head)).toBe(1);
  });

  it('should come from the queue where the process was cut off, and once where the two meet', async () => {
    const { sponsor, head } = await askedIn({ atOnce: 8 });
    const { requests } = world.stores;
    const takeLease = requests.takeLease.bind(requests);
    requests.takeLease = async () => {
      requests.takeLease = takeLease;
      throw new Error('cut off');
    };
    await sponsor.presses('Make request');
    await world.product.idle();
    expect(asked(head)).toBe(0);
    const [spare] = world.queue.messages.filter(({ message }) => message.kind === 'request');
    await Promise.all([world.product.work(spare!.message), world.work(30)]);
    expect(asked(head)).toBe(1);
  });
});
