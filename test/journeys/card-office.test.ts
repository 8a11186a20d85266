import { Temporal } from 'temporal-polyfill';
import type { ListPage } from '../../bot/channels/tab/list-contract';
import { detailsNotice } from '../../bot/domain/words/privacy-words';
import { samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import { problemOf, type TabPerson } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makesRequest, requestIn } from './steps';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let officer: TabPerson;

beforeEach(async () => {
  world = await startWorld({ clock: new StoryClock() });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  officer = world.tab({ id: samplePeople.find(({ role }) => role === 'cardoffice')?.id ?? '' });
});
afterEach(() => world.stop());

const story = { dates: { validFrom: '2027-01-18', validTo: '2027-03-31' }, access: { itAccess: 'staff-like', idCard: 'yes' as const } };

async function approved(): Promise<string> {
  await makesRequest(world, sponsor, story);
  await head.presses('Approve');
  await world.work();
  const { id } = requestIn(world);
  await tenMinutes();
  return id;
}
/** In which an approval may be undone. */
const tenMinutes = () => world.work(600);
const shown = ({ rows }: ListPage) => rows.map(({ request, statusLabel, card }) => [request, statusLabel, card].filter(Boolean).join(' '));
const queue = async (filter = {}) => shown(await officer.lists('cards', { filter }));
const does = async (verb: string, request: string, words?: string) => {
  const { sentence } = await officer.does(verb, request, words === undefined ? {} : { words });
  await world.work();
  return sentence;
};

