import { allowances } from '../../bot/channels/http/flood-limit';
import { headerText } from '../../bot/domain/words/outlook-words';
import { sentences } from '../../bot/domain/words/words';
import { actions } from '../../cards/actions';
import { picture } from '../fakes/hostile-files';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World, type WorldWishes } from '../fakes/world';
import { adminId, deputyId } from '../make';
import { draftOf, eventsOf, makesRequest, photoLink, requestIn, seenBy, uploads } from './steps';

let world: World;
let flooder: TeamsPerson;
let head: TeamsPerson;
afterEach(async () => {
  await world.stop();
});

/** Each of the flooder's turns lists their drafts once: what they cost storage. */
let reads: number;
async function begin(wishes: WorldWishes): Promise<void> {
  world = await startWorld(wishes);
  [flooder, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await makesRequest(world, flooder);
  world.clock.pass({ minutes: 1 });
  const { drafts } = world.stores;
  const list = drafts.list.bind(drafts);
  reads = 0;
  drafts.list = async (...given) => {
    reads += 1;
    // A turn takes a moment, so that many are under way together.
    await new Promise((done) => setImmediate(done));
    return await list(...given);
  };
}

const command = () => flooder.activityOf({ type: 'message', text: 'new visitor', textFormat: 'plain' });
const press = () => {
  const value = { action: { type: 'Action.Execute', verb: actions.newVisitor.verb, data: {} }, trigger: 'manual' };
  return flooder.activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value });
};

/** Two hundred at once by one person, and in the midst of them the head's decision. */
async function flood(activity: () => Record<string, unknown>): Promise<Response[]> {
  const authorization = await world.teams.authorization();
  const send = async (index: number) => {
    if (index === 100) await head.presses('Approve');
    return await world.teams.sendRaw(activity(), authorization);
  };
  return await Promise.all(Array.from({ length: 200 }, (_, index) => send(index)));
}

