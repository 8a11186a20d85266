import type { DepartmentMerge, MergeAnswer } from '../../bot/channels/tab/department-contract';
import type { WorkMessage } from '../../bot/ports/queue';
import { FakeMailer } from '../fakes/fake-mailer';
import { InMemoryDepartments } from '../fakes/in-memory-departments';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { sampleDepartments } from '../fakes/sample';
import { StoreWithoutTags } from '../fakes/store-without-tags';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World, type WorldWishes } from '../fakes/world';
import { adminId } from '../make';
import { eventsOf, fillsIn, makesRequest, requestIn, requestsIn, seenBy } from './steps';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

/** Until the requests of a merged department have moved, and everybody is told. */
const afterwards = 600;
const chemist = sampleDepartments.find(({ id }) => id === 'chemistry')?.head ?? '';

interface Cast {
  world: World;
  sponsor: TeamsPerson;
  head: TeamsPerson;
  successor: TeamsPerson;
}

async function cast(wishes: WorldWishes = {}): Promise<Cast> {
  const world = await startWorld(wishes);
  worlds.push(world);
  return { world, sponsor: await world.somebody('sponsor'), head: await world.somebody('head'), successor: await world.person(chemist) };
}

async function merges(world: World, more: Partial<DepartmentMerge> = {}): Promise<MergeAnswer> {
  const admin = world.tab({ id: adminId });
  const id = more.id ?? 'computer-science';
  const { etag } = (await admin.departments()).departments.find((one) => one.id === id)!;
  return await admin.mergesDepartment({ id, etag, into: 'chemistry', isConfirmed: true, ...more });
}

const named = (lastName: string) => ({ names: { firstName: 'Ottoline', lastName } });
const textsOf = (person: TeamsPerson) => JSON.stringify(person.cards());
const asked = (person: TeamsPerson) => person.cards().filter((card) => JSON.stringify(card).includes('"Approve"')).length;

