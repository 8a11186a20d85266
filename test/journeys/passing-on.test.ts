import departmentsJson from '../../bot/data/departments.json';
import { loadDepartments } from '../../bot/data/load';
import { inputsOf } from '../fakes/card-form';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { StoreWithoutTags } from '../fakes/store-without-tags';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { deciderListLine, deputyId, headId } from '../make';
import { eventsOf, forges, makesRequest, messagesLike, requestIn, seenBy } from './steps';

const question = /needs your approval|please decide|you to decide/;
const note = 'You know the **project**; <b>see</b> [this](x).';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let deputy: TeamsPerson;
async function begin(options: Parameters<typeof startWorld>[0] = {}): Promise<void> {
  world = await startWorld(options);
  [sponsor, head, deputy] = [await world.somebody('sponsor'), await world.somebody('head'), await world.somebody('deputy')];
  await makesRequest(world, sponsor);
}
beforeEach(async () => await begin());
afterEach(async () => await world.stop());

async function passesOn(words = note): Promise<void> {
  await head.presses('Ask my deputy');
  await head.presses('Ask them', { to: deputyId, words });
  await world.work();
}

describe('a head who asks the deputy', () => {
  it('should choose by name, and both should have the question, with the note and who passed it on', async () => {
    await head.presses('Ask my deputy');
    expect(inputsOf(head.lastCard().card).find(({ id }) => id === 'to')?.element).toMatchObject({
      choices: [{ title: 'Tomasz Więcek', value: deputyId }],
    });
    await head.presses('Ask them', { to: deputyId, words: note });
    expect(head.buttons()).toContain('Approve');
    expect(head.buttons()).not.toContain('Ask my deputy');
    await world.work();
    expect([messagesLike(head, question), messagesLike(deputy, question)]).toEqual([1, 1]);
    expect(seenBy(deputy)).toMatch(/Eleanor Brightwater asked you on Mon 18 Jan 2027 at 10:\d\d to decide this\./);
    expect(seenBy(deputy)).toContain(`Note: “${note}”`);
    expect(seenBy(head)).toContain('You asked Tomasz Więcek on');
    expect(seenBy(sponsor)).toContain('With Eleanor Brightwater or Tomasz Więcek since');
    expect(seenBy(sponsor)).toContain('Eleanor Brightwater asked Tomasz Więcek on');
    expect(seenBy(sponsor)).not.toContain(note);
    expect(await eventsOf(world)).toEqual(['request', 'pass-on']);
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('Waiting for Eleanor Brightwater or Tomasz Więcek');
  });

  it('should let either decide, whoever is first', async () => {
    await passesOn();
    await head.presses('Approve');
    await world.work();
    expect(requestIn(world).decision).toMatchObject({ by: headId });
    expect(seenBy(deputy)).toContain('Approved by Eleanor Brightwater');
    expect(deputy.buttons()).not.toContain('Approve');
    await head.presses('Undo my decision');
    await world.work();
    await deputy.presses('Approve', { words: 'Room 4.12 is *free*.' });
    await world.work();
    expect(requestIn(world).decision).toMatchObject({ by: deputyId, words: 'Room 4.12 is *free*.' });
    expect(seenBy(sponsor)).toContain('Note\nRoom 4.12 is *free*.');
  });

  it('should keep what was typed where it is too long', async () => {
    await head.presses('Ask my deputy');
    await head.presses('Ask them', { to: deputyId, words: 'word '.repeat(300) });
    expect(seenBy(head)).toContain('at most 1000 characters');
    expect(String(head.inputs()['words'])).toContain('word word');
    expect(requestIn(world).question).not.toHaveProperty('passedOn');
  });

  it('should be able to in Outlook', async () => {
    const mailbox = world.outlook(head);
    await mailbox.getsMail(requestIn(world).id);
    expect(mailbox.buttons()).toContain('Ask my deputy');
    await mailbox.presses('Ask them', { passOnTo: deputyId, to: deputyId, passOnWords: note });
    await world.work();
    expect(requestIn(world).question.passedOn).toMatchObject([{ to: deputyId, by: headId, note }]);
    const deputys = world.outlook(deputy);
    await deputys.getsMail(requestIn(world).id);
    expect(deputys.buttons()).toContain('Approve');
  });

  it('should be reminded with the deputy after two working days', async () => {
    await passesOn();
    const before = messagesLike(deputy, deciderListLine);
    world.clock.set('2027-01-20T08:05');
    await world.product.sweep();
    await world.work();
    expect(messagesLike(deputy, deciderListLine)).toBe(before + 1);
  });

  it('should be asked alone again when the sponsor asks anew', async () => {
    await passesOn();
    await deputy.presses('Return with a question');
    await deputy.presses('Return with a question', { words: 'Which laboratory?' });
    await world.work();
    await sponsor.presses('Answer', { words: 'The robotics one.' });
    await world.work();
    expect(requestIn(world).question).not.toHaveProperty('passedOn');
    expect([messagesLike(head, question), messagesLike(deputy, question)]).toEqual([2, 1]);
  });
});

