import type { RequestId } from '../../bot/domain/request/visitor-request';
import { sentences } from '../../bot/domain/words/words';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import { InMemoryPeople } from '../fakes/in-memory-people';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { forges, textOf } from '../journeys/steps';
import { headId, makeDraft, makeRequest, newRequestId, sponsorId } from '../make';
import { tried, tries } from '../torture/tries';

const count = tries(6, 90, 300);

let world: World;
let mailer: FakeMailer;
let people: InMemoryPeople;
let sponsor: TeamsPerson;
let head: TeamsPerson;
beforeEach(async () => {
  mailer = new FakeMailer();
  people = new InMemoryPeople(samplePeople);
  world = await startWorld({
    mail: channelOf(mailer),
    stores: { people: people as unknown as World['stores']['people'], conversations: people },
  });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
});
afterEach(() => world.stop());

/** A draft that only has to be sent, of a visitor of its own. */
async function draft(place: number): Promise<RequestId> {
  const { photo: _none, ...rest } = makeRequest().answers;
  const answers = { ...rest, firstName: `Visitor${String.fromCharCode(97 + (place % 26))}`, lastName: `Fair${place}`, idCard: false };
  const full = { ...answers, itAccess: 'staff-like', validFrom: '2027-02-03', validTo: '2027-08-31' } as const;
  const id = newRequestId();
  await world.stores.drafts.save(makeDraft({ id, revision: 5, step: 'review', answers: full }));
  return id;
}

async function drafts(): Promise<RequestId[]> {
  return await Promise.all(Array.from({ length: count }, (_, place) => draft(place)));
}

const makes = (id: RequestId) => forges(world, sponsor, 'make-request', { draft: id, revision: 5 });
const statusOf = async (id: RequestId) => (await world.stores.requests.read(id))?.value.status;
const attention = () => (world.stores.views as InMemoryViewStore).attention;
/** What Teams shows of a request in somebody's chat: the newest card of it last. */
const shownOf = (person: TeamsPerson, id: RequestId) => person.cards().filter(({ card }) => JSON.stringify(card).includes(id));

async function expectSettled(ids: readonly RequestId[]): Promise<void> {
  for (const id of ids) {
    const stored = await world.stores.requests.readAll(id);
    const { revision, status } = stored!.request.value;
    expect(stored).toMatchObject({ todos: [] });
    for (const copy of stored!.copies.filter(({ activity }) => activity !== undefined))
      expect(copy).toMatchObject({ shownRevision: revision, shownStatus: status });
  }
  expect(world.queue.messages).toEqual([]);
  expect(attention()).toEqual([]);
}

it('should bring every card once Teams is back, as it stands then, while mails and Outlook go on', async () => {
  world.teams.fail({ status: 503, times: Number.POSITIVE_INFINITY });
  const ids = await drafts();
  for (const id of ids) expect((await makes(id)).card).toBeDefined();
  await world.work(3_600);
  // Every third is decided by its mail while Teams is away.
  const decided = ids.filter((_id, place) => place % 3 === 0);
  for (const id of decided) {
    const mailbox = world.outlook(head);
    await mailbox.getsMail(id);
    expect(await mailbox.presses('Approve')).toMatchObject({ status: 200 });
  }
  await world.work(23 * 3_600);
  for (const person of [sponsor, head]) expect(ids.flatMap((id) => shownOf(person, id))).toEqual([]);
  world.teams.recover();
  await world.work(4 * 3_600);
  for (const id of ids) {
    const isDecided = decided.includes(id);
    expect([id, await statusOf(id)]).toEqual([id, isDecided ? 'approved' : 'pending']);
    const cards = shownOf(head, id);
    // Nobody needs a card of what they have decided elsewhere; where there is one, it is closed.
    if (!isDecided) expect(cards).toHaveLength(1);
    for (const { card } of cards) expect(textOf(card).includes('for your decision')).toBe(!isDecided);
    if (isDecided) expect(shownOf(sponsor, id)).toHaveLength(1);
  }
  await expectSettled(ids);
  tried('channels away for a day', { 'requests without Teams': ids.length });
});

it('should bring every mail that is still a question once Exchange is back', async () => {
  mailer.answers = () => ({ outcome: 'later', code: 'Http503', isAmbiguous: false });
  const ids = await drafts();
  for (const id of ids) expect((await makes(id)).card).toBeDefined();
  await world.work(3_600);
  for (const id of ids) expect(shownOf(head, id)).toHaveLength(1);
  const decided = ids.filter((_id, place) => place % 3 === 0);
  for (const id of decided) await forges(world, head, 'approve', { request: id, revision: 1 });
  await world.work(23 * 3_600);
  expect(mailer.arrived).toEqual([]);
  delete mailer.answers;
  await world.work(4 * 3_600);
  const questions = mailer.subjectsFor(headId);
  for (const id of ids) {
    const isDecided = decided.includes(id);
    expect([id, await statusOf(id)]).toEqual([id, isDecided ? 'approved' : 'pending']);
    expect([id, questions.filter((subject) => subject.includes(id)).length]).toEqual([id, isDecided ? 0 : 1]);
  }
  await expectSettled(ids);
  tried('channels away for a day', { 'requests without mail': ids.length });
});

it('should keep what people do waiting while the directory is away, and take it once it is back', async () => {
  const ids = await drafts();
  const [made, waiting] = [ids.filter((_id, place) => place % 2 === 0), ids.filter((_id, place) => place % 2 === 1)];
  for (const id of made) await makes(id);
  await world.work();
  people.fault = new Error('away');
  for (const id of waiting) expect((await makes(id)).text).toBe(sentences.directoryAway);
  for (const id of made) expect((await forges(world, head, 'approve', { request: id, revision: 1 })).text).toBe(sentences.decisionWaits);
  await world.work(24 * 3_600);
  for (const id of made) expect([id, await statusOf(id)]).toEqual([id, 'pending']);
  for (const id of waiting) expect([id, await statusOf(id)]).toEqual([id, undefined]);
  for (const id of waiting) expect(await world.stores.drafts.read(sponsorId, id)).toBeDefined();
  delete people.fault;
  for (const id of waiting) expect((await makes(id)).card).toBeDefined();
  for (const id of made) expect((await forges(world, head, 'approve', { request: id, revision: 1 })).text).toContain('Approved by');
  await world.work(24 * 3_600);
  for (const id of ids) expect([id, await statusOf(id)]).toEqual([id, made.includes(id) ? 'approved' : 'pending']);
  for (const id of ids) expect(shownOf(head, id)).toHaveLength(1);
  await expectSettled(ids);
  tried('channels away for a day', { 'requests without the directory': ids.length });
});
