import { sampleDepartments } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { deputyId, headId } from '../make';
import { eventsOf, fillsIn, makesRequest, messagesLike, requestIn, resubmits, seenBy } from './steps';

const question = /needs your approval|please decide|you to decide/;

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let deputy: TeamsPerson;
async function begin(departments = sampleDepartments): Promise<void> {
  world = await startWorld({ departments });
  [sponsor, head, deputy] = [await world.somebody('sponsor'), await world.somebody('head'), await world.somebody('deputy')];
}
beforeEach(async () => await begin());
afterEach(async () => await world.stop());

const awayLine = 'Eleanor Brightwater is away until Wed 3 Feb 2027, so Tomasz Więcek has been asked too.';

describe('a head who is away when the question is sent', () => {
  beforeEach(() => void world.away.set(headId, { until: '2027-02-03' }));

  it('should get it all the same, with the deputy at once, and the sponsor should be told', async () => {
    await makesRequest(world, sponsor);
    for (const decider of [head, deputy]) {
      expect(messagesLike(decider, question)).toBe(1);
      expect(decider.buttons()).toContain('Approve');
    }
    expect(seenBy(sponsor)).toContain('With Eleanor Brightwater or Tomasz Więcek since');
    expect(seenBy(sponsor)).toContain(awayLine);
    expect(await eventsOf(world)).toEqual(['request', 'ask-deputies']);
    expect(requestIn(world)).toMatchObject({ status: 'pending', question: { headAway: { person: headId, until: '2027-02-03' } } });
  });

  it('should find the same on every card and list later, without anybody asking again', async () => {
    await makesRequest(world, sponsor);
    world.away.clear();
    await sponsor.refreshes();
    expect(seenBy(sponsor)).toContain(awayLine);
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('Waiting for Eleanor Brightwater or Tomasz Więcek');
    await world.work(3600);
    expect([messagesLike(head, question), messagesLike(deputy, question)]).toEqual([1, 1]);
  });

  it('should still be able to decide, which closes the deputy’s card', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Approve');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'approved', decision: { by: headId } });
    expect(seenBy(deputy)).toContain('Approved by Eleanor Brightwater');
    expect(deputy.buttons()).not.toContain('Approve');
  });

  it('should find it decided where the deputy was first', async () => {
    await makesRequest(world, sponsor);
    await deputy.presses('Approve');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'approved', decision: { by: deputyId } });
    expect(seenBy(head)).toContain('Approved by Tomasz Więcek');
    expect(seenBy(sponsor)).not.toContain('is away');
  });

  it('should not be called away any more once they are back, while the deputy keeps the question', async () => {
    await makesRequest(world, sponsor, { dates: { validFrom: '2027-02-20', validTo: '2027-06-30' } });
    world.clock.set('2027-02-04T09:00');
    await sponsor.refreshes();
    expect(seenBy(sponsor)).toContain('With Eleanor Brightwater or Tomasz Więcek since');
    expect(seenBy(sponsor)).not.toContain('is away');
  });

  it('should be asked alone when the request is sent again after their return', async () => {
    await makesRequest(world, sponsor);
    await deputy.presses('Return with a question');
    await deputy.presses('Return with a question', { words: 'Which laboratory?' });
    await world.work();
    world.away.clear();
    await resubmits(sponsor);
    await world.work();
    expect(requestIn(world).question).not.toHaveProperty('headAway');
    expect([messagesLike(head, question), messagesLike(deputy, question)]).toEqual([2, 1]);
    expect(seenBy(sponsor)).toMatch(/With Eleanor Brightwater since/);
  });

  it('should change nothing where there is no deputy: the admins are not asked for a head who is away', async () => {
    await world.stop();
    const departments = sampleDepartments.map((one) => (one.head === headId ? { ...one, deputies: [] } : one));
    await begin(departments);
    world.away.set(headId, { until: '2027-02-03' });
    const admin = await world.somebody('admin');
    await makesRequest(world, sponsor);
    expect([messagesLike(head, question), messagesLike(admin, question)]).toEqual([1, 0]);
    expect(await eventsOf(world)).toEqual(['request']);
    expect(seenBy(sponsor)).not.toContain('is away');
  });

  it('should be told without a day where none is known', async () => {
    world.away.set(headId, {});
    await makesRequest(world, sponsor);
    expect(seenBy(sponsor)).toContain('Eleanor Brightwater is away, so Tomasz Więcek has been asked too.');
  });
});

describe('a head who is there', () => {
  it('should be asked alone, and not be looked for again once they have the question', async () => {
    await makesRequest(world, sponsor);
    world.away.set(headId, {});
    await sponsor.refreshes();
    await head.installs();
    await world.work(3600);
    expect([messagesLike(head, question), messagesLike(deputy, question)]).toEqual([1, 0]);
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should be looked for by the worker only, never while somebody waits for an answer', async () => {
    const asked: string[] = [];
    const get = world.away.get.bind(world.away);
    world.away.get = (id) => (asked.push(id), get(id));
    await fillsIn(world, sponsor);
    await sponsor.presses('Make request');
    await sponsor.refreshes();
    expect(asked).toEqual([]);
    await world.work();
    expect(asked).toEqual([headId]);
  });
});

describe('a decision in the very moment in which the head is found away', () => {
  it('should stand, and ask nobody else', async () => {
    await fillsIn(world, sponsor);
    await sponsor.presses('Make request');
    const withdraws = sponsor.lastCard();
    let isFirst = true;
    const { requests } = world.stores;
    const read = requests.read.bind(requests);
    world.away.set(headId, { until: '2027-02-03' });
    requests.read = async (id) => {
      // The worker reads once more before it writes: here somebody is quicker.
      if (isFirst) {
        isFirst = false;
        await sponsor.presses('Withdraw', {}, { seen: withdraws });
        await sponsor.presses('Withdraw');
      }
      return await read(id);
    };
    await world.work();
    expect(requestIn(world).status).toBe('withdrawn');
    expect(await eventsOf(world)).toEqual(['request', 'withdraw']);
    expect([messagesLike(head, question), messagesLike(deputy, question)]).toEqual([0, 0]);
  });
});
