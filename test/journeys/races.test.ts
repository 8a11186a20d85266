import fc from 'fast-check';
import type { RequestId, VisitorRequest } from '../../bot/domain/request/visitor-request';
import type { Stored } from '../../bot/ports/stored';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { StoreWithoutTags } from '../fakes/store-without-tags';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { tried, tries } from '../torture/tries';
import { eventsOf, fillsIn, makesRequest, requestIn, requestsIn, resubmits, textOf } from './steps';

/** Faults 1 to 3: whatever meets whatever, one decision, and everybody told the same. */
const rounds = tries(15, 40, 200);

const parties = [
  'head approves',
  'head approves again',
  'head approves in Outlook',
  'deputy rejects',
  'deputy rejects in Outlook',
  'deputy returns',
  'sponsor withdraws',
] as const;
type Party = (typeof parties)[number];
const statusAfter: Record<string, string> = { approve: 'approved', reject: 'rejected', return: 'returned', withdraw: 'withdrawn' };
const shownAs: Record<string, RegExp> = {
  approved: /Approved by Eleanor Brightwater/,
  rejected: /Rejected by Tomasz Więcek/,
  returned: /Returned by Tomasz Więcek/,
  withdrawn: /Withdrawn/,
};

/** Opens once all have read the same state and stand before their commit: only then do they really meet. */
class Gate {
  #awaited: number;
  #open!: () => void;
  readonly #opened = new Promise<void>((resolve) => {
    this.#open = resolve;
  });

  constructor(awaited: number) {
    this.#awaited = awaited;
  }

  async pass(): Promise<void> {
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#open();
    await this.#opened;
  }
}

/** Says that the pressed card is always the newest: what the rules would see if buttons carried no revision. */
class StoreWithoutRevisions extends InMemoryRequestStore {
  pressed: number | undefined;
  override async read(id: RequestId): Promise<(Stored<VisitorRequest> & { commitId: string }) | undefined> {
    const stored = await super.read(id);
    return stored && this.pressed !== undefined ? { ...stored, value: { ...stored.value, revision: this.pressed } } : stored;
  }
}

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

interface Cast {
  world: World;
  sponsor: TeamsPerson;
  head: TeamsPerson;
  deputy: TeamsPerson;
}

async function cast(requests = new InMemoryRequestStore()): Promise<Cast> {
  const world = await startWorld({ stores: { requests } });
  worlds.push(world);
  const [sponsor, head, deputy] = [await world.somebody('sponsor'), await world.somebody('head'), await world.somebody('deputy')];
  await makesRequest(world, sponsor);
  return { world, sponsor, head, deputy };
}

/** Every party stands before its last button; the scheduler decides who commits when. */
async function race({ world, sponsor, head, deputy }: Cast, who: readonly Party[], schedule: fc.Scheduler): Promise<string[]> {
  const store = requestsIn(world);
  const headSees = head.lastCard();
  await sponsor.presses('Withdraw');
  const sponsorSees = sponsor.lastCard();
  await deputy.says('waiting for me');
  await deputy.presses('Open');
  const open = deputy.lastCard();
  await deputy.presses('Reject', {}, { seen: open });
  const rejecting = deputy.lastCard();
  await deputy.presses('Return with a question', {}, { seen: open });
  const returning = deputy.lastCard();
  const words = { words: 'Please see me about this.' };
  const [headsMail, deputysMail] = [world.outlook(head), world.outlook(deputy)];
  for (const mailbox of [headsMail, deputysMail]) await mailbox.getsMail(requestIn(world).id);
  const presses: Record<Party, () => Promise<{ card?: object; text?: string }>> = {
    'head approves': () => head.presses('Approve', {}, { seen: headSees }),
    'head approves again': () => head.presses('Approve', {}, { seen: headSees }),
    'head approves in Outlook': () => headsMail.presses('Approve'),
    'deputy rejects in Outlook': () => deputysMail.presses('Reject', words.words),
    'deputy rejects': () => deputy.presses('Reject', words, { seen: rejecting }),
    'deputy returns': () => deputy.presses('Return with a question', words, { seen: returning }),
    'sponsor withdraws': () => sponsor.presses('Withdraw', {}, { seen: sponsorSees }),
  };
  const gate = new Gate(who.length);
  store.beforeCommit = async () => {
    await gate.pass();
    await schedule.schedule(Promise.resolve(), 'commit');
  };
  const pressing = Promise.all(who.map((party) => presses[party]()));
  await schedule.waitFor(pressing);
  delete store.beforeCommit;
  return (await pressing).map(({ card, text }) => text ?? textOf(card ?? {}));
}

