import { sentences } from '../../bot/domain/words/words';
import type { Ports } from '../../bot/ports/ports';
import type { Commit } from '../../bot/ports/requests';
import type { InMemoryPeople } from '../fakes/in-memory-people';
import { type World } from '../fakes/world';
import { draftOf, eventsOf, fillsIn, makesRequest, messagesLike, requestIn, requestsIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);

const sorry =
  /^Something went wrong on our side, and your last step may not have been saved\..* this reference to the IT Service Desk: ([0-9A-F]{10})\.$/;
const outOfReach = () => Promise.reject(new Error('out of reach of Ottoline'));

describe('the directory does not answer', () => {
  it('should let the draft go on, and Make request wait with everything kept', async () => {
    const people = world.stores.people as unknown as InMemoryPeople;
    people.fault = new Error('no directory');
    await fillsIn(world, sponsor);
    const [draft, card] = [await draftOf(world, sponsor), JSON.stringify(sponsor.lastCard())];
    const pressed = await sponsor.presses('Make request');
    expect(pressed.text).toContain('We cannot reach the staff directory at the moment');
    expect(JSON.stringify(sponsor.lastCard())).toBe(card);
    expect(await draftOf(world, sponsor)).toEqual(draft);
    expect(requestsIn(world).all()).toEqual([]);
    delete people.fault;
    await sponsor.presses('Make request');
    expect(requestIn(world).status).toBe('pending');
  });

  it('should put a decision off, as nobody can say whether the head is still there', async () => {
    await makesRequest(world, sponsor);
    (world.stores.people as unknown as InMemoryPeople).fault = new Error('no directory');
    await head.presses('Approve');
    expect(head.notices).toEqual([sentences.decisionWaits]);
    expect(head.buttons()).toContain('Approve');
    expect(await eventsOf(world)).toEqual(['request']);
  });
});

describe('storage fails within a turn', () => {
  const ofDraft: [string, (stores: World['stores']) => void][] = [
    ['reading the draft', ({ drafts }) => void (drafts.read = outOfReach)],
    ['saving the draft', ({ drafts }) => void (drafts.save = outOfReach)],
    ['reading the departments', ({ departments }) => void ((departments as Ports['departments']).all = outOfReach)],
  ];
  it.each(ofDraft)('should answer one sentence with a reference and leave the draft as it was: %s', async (_what, breaks) => {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    const draft = await draftOf(world, sponsor);
    const card = JSON.stringify(sponsor.lastCard());
    const whole = { drafts: { ...bound(world.stores.drafts) }, departments: { ...bound(world.stores.departments) } };
    breaks(world.stores);
    const { text = '' } = await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
    expect(text).toMatch(sorry);
    const reference = sorry.exec(text)?.[1];
    expect(world.lines.filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({ fields: expect.objectContaining({ reference }) }),
    ]);
    expect(JSON.stringify(world.lines)).not.toContain('Ottoline');
    Object.assign(world.stores.drafts, whole.drafts);
    Object.assign(world.stores.departments, whole.departments);
    expect(JSON.stringify(sponsor.lastCard())).toBe(card);
    expect(await draftOf(world, sponsor)).toEqual(draft);
    await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
    expect(seenBy(sponsor)).toContain('Dates, access and details');
  });

  const ofRequest: [string, (world: World) => void][] = [
    ['the wake row', ({ stores }) => void (stores.views.putWake = outOfReach)],
    ['the queue', ({ queue }) => void (queue.beforeEnqueue = outOfReach)],
    ['the commit', ({ stores }) => void (stores.requests.commit = outOfReach)],
  ];
  it.each(ofRequest)('should make no half of a request or decision, and the next press a whole one: %s', async (_what, breaks) => {
    const repair = keep(world);
    await fillsIn(world, sponsor);
    breaks(world);
    expect((await sponsor.presses('Make request')).text).toMatch(sorry);
    expect(requestsIn(world).all()).toEqual([]);
    repair();
    await world.work(60);
    expect(head.messages()).toHaveLength(1);
    await sponsor.presses('Make request');
    await world.work(60);

    breaks(world);
    expect((await head.presses('Approve')).text).toMatch(sorry);
    expect(await eventsOf(world)).toEqual(['request']);
    expect(head.buttons()).toContain('Approve');
    repair();
    await world.work(60);
    await head.presses('Approve');
    await world.work(60);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(seenBy(sponsor)).toContain('Approved by Eleanor Brightwater');
  });
});

describe('the answer to a commit is lost', () => {
  const ways: [string, (world: World) => void][] = [
    [
      'as a conflict, as the SDK reports it',
      ({ stores: { requests } }) => void (requests.commit = commitsAndSays(requests.commit.bind(requests), 'lost')),
    ],
    ['as a fault', ({ stores: { requests } }) => void (requests.commit = commitsAndSays(requests.commit.bind(requests), 'fault'))],
  ];
  it.each(ways)('should be known again by its commit id: no second decision, no false refusal: %s', async (_how, breaks) => {
    const repair = keep(world);
    await fillsIn(world, sponsor);
    breaks(world);
    await sponsor.presses('Make request');
    repair();
    expect(seenBy(sponsor)).toContain('Waiting for a decision');
    await world.work(60);
    breaks(world);
    await head.presses('Approve');
    repair();
    expect(seenBy(head)).toContain('Approved by Eleanor Brightwater');
    expect(seenBy(head)).not.toContain('nothing was done');
    await world.work(60);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(messagesLike(sponsor, / approved your request/)).toBe(1);
  });
});

describe('the commit comes after its message', () => {
  it('should be delivered all the same, also where older work was waiting', async () => {
    await fillsIn(world, sponsor);
    await sponsor.presses('Make request');
    world.teams.fail({ when: 'post', status: 429, retryAfter: 300 });
    await world.work(5);
    const store = requestsIn(world);
    // The head's card is not there yet, so a deputy decides; the worker is quicker than the commit.
    const deputy = await world.somebody('deputy');
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    store.beforeCommit = async () => {
      delete store.beforeCommit;
      await world.work(10);
    };
    await deputy.presses('Approve');
    await world.work(60);
    expect(seenBy(sponsor)).toContain('Approved by Tomasz Więcek');
    expect(await store.readAll(requestIn(world).id)).toMatchObject({ todos: [], request: { value: { status: 'approved' } } });
  });
});

function commitsAndSays(commit: (commit: Commit) => Promise<'committed' | 'lost'>, answer: 'lost' | 'fault') {
  return async (one: Commit): Promise<'lost'> => {
    await commit(one);
    if (answer === 'fault') throw new Error('no answer in time');
    return answer;
  };
}

/** Remembers the whole stores; calling it mends what was broken. */
function keep({ stores, queue }: World): () => void {
  const [requests, views] = [bound(stores.requests), bound(stores.views)];
  return () => {
    Object.assign(stores.requests, requests);
    Object.assign(stores.views, views);
    delete queue.beforeEnqueue;
  };
}

/** The methods of an object, as they are now. */
function bound<T extends object>(store: T): Partial<T> {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(store)).filter((name) => name !== 'constructor') as (keyof T)[];
  return Object.fromEntries(
    names.filter((name) => typeof store[name] === 'function').map((name) => [name, (store[name] as unknown as () => unknown).bind(store)]),
  ) as Partial<T>;
}