describe('the card office', () => {
  it('should be told that nothing is new, and since when, in place of an empty file', async () => {
    const ask = async (what: 'new' | 'all') => {
      const response = await officer.calls('POST', '/cards/export', { what, batch: crypto.randomUUID() });
      const isFile = response.headers.get('content-type') === 'application/zip';
      return isFile ? (await response.arrayBuffer(), 'a file') : await response.json();
    };
    expect(await ask('all')).toEqual({ nothing: expect.stringContaining('There is nothing to download') });
    expect(await ask('new')).toEqual({ nothing: 'Nothing is new or has changed, so there is no file.' });
    await approved();
    expect(await ask('new')).toBe('a file');
    expect(await ask('new')).toEqual({
      nothing: expect.stringMatching(
        /^Nothing is new or has changed since the last download on \w{3} \d+ Jan 2027 at .*, so there is no file\.$/,
      ),
    });
    expect(await ask('all')).toBe('a file');
  });

  it('should know of no card while its approval may be undone', async () => {
    await makesRequest(world, sponsor, story);
    await head.presses('Approve');
    await world.work(590);
    const { id } = requestIn(world);
    const state = async () => {
      const response = await officer.calls('POST', '/cards/export', { what: 'new', batch: crypto.randomUUID() });
      const isFile = response.headers.get('content-type') === 'application/zip';
      await response.arrayBuffer();
      return [
        await queue(),
        (await officer.counts()).cards?.total,
        isFile,
        await officer.opens(id).then(
          () => true,
          () => false,
        ),
      ];
    };
    expect(await state()).toEqual([[], 0, false, false]);
    expect(await problemOf(officer.does('issue-card', id, { words: 'A 4711' }))).toMatchObject({ status: 403 });
    await world.work(10);
    expect(await state()).toEqual([[`${id} To issue`], 1, true, true]);
  });

  it('should have a card from the end of its approval’s ten minutes until it is collected, and each step recorded', async () => {
    expect(await officer.me()).toMatchObject({ isCardOffice: true, isAdmin: false });
    expect(await queue()).toEqual([]);
    const id = await approved();
    expect(await queue()).toEqual([`${id} To issue`]);
    expect(await officer.buttons(id)).toEqual(['Card issued']);
    expect((await officer.opens(id)).verbs[0]?.asks).toMatchObject({
      sentence: expect.stringContaining('The photo is deleted 30 days later.'),
    });
    expect(await problemOf(officer.does('issue-card', id, { words: '?' }))).toMatchObject({ status: 422, field: 'words' });
    expect(await does('issue-card', id, 'A 4711')).toBe('Card recorded as issued.');
    expect([await queue(), await queue({ card: 'issued' })]).toEqual([[], [`${id} Issued Card A 4711`]]);
    expect(requestIn(world).issued).toMatchObject({ number: 'A 4711', until: '2027-03-31' });
    // What nobody decides upon makes no card in a chat old.
    expect(await world.tab(sponsor).buttons(id)).not.toContain('Card issued');
    expect(JSON.stringify((await world.tab(sponsor).opens(id)).groups)).toContain('Issued on');

    await world.passTo('2027-03-10T09:00');
    await world.tab(sponsor).does('reapprove', id, { until: '2027-05-31' });
    await world.work();
    expect(await queue()).toEqual([`${id} To extend Card A 4711: change Wed 31 Mar 2027 to Mon 31 May 2027`]);
    expect(await does('extend-card', id)).toBe('Card recorded with its new last day.');
    expect(await queue()).toEqual([]);

    await world.passTo('2027-06-01T09:00');
    await world.work();
    expect(await queue({ card: 'collect' })).toEqual([`${id} To collect Card A 4711: account over`]);
    expect(await does('collect-card', id)).toBe('Card recorded as collected.');
    expect(await queue()).toEqual([]);
    const history = (await world.tab(sponsor).opens(id)).timeline.map(({ title, by }) => `${title} by ${by}`);
    for (const title of ['ID card issued', 'Last day of the ID card changed', 'ID card collected'])
      expect(history).toContain(`${title} by Amara Castellanos-Wright`);
  });

  it('should mend a slip: a wrong number, a card of somebody else, one that did not come back', async () => {
    const id = await approved();
    await does('issue-card', id, 'A 4711');
    expect(await officer.buttons(id)).toEqual(['Card replaced', 'Correct the number', 'Not issued after all']);
    const asked = (await officer.opens(id)).verbs.map(({ asks }) => asks?.kind !== 'colleague' && asks?.sentence);
    for (const sentence of asked) expect(sentence).toContain('A 4711');
    await officer.does('correct-card', id, { words: 'a 4712', was: 'A 4711' });
    await world.work();
    expect(await queue({ card: 'issued' })).toEqual([`${id} Issued Card A 4712`]);
    expect(await does('unissue-card', id)).toBe('Card recorded as not issued.');
    expect(await queue()).toEqual([`${id} To issue`]);
    await does('issue-card', id, 'A 4713');
    await world.tab(sponsor).does('end', id);
    await world.work();
    await does('collect-card', id);
    expect([await queue(), await queue({ card: 'collect' })]).toEqual([[], []]);
    const [collected] = await queue({ card: 'collected' });
    expect(collected).toMatch(new RegExp(`^${id} Collected Card A 4713: collected on `));
    for (const search of ['A 4713', 'fairw', id]) expect(await queue({ search })).toEqual([collected]);
    expect([await officer.buttons(id), (await officer.opens(id)).hasPhoto]).toEqual([['Not collected after all'], false]);
    expect(await does('uncollect-card', id)).toBe('Card recorded as not collected.');
    expect([await queue(), await queue({ card: 'collected' })]).toEqual([[`${id} To collect Card A 4713: account over`], []]);
    const history = (await officer.opens(id)).timeline.map(({ title }) => title);
    for (const title of ['Number of the ID card corrected', 'ID card not issued after all', 'ID card not collected after all'])
      expect(history).toContain(title);
    await does('collect-card', id);
    await world.passTo('2027-03-01T09:00');
    expect(await queue({ card: 'collected' })).toEqual([]);
    expect(await problemOf(officer.opens(id))).toMatchObject({ status: 403 });
  });

  it('should record a card though the account was made meanwhile, and be refused only what is about another card', async () => {
    const id = await approved();
    const seen = (await officer.opens(id)).revision;
    await world.stores.requests.read(id).then(async (stored) => {
      const { value, etag } = stored!;
      const request = { ...value, revision: value.revision + 1, events: value.events + 1 };
      const event = { ...(await world.stores.requests.readAll(id))!.events.at(-1)!, verb: 'account-named' };
      await world.stores.requests.commit({ commitId: 'account', etag, request, event, detail: {}, todos: [] });
    });
    await officer.does('issue-card', id, { revision: seen, words: '1' });
    await officer.does('replace-card', id, { revision: seen, words: '2', was: '1' });
    expect(await problemOf(officer.does('unissue-card', id, { revision: seen, was: '1' }))).toMatchObject({
      status: 422,
      title: expect.stringMatching(/A colleague has recorded something else/),
    });
    expect(requestIn(world).issued?.number).toBe('2');
  });

  it('should see the request and its photo while it has to do with the card, and what was done about the card alone', async () => {
    const id = await approved();
    const view = await officer.opens(id);
    expect([view.hasPhoto, view.said, view.concerns, view.handover]).toEqual([true, undefined, [], []]);
    expect(JSON.stringify(view)).not.toMatch(/01632|Telephone|personal email/i);
    expect(view.timeline.map(({ title }) => title)).toEqual(['Approved']);
    expect((await officer.calls('GET', `/requests/${id}/photo`)).status).toBe(200);
    expect((await officer.opens(id)).timeline[0]).toMatchObject({ title: 'Photo viewed', by: 'Amara Castellanos-Wright' });
    await world.tab(sponsor).does('end', id);
    await world.work();
    expect(await problemOf(officer.opens(id))).toMatchObject({ status: 403 });
    expect((await officer.calls('GET', `/requests/${id}/photo`)).status).toBe(403);
  });

  it('should learn of a visitor what the notice says, and neither the access nor why it was decided so', async () => {
    await makesRequest(world, sponsor, story);
    const { id } = requestIn(world);
    await world.tab(head).does('approve', id, { words: 'Trusted since the audit.' });
    await tenMinutes();
    expect(JSON.stringify(await world.tab(sponsor).opens(id))).toContain('Trusted since the audit.');
    const [view, list] = [JSON.stringify(await officer.opens(id)), JSON.stringify(await officer.lists('cards'))];
    for (const shown of [view, list]) {
      expect(shown).toContain('Fairweather');
      for (const hidden of ['Trusted since', 'taff-like', 'IT access']) expect(shown).not.toContain(hidden);
    }
    expect(view).toContain('"label":"ID card"');
    expect(detailsNotice({ draftDays: 30 })).toContain(
      'the card office sees the names, dates, reason, employing organisation, and school or service',
    );
  });

  it('should be refused the photo of a request without a card by a sentence that says so', async () => {
    await makesRequest(world, sponsor, story);
    const { id } = requestIn(world);
    const asked = await (await officer.calls('GET', `/requests/${id}/photo`)).json();
    expect(asked).toMatchObject({ status: 403, title: expect.stringContaining('does not exist or you do not have access') });
    const { validTo } = requestIn(world);
    await world.tab(head).does('approve-changed', id, { terms: { validTo, itAccess: 'staff-like', idCard: false } });
    await world.work();
    const refused = await (await officer.calls('GET', `/requests/${id}/photo`)).json();
    expect(refused).toMatchObject({
      status: 403,
      title: 'No ID card is needed for this visitor, so the card office cannot see the photo.',
    });
    expect(await problemOf(officer.does('issue-card', id, { revision: 1, words: '1' }))).toMatchObject({
      title: 'No ID card is needed for this visitor.',
    });
    expect(await queue()).toEqual([]);
  });

  it('should find by name, reference or the number of the card, whatever is to be done', async () => {
    const id = await approved();
    await does('issue-card', id, 'A 4711');
    for (const search of ['fair', id.toLowerCase(), 'a 47'])
      expect([search, await queue({ search })]).toEqual([search, [`${id} Issued Card A 4711`]]);
    expect(await queue({ search: 'zzz' })).toEqual([]);
  });

  it('should be refused what a colleague has recorded meanwhile, and let nobody else record anything', async () => {
    const id = await approved();
    const [one, other] = await Promise.all(
      ['1', '2'].map((words) => officer.calls('POST', `/requests/${id}/issue-card`, { revision: requestIn(world).revision, words })),
    );
    expect([one?.status, other?.status].sort()).toEqual([200, 422]);
    const number = requestIn(world).issued?.number;
    expect(['1', '2']).toContain(number);
    for (const person of [world.tab(sponsor), world.tab(head), world.tab(await world.somebody('admin'))])
      for (const verb of ['issue-card', 'replace-card', 'collect-card'])
        expect(await problemOf(person.does(verb, id, { revision: 2, ...(verb !== 'collect-card' && { words: '3' }) }))).toMatchObject({
          status: 403,
        });
    expect(requestIn(world).issued?.number).toBe(number);
  });

  it('should be told, and shown the card as it is, where a colleague has replaced it at the same moment', async () => {
    const id = await approved();
    await does('issue-card', id, '1');
    const { revision } = requestIn(world);
    const both = await Promise.all(
      ['2', '3'].map((words) => officer.calls('POST', `/requests/${id}/replace-card`, { revision, words, was: '1' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    const number = requestIn(world).issued?.number;
    const refused = await both.find(({ status }) => status === 422)?.json();
    expect(refused.title).toMatch(/A colleague has recorded something else/);
    const [offer] = refused.request.verbs.filter(({ verb }: { verb: string }) => verb === 'replace-card');
    expect(offer.asks.was).toBe(number);
    expect((await officer.does('replace-card', id, { words: '4', was: offer.asks.was })).sentence).toBe('Card recorded as replaced.');
  });

  it('should begin a download when it is read, so that one that nobody reads is not under way for ever', async () => {
    const id = await approved();
    const ask = () => officer.calls('POST', '/cards/export', { what: 'all', batch: crypto.randomUUID() });
    const unread = await ask();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await officer.opens(id)).timeline.some(({ title }) => title === 'Downloaded for the card system')).toBe(false);
    const read = await ask();
    expect(read.status).toBe(200);
    const reader = read.body!.getReader();
    await reader.read();
    // Of two that were answered before either was read, one goes on.
    await expect(unread.arrayBuffer()).rejects.toThrow();
    expect((await ask()).status).toBe(429);
    await reader.cancel();
    expect((await ask()).status).toBe(200);
  });

  it('should download over HTTP, one at a time, and be able to stop', async () => {
    const id = await approved();
    const ask = () => officer.calls('POST', '/cards/export', { what: 'all', batch: crypto.randomUUID() });
    const response = await ask();
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="id-cards-2027-01-\d\d\.zip"$/);
    const reader = response.body!.getReader();
    await reader.read();
    expect((await ask()).status).toBe(429);
    await reader.cancel();
    const again = await ask();
    expect(again.status).toBe(200);
    expect(Buffer.from(await again.arrayBuffer()).includes(`photos/${id}.jpg`)).toBe(true);
    expect((await officer.opens(id)).timeline.some(({ title }) => title === 'Downloaded for the card system')).toBe(true);
    expect(Temporal.Instant.from(requestIn(world).exported?.at ?? '').epochMilliseconds).toBeGreaterThan(0);
  });
});