describe('whoever may not ask a deputy', () => {
  it('should not be offered it: the deputy', async () => {
    await passesOn();
    expect(deputy.buttons()).toContain('Approve');
    expect(deputy.buttons()).not.toContain('Ask my deputy');
    const { id, revision } = requestIn(world);
    expect((await forges(world, deputy, 'pass-on', { request: id, revision, to: headId })).text).toContain('Only the head');
    expect(await eventsOf(world)).toEqual(['request', 'pass-on']);
  });

  it('should not be offered it: a head without deputies', async () => {
    await world.stop();
    await begin({ departments: loadDepartments(departmentsJson).map((one) => (one.head === headId ? { ...one, deputies: [] } : one)) });
    expect(head.buttons()).toContain('Approve');
    expect(head.buttons()).not.toContain('Ask my deputy');
  });

  it('should not be able to ask one who prepared the request', async () => {
    const { id, revision } = requestIn(world);
    const stored = await world.stores.requests.read(id);
    stored!.value.involved.push(deputyId);
    const store = world.stores.requests as InMemoryRequestStore;
    const read = store.read.bind(store);
    store.read = async (one) => {
      const found = await read(one);
      return found && { ...found, value: { ...found.value, involved: [...found.value.involved, deputyId] } };
    };
    expect((await forges(world, head, 'pass-on', { request: id, revision, to: deputyId })).text).toContain('no other deputy');
    expect(await eventsOf(world)).toEqual(['request']);
  });
});

/** Both stand before their commit: only then do they meet. */
async function meet(store: InMemoryRequestStore): Promise<string[]> {
  await world.stop();
  await begin({ stores: { requests: store } });
  await passesOn('');
  const both = [head.lastCard(), deputy.lastCard()] as const;
  let waiting = 2;
  let open = () => undefined as void;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  store.beforeCommit = async () => {
    waiting -= 1;
    const place = waiting;
    if (place === 0) open();
    await gate;
    // One after the other, though both have read the same.
    await new Promise((resolve) => setTimeout(resolve, place * 30));
  };
  await deputy.presses('Reject', {}, { seen: both[1] });
  const [seen] = [deputy.lastCard()];
  await Promise.all([head.presses('Approve', {}, { seen: both[0] }), deputy.presses('Reject', { words: 'No room.' }, { seen })]);
  delete store.beforeCommit;
  return await eventsOf(world);
}

describe('head and deputy who decide at the same moment', () => {
  it('should leave one decision', async () => {
    expect(await meet(new InMemoryRequestStore())).toHaveLength(3);
  });

  it('would leave two where storage did not compare what was read', async () => {
    expect(await meet(new StoreWithoutTags())).toHaveLength(4);
  });
});