function copiesOf(stored: Awaited<ReturnType<InMemoryRequestStore['readAll']>>) {
  return (stored?.copies ?? []).map(({ shownRevision, shownStatus }) => ({ shownRevision, shownStatus }));
}

describe('people who press at the same moment', () => {
  it('should get one decision, answers that fit it, and no card left open', async () => {
    const winners = new Set<string>();
    const channels = new Set<string>();
    let presses = 0;
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.shuffledSubarray([...parties], { minLength: 2 }), async (schedule, who) => {
        const stage = await cast();
        const { world, head, deputy, sponsor } = stage;
        const answers = await race(stage, who, schedule);
        presses += answers.length;
        const events = await eventsOf(world);
        expect(events).toHaveLength(2);
        const [, winner = ''] = events;
        winners.add(winner);
        const { status, revision, id, decision } = requestIn(world);
        if (decision) channels.add(decision.channel);
        expect(status).toBe(statusAfter[winner]);
        for (const answer of answers) expect(answer).toMatch(shownAs[status] ?? /never/);
        await world.work();
        for (const copy of copiesOf(await world.stores.requests.readAll(id)))
          expect(copy).toEqual({ shownRevision: revision, shownStatus: status });
        expect(await world.stores.requests.readAll(id)).toMatchObject({ todos: [] });
        for (const person of [head, deputy, sponsor]) {
          for (const card of person.cards()) expect(textOf(card.card)).not.toContain('A visitor request for your decision');
        }
      }),
      { numRuns: rounds, seed: 20270118 },
    );
    // A race that the same party always wins tests nothing.
    expect(winners.size).toBeGreaterThanOrEqual(3);
    expect([...channels].sort()).toEqual(['outlook', 'teams']);
    tried('two approvers', { requests: rounds, presses });
  });

  it('should be seen to decide more than once where the store ignores tags (negative control)', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (schedule) => {
        const stage = await cast(new StoreWithoutTags());
        await race(stage, parties, schedule);
        most = Math.max(most, (await eventsOf(stage.world)).length - 1);
      }),
      { numRuns: 3, seed: 20270118 },
    );
    expect(most).toBeGreaterThan(1);
  });
});

describe('a card of an earlier round', () => {
  async function staleApproval(requests: InMemoryRequestStore, whilePressing = () => {}): Promise<string[]> {
    const stage = await cast(requests);
    const { world, sponsor, head } = stage;
    const seen = head.lastCard();
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Who pays?' });
    await world.work();
    await resubmits(sponsor);
    await world.work();
    whilePressing();
    await head.presses('Approve', {}, { seen });
    const events = await eventsOf(world);
    return events;
  }

  it('should approve nothing of the round after it', async () => {
    expect(await staleApproval(new InMemoryRequestStore())).toEqual(['request', 'return', 'resubmit']);
  });

  it('should be seen to approve unread where revisions are not compared (negative control)', async () => {
    const store = new StoreWithoutRevisions();
    const events = await staleApproval(store, () => {
      store.pressed = 1;
    });
    expect(events).toEqual(['request', 'return', 'resubmit', 'approve']);
  });
});

describe('two messages of one request at once', () => {
  /** The queue holds the message twice, and both workers begin before either has posted. */
  async function postsWith(requests: InMemoryRequestStore, schedule: fc.Scheduler): Promise<{ posts: number; todos: number }> {
    const world = await startWorld({ stores: { requests } });
    worlds.push(world);
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    await fillsIn(world, sponsor);
    await sponsor.presses('Make request');
    world.clock.pass({ seconds: 2 });
    const message = world.queue.next();
    const reading = requests.readAll.bind(requests);
    requests.readAll = async (id) => await schedule.schedule(Promise.resolve(), 'read').then(() => reading(id));
    const before = head.messages().length;
    await schedule.waitFor(Promise.all([world.product.work(message), world.product.work(structuredClone(message))]));
    requests.readAll = reading;
    await world.work(30);
    const result = { posts: head.messages().length - before, todos: (await requests.readAll(requestIn(world).id))?.todos.length ?? -1 };
    return result;
  }

  it('should post one card, in whatever order the workers go', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (schedule) => {
        expect(await postsWith(new InMemoryRequestStore(), schedule)).toEqual({ posts: 1, todos: 0 });
      }),
      { numRuns: 4, seed: 20270118 },
    );
  });

  it('should be seen to post two where everybody gets the lease (negative control)', async () => {
    const posts: number[] = [];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (schedule) => {
        const open = new InMemoryRequestStore();
        open.takeLease = async (id) => ({ id, etag: 'of everybody' });
        posts.push((await postsWith(open, schedule)).posts);
      }),
      { numRuns: 4, seed: 20270118 },
    );
    expect(Math.max(...posts)).toBe(2);
  });
});
