import { samplePeople } from '../fakes/sample';
import { problemOf } from '../fakes/tab-person';
import { makesRequest, newsOf, requestsIn } from './steps';
import { story } from './story';

const { world, sponsor, head, deputy } = story(['sponsor', 'head', 'deputy']);
const admin = () => world.tab({ id: samplePeople.find(({ role }) => role === 'admin')?.id ?? '' });
const names = ['Ottoline', 'Barnaby'];
let ids: string[];

beforeEach(async () => {
  for (const firstName of names) await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' } });
  await world.work();
  ids = names.map((name) => stored(({ answers }) => answers.firstName === name).id);
});

const stored = (is: (request: ReturnType<ReturnType<typeof requestsIn>['all']>[number]) => boolean) => requestsIn(world).all().find(is)!;
const byId = (id: string) => stored((one) => one.id === id);
const itemsOf = (some = ids) => some.map((request) => ({ request, revision: byId(request).revision }));
const offers = async () => Object.fromEntries((await admin().lists('requests')).rows.map(({ request, may }) => [request, may]));
const timesDone = async (verb: string) => {
  const all = await Promise.all(ids.map(async (id) => (await world.stores.requests.readAll(id))?.events ?? []));
  return all.map((events) => events.filter((event) => event.verb === verb).length);
};

describe('an admin with several requests at once', () => {
  it('should be offered in the list what the state of each allows', async () => {
    expect(await offers()).toEqual({ [ids[0]!]: ['resend', 'reassign-sponsor'], [ids[1]!]: ['resend', 'reassign-sponsor'] });
    await world.tab(head).does('approve', ids[0]!);
    await world.tab(sponsor).does('withdraw', ids[1]!);
    await world.work();
    expect(await offers()).toEqual({ [ids[0]!]: ['reassign-sponsor', 'end'], [ids[1]!]: [] });
    expect((await admin().lists('requests', { filter: { search: ids[0]! } })).rows[0]?.may).toEqual(['reassign-sponsor', 'end']);
  });

  it('should send them again to those who must answer, once for a request that is named twice', async () => {
    const before = head.messages().length;
    const [one, other] = itemsOf();
    const { results } = await admin().many('resend', { items: [one!, other!, one!] });
    expect(results.map(({ isDone }) => isDone).filter(Boolean)).toHaveLength(2);
    expect(await timesDone('resend')).toEqual([1, 1]);
    await world.work();
    expect(head.messages().length - before).toBe(2);
  });

  it('should do a second verb right after the first, by its answers, though no list has followed', async () => {
    const rows = (await admin().lists('requests')).rows.map(({ request, revision }) => ({ request, revision }));
    const first = await admin().many('resend', { items: rows });
    // The lists are as they were: the worker has not run.
    expect((await admin().lists('requests')).rows.map(({ request, revision }) => ({ request, revision }))).toEqual(rows);
    const items = first.results.map(({ request, revision }) => ({ request, revision: revision ?? 0 }));
    const second = await admin().many('reassign-sponsor', { items, to: deputy.id });
    expect(second.results.map(({ isDone }) => isDone)).toEqual([true, true]);
    // By the rows it would be taken for somebody else's change.
    const third = await admin().many('resend', { items: rows });
    expect(third.results.map(({ isDone, revision }) => [isDone, revision])).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
  });

  it('should change the sponsor of each, tell of the one that has moved on, and lose nothing', async () => {
    const items = itemsOf();
    await world.tab(sponsor).does('withdraw', ids[1]!);
    const { people } = await admin().findsPeople(samplePeople.find(({ id }) => id === deputy.id)?.name ?? '', 'sponsor');
    const { results } = await admin().many('reassign-sponsor', { items, to: people[0]!.id });
    expect(results.map(({ request, isDone }) => [request, isDone])).toEqual([
      [ids[0], true],
      [ids[1], false],
    ]);
    expect(results[1]?.sentence).toContain('has changed since');
    expect([byId(ids[0]!).sponsor, byId(ids[1]!).sponsor]).toEqual([deputy.id, sponsor.id]);
    await world.work();
    expect(newsOf(deputy)).toContain('sponsor');
  });

  it('should change no sponsor without naming one whom the directory has', async () => {
    for (const to of [undefined, '00000000-0000-4000-8000-0000000000ff']) {
      const { results } = await admin().many('reassign-sponsor', { items: itemsOf(), ...(to && { to }) });
      expect(results.map(({ isDone }) => isDone)).toEqual([false, false]);
    }
    expect(await timesDone('reassign-sponsor')).toEqual([0, 0]);
  });

  it('should end accounts with a reason, which each history keeps, and not without', async () => {
    for (const id of ids) await world.tab(head).does('approve', id);
    const items = itemsOf();
    for (const words of [undefined, ' \u200d ', 'x'.repeat(1001)])
      expect(await problemOf(admin().many('end', { items, ...(words !== undefined && { words }) }))).toMatchObject({
        status: 422,
        field: 'words',
      });
    expect(await timesDone('end')).toEqual([0, 0]);
    const { results } = await admin().many('end', { items, words: 'The project is over.' });
    expect(results.map(({ isDone, sentence }) => [isDone, sentence])).toEqual([
      [true, 'Account ended.'],
      [true, 'Account ended.'],
    ]);
    for (const id of ids) {
      expect(byId(id).status).toBe('ended');
      expect((await world.tab(sponsor).opens(id)).timeline[0]).toMatchObject({ title: 'Ended', words: 'The project is over.' });
    }
  });

  it('should do each once where two do the same at the same moment', async () => {
    for (const id of ids) await world.tab(head).does('approve', id);
    const body = { items: itemsOf(), words: 'The project is over.' };
    const both = await Promise.all([admin().many('end', body), admin().many('end', body)]);
    expect(both.flatMap(({ results }) => results).filter(({ isDone }) => isDone)).toHaveLength(2);
    expect(await timesDone('end')).toEqual([1, 1]);
  });

  it('should be asked of each who may: others steer none, and end what is theirs alone', async () => {
    await world.tab(head).does('approve', ids[0]!);
    for (const verb of ['resend', 'reassign-sponsor'] as const)
      expect((await world.tab(head).calls('POST', `/many/${verb}`, { items: itemsOf() })).status).toBe(403);
    const stranger = world.tab({ id: samplePeople.find(({ role }) => role === 'stranger')?.id ?? '' });
    expect((await stranger.many('end', { items: itemsOf(), words: 'x' })).results.map(({ isDone }) => isDone)).toEqual([false, false]);
    const { results } = await world.tab(sponsor).many('end', { items: itemsOf(), words: 'They left.' });
    expect(results.map(({ isDone }) => isDone)).toEqual([true, false]);
  });
});