describe('two hundred turns at once by one person', () => {
  it('should run a few of them, answer every press in words, and let the decision of another through', async () => {
    await begin({ limits: allowances });
    const answers = await flood(press);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { statusCode: number; value: unknown }[];
    expect(new Set(bodies.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const refused = bodies.filter(({ value }) => value === sentences.tooMuch).length;
    expect(refused).toBeGreaterThanOrEqual(200 - allowances.turns.atOnce);
    expect(reads).toBe(200 - refused);
    expect(requestIn(world).status).toMatch(/approved|active/);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(seenBy(head)).toContain('Approved');
  });

  it('should cost one message of ours more than those that were run, and one line in the log', async () => {
    await begin({ limits: allowances });
    const before = world.teams.posts().length;
    await flood(command);
    expect(flooder.texts().filter((text) => text === sentences.tooMuch)).toHaveLength(1);
    expect(world.teams.posts().length - before).toBeLessThanOrEqual(allowances.turns.atOnce + 1);
    const lines = world.lines.filter(({ what }) => what.includes('more than is taken'));
    expect(lines).toEqual([{ level: 'warn', fields: { person: flooder.id, type: 'message' }, what: expect.any(String) }]);
    expect(JSON.stringify(world.lines)).not.toContain(flooder.name);
  });

  it('should be over when the flood is: the same person is served again', async () => {
    await begin({ limits: allowances });
    const authorization = await world.teams.authorization();
    const one = async () => (await (await world.teams.sendRaw(press(), authorization)).json()) as { value: unknown };
    const values: unknown[] = [];
    // One after the other: it is the number that is too much here.
    while (values.length <= allowances.turns.atOnce) values.push((await one()).value);
    expect(values.map((value) => value === sentences.tooMuch)).toEqual([...Array(allowances.turns.atOnce).fill(false), true]);
    world.clock.pass({ seconds: 30 });
    expect((await one()).value).not.toBe(sentences.tooMuch);
  });

  it('should be narrower for a search of the directory', async () => {
    world = await startWorld({ limits: allowances });
    const search = () => world.tab({ id: adminId }).calls('POST', '/people/find', { text: 'ma', as: 'head' });
    const statuses: number[] = [];
    while (statuses.length < 21) statuses.push((await search()).status);
    expect(statuses).toEqual([...Array(20).fill(200), 429]);
  });

  it('should all be run where nobody limits them, which is what the limit is for', async () => {
    await begin({});
    await flood(press);
    expect(reads).toBe(200);
  });
});

describe('a photo sent again and again by one link', () => {
  /** Up to the card that asks for the photo; its link. */
  async function reachesPhoto(person: TeamsPerson): Promise<string> {
    await person.says('new visitor');
    await person.presses('Next', { department: 'computer-science' });
    await person.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
    await person.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
    return await photoLink(person);
  }

  it('should be refused before it is read, and for this draft only', async () => {
    world = await startWorld({ limits: allowances });
    const [sponsor, other] = [await world.somebody('sponsor'), await world.somebody('head')];
    const [link, otherLink] = [await reachesPhoto(sponsor), await reachesPhoto(other)];
    const tooSmall = await picture(20, 20);
    const answers = await Promise.all(Array.from({ length: 30 }, () => uploads(world, link, tooSmall)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(30 - allowances.uploads.atOnce);
    expect((await uploads(world, otherLink)).status).toBe(200);
    world.clock.pass({ minutes: 1 });
    expect((await uploads(world, link)).status).toBe(200);
    expect((await draftOf(world, sponsor)).answers.photo).toBeDefined();
  });

  it('should be looked at each time where nothing limits it, which is what the limit is for', async () => {
    world = await startWorld();
    const link = await reachesPhoto(await world.somebody('sponsor'));
    const tooSmall = await picture(20, 20);
    for (let time = 0; time < 30; time += 1) expect((await uploads(world, link, tooSmall)).status).toBe(400);
  });
});

const few = { ...allowances, turns: { atOnce: 20, perSecond: 1, atATime: 12 } };

describe('a card in Outlook that asks again and again', () => {
  async function asks(wishes: WorldWishes) {
    await begin(wishes);
    const [mailbox, other] = [world.outlook(head), world.outlook({ id: deputyId })];
    for (const one of [mailbox, other]) await one.getsMail(requestIn(world).id);
    const answers = await Promise.all(Array.from({ length: 60 }, () => mailbox.opens()));
    return { mailbox, other, refused: answers.filter(({ status }) => status === 429) };
  }

  it('should be refused in a sentence beyond the allowance of its person, and others answered', async () => {
    const { mailbox, other, refused } = await asks({ limits: few });
    expect(refused.length).toBeGreaterThanOrEqual(60 - few.turns.atOnce);
    expect(refused[0]?.text).toBe(headerText(sentences.tooMuch));
    expect(await mailbox.presses('Approve')).toMatchObject({ status: 429 });
    expect(requestIn(world).status).toBe('pending');
    expect(await other.opens()).toMatchObject({ status: 200 });
    world.clock.pass({ seconds: 30 });
    expect(await mailbox.presses('Approve')).toMatchObject({ status: 200 });
  });

  it('should be answered each time where nothing limits it, which is what the limit is for', async () => {
    expect((await asks({})).refused).toEqual([]);
  });
});

describe('many changes by one call of the tab', () => {
  /** Two calls with fifteen changes each, of requests that are not there. */
  async function calls(wishes: WorldWishes): Promise<number[]> {
    await begin(wishes);
    const items = Array.from({ length: 15 }, (_, place) => ({ request: `VR-000000${String(place).padStart(2, '0')}`, revision: 1 }));
    const tab = world.tab(head);
    const statuses: number[] = [];
    for (let call = 0; call < 2; call += 1) statuses.push((await tab.calls('POST', '/many/approve', { items })).status);
    return statuses;
  }

  it('should count each against the allowance, and do all or none', async () => {
    expect(await calls({ limits: few })).toEqual([200, 429]);
    const items = [{ request: requestIn(world).id, revision: 1 }, ...Array(9).fill({ request: 'VR-00000001', revision: 1 })];
    expect((await world.tab(head).calls('POST', '/many/approve', { items })).status).toBe(429);
    expect(requestIn(world).status).toBe('pending');
    world.clock.pass({ seconds: 30 });
    expect((await world.tab(head).calls('POST', '/many/approve', { items })).status).toBe(200);
    expect(requestIn(world).status).toBe('approved');
  });

  it('should be let in where nothing limits them, which is what the limit is for', async () => {
    expect(await calls({})).toEqual([200, 200]);
  });
});