describe('a department that becomes part of another', () => {
  it('should say first how many open requests follow, and write nothing then', async () => {
    const { world, sponsor, head } = await cast();
    await makesRequest(world, sponsor, named('Fairweather'));
    const rejected = requestIn(world);
    await makesRequest(world, sponsor, named('Whitlock'));
    await world.tab(head).does('reject', rejected.id, { words: 'Not this year.' });
    await world.work();
    const answer = await world.tab({ id: adminId }).departments();
    const { etag } = answer.departments.find(({ id }) => id === 'computer-science')!;
    expect(await world.tab({ id: adminId }).mergesDepartment({ id: 'computer-science', into: 'chemistry', etag })).toEqual({
      kind: 'preview',
      open: 1,
      sentence:
        '1 open request will move to School of Chemistry. Those that wait for a decision will be asked again of its approvers. Requests that are over keep the old name. This cannot be undone.',
    });
    await world.work(afterwards);
    expect((await world.tab({ id: adminId }).departments()).history).toEqual([]);
    expect(
      requestsIn(world)
        .all()
        .map(({ answers }) => answers.department),
    ).toEqual(['computer-science', 'computer-science']);
  });

  it('should take its open requests along, ask its new approvers, and tell both heads once', async () => {
    const { world, sponsor, head, successor } = await cast();
    await makesRequest(world, sponsor, named('Fairweather'));
    const rejected = requestIn(world);
    await world.tab(head).does('reject', rejected.id, { words: 'Not this year.' });
    await makesRequest(world, sponsor, named('Whitlock'));
    const answer = await merges(world);
    expect(answer).toMatchObject({
      kind: 'merged',
      sentence:
        'School of Computer Science has been merged into School of Chemistry. Its open requests move within ten minutes, and the heads are then sent a message.',
    });
    await world.work(afterwards);
    const [over] = requestsIn(world)
      .all()
      .filter(({ id }) => id === rejected.id);
    const [moved] = requestsIn(world)
      .all()
      .filter(({ id }) => id !== rejected.id);
    expect([over?.answers.department, moved?.answers.department]).toEqual(['computer-science', 'chemistry']);
    expect(asked(successor)).toBe(1);
    expect(seenBy(sponsor)).toContain('This request was made to School of Computer Science, which is now part of School of Chemistry.');
    for (const person of [head, successor])
      expect(person.cards().filter((card) => JSON.stringify(card).includes('An administrator has merged'))).toHaveLength(1);
    await successor.presses('Approve');
    await world.work();
    expect(
      requestsIn(world)
        .all()
        .find(({ id }) => id === moved?.id),
    ).toMatchObject({ status: 'approved', decision: { by: chemist } });
    await sponsor.says(rejected.id);
    expect(seenBy(sponsor)).toContain('School of Computer Science');
  });

  it('should stand in the history, and keep its id and its row to itself', async () => {
    const { world } = await cast();
    await merges(world);
    const admin = world.tab({ id: adminId });
    const { departments, history } = await admin.departments();
    const former = departments.find(({ id }) => id === 'computer-science')!;
    expect([former.isClosed, former.mergedInto]).toEqual([true, 'School of Chemistry']);
    expect(history[0]).toMatchObject({
      department: 'School of Computer Science',
      changes: [{ label: 'Merged into', after: 'School of Chemistry (chemistry)' }],
    });
    const typed = {
      id: 'computer-science',
      name: 'New School',
      kind: 'school' as const,
      deputies: [],
      validFrom: '',
      validTo: '',
      isClosed: false,
    };
    expect(await admin.savesDepartment({ ...typed, etag: former.etag })).toMatchObject({
      kind: 'wrong',
      mistakes: [{ field: 'isClosed' }],
    });
    expect(await admin.savesDepartment(typed)).toMatchObject({ kind: 'wrong', mistakes: [{ field: 'id' }] });
    const file = `id,name,kind,head,deputies,validFrom,validTo\ncomputer-science,New School,school,,,,\n`;
    expect(await admin.imports(new TextEncoder().encode(file))).toMatchObject({
      mistakes: ['computer-science has been merged into chemistry, so it can no longer be used'],
    });
    expect(await merges(world, { into: 'history' })).toEqual({ kind: 'wrong', sentence: 'It has been merged already.' });
    expect(await merges(world, { id: 'chemistry', into: 'history' })).toMatchObject({ kind: 'wrong' });
    expect(await merges(world, { id: 'history', into: 'computer-science' })).toMatchObject({ kind: 'wrong' });
    expect((await admin.departments()).history).toHaveLength(1);
  });

  it('should have drafts lead to the present one, and not be offered any more', async () => {
    const { world, sponsor } = await cast();
    await fillsIn(world, sponsor);
    await merges(world);
    await sponsor.presses('Make request');
    await world.work(afterwards);
    expect(requestIn(world).answers.department).toBe('chemistry');
    expect(requestIn(world)).not.toHaveProperty('movedFrom');
    const stranger = await world.somebody('stranger');
    await stranger.says('new visitor');
    expect(JSON.stringify(stranger.cards().at(-1))).not.toContain('School of Computer Science');
  });

  it('should get a new id in the same way, without anybody being asked again', async () => {
    const { world, sponsor, head } = await cast();
    await makesRequest(world, sponsor);
    expect(await merges(world, { into: 'chemistry', isRenamed: true })).toMatchObject({
      kind: 'wrong',
      sentence: expect.stringMatching(/^Enter another id/),
    });
    expect(await merges(world, { into: 'Not an id!', isRenamed: true })).toMatchObject({ kind: 'wrong' });
    const before = asked(head);
    expect(await merges(world, { into: 'informatics', isRenamed: true })).toMatchObject({
      kind: 'merged',
      sentence: expect.stringMatching(/^School of Computer Science has a new id, informatics\./),
    });
    await world.work(afterwards);
    expect(requestIn(world)).toMatchObject({ status: 'pending', answers: { department: 'informatics' }, question: { revision: 1 } });
    expect(asked(head)).toBe(before);
    const { history, departments } = await world.tab({ id: adminId }).departments();
    expect(history.map(({ changes }) => changes[0]).sort((a, b) => a!.label.localeCompare(b!.label))).toEqual([
      { label: 'Added', after: 'School of Computer Science' },
      { label: 'New id', after: 'informatics' },
    ]);
    expect(departments.find(({ id }) => id === 'informatics')).toMatchObject({ head: { id: head.id }, isClosed: false });
    await world.tab(head).does('approve', requestIn(world).id);
    expect(requestIn(world).status).toBe('approved');
  });

  it('should be told the second of two admins, and move nothing where the row is not written', async () => {
    const departments = new InMemoryDepartments(sampleDepartments);
    const { world, sponsor, successor } = await cast({ stores: { departments: departments as never } });
    await makesRequest(world, sponsor);
    departments.beforeWrite = async () => {
      delete departments.beforeWrite;
      await departments.save({ ...(await departments.stored('chemistry'))!.value, isClosed: true });
    };
    expect(await merges(world)).toMatchObject({ kind: 'moved-on' });
    await world.work(afterwards);
    expect(requestIn(world).answers.department).toBe('computer-science');
    expect(textsOf(successor)).not.toContain('An administrator');
  });

  it('should have its heads told by mail where Teams does not reach them', async () => {
    const mailer = new FakeMailer();
    const { world, successor } = await cast({ mail: { mailer, link: () => 'https://teams.example/chat' } });
    await successor.uninstalls();
    await merges(world);
    await world.work(afterwards);
    const mails = mailer.arrived.filter(({ subject }) => subject === 'Visitor accounts: a change to School of Chemistry');
    expect(mails.map(({ to }) => to.person)).toEqual([chemist]);
  });
});

/** The worker's message, taken out of the queue as the host would. */
function takesMerge(world: World): WorkMessage {
  const at = world.queue.messages.findIndex(({ message }) => message.kind === 'merge');
  return world.queue.messages.splice(at, 1)[0]!.message;
}

it('should go on where the worker was killed, and move nothing twice', async () => {
  const { world, sponsor } = await cast();
  for (const name of ['Fairweather', 'Whitlock', 'Ashdown']) await makesRequest(world, sponsor, named(name));
  await merges(world);
  const message = takesMerge(world);
  const requests = requestsIn(world);
  let commits = 0;
  requests.beforeCommit = async ({ event }) => {
    commits += event.verb === 'follow-merge' ? 1 : 0;
    if (commits === 2) throw new Error('killed');
  };
  await expect(world.product.work(message)).rejects.toThrow('killed');
  delete requests.beforeCommit;
  await world.work(afterwards);
  const left = () => requests.all().filter(({ answers }) => answers.department === 'computer-science').length;
  // The control: without the message once more, what was not moved stays.
  expect(left()).toBe(1);
  await world.product.setAside(message);
  const { items } = await world.stores.views.listAttention(10);
  const behind = requests.all().find(({ answers }) => answers.department === 'computer-science');
  expect(items).toMatchObject([{ kind: 'poison', request: behind?.id, code: 'merge' }]);
  await world.product.work(message);
  await world.product.work(message);
  await world.work(afterwards);
  expect(left()).toBe(0);
  for (const { id } of requests.all()) {
    const moves = (await eventsOf(world, id)).filter((verb) => verb === 'follow-merge');
    expect(moves).toHaveLength(1);
  }
});

describe('a request that is decided at the moment at which it moves', () => {
  async function race(requests: InMemoryRequestStore) {
    const { world, sponsor, head } = await cast({ stores: { requests } });
    await makesRequest(world, sponsor);
    await merges(world);
    const message = takesMerge(world);
    requests.beforeCommit = async ({ event }) => {
      if (event.verb !== 'follow-merge') return;
      delete requests.beforeCommit;
      await head.presses('Approve');
    };
    await world.product.work(message);
    await world.work(afterwards);
    return requestIn(world);
  }

  it('should stay decided, and move', async () => {
    expect(await race(new InMemoryRequestStore())).toMatchObject({ status: 'approved', answers: { department: 'chemistry' } });
  });

  it('should lose its decision in a store without tags, which is the control', async () => {
    expect(await race(new StoreWithoutTags())).toMatchObject({ status: 'pending' });
  });
});
