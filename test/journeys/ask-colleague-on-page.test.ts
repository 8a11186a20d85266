import type { Draft } from '../../bot/domain/request/records';
import type { InMemoryDraftStore } from '../fakes/in-memory-draft-store';
import { problemOf, type TabPerson, viewIn } from '../fakes/tab-person';
import { headId, sponsorId } from '../make';
import { draftOf, fillsIn, makesRequest, requestIn, requestsIn, seenBy } from './steps';
import { story } from './story';

/** Staff of another department. */
const colleague = { id: '3648245e-dafa-4a38-bf00-6745f3194a3b', name: 'Xavier Iqbal', mail: 'xavier.iqbal@bantshire.example' };
const nobodyId = 'a0000000-0000-4000-8000-000000000000';

const { world, sponsor: preparer } = story(['sponsor']);
const page = () => world.tab(preparer);
const drafts = () => world.stores.drafts as InMemoryDraftStore;

/** A complete draft, as its page shows it. */
async function complete() {
  await fillsIn(world, preparer);
  return viewIn(await page().opensDraft((await draftOf(world, preparer)).id));
}

async function areAsked(): Promise<string[]> {
  await world.work(60);
  const all = await Promise.all([colleague.id, headId].map((id) => drafts().list(id, 9)));
  return all.flat().map(({ sponsor }) => sponsor);
}

/** So many drafts of the preparer that colleagues have. */
async function awayWith(count: number, like: Draft): Promise<void> {
  const confirmation = { by: colleague.id, name: colleague.name, at: '2027-01-18T10:00:00Z' };
  for (let place = 0; place < count; place += 1) await drafts().save({ ...like, id: `VR-0000000${place}`, confirmation });
}

describe('asking a colleague to sponsor, on the page', () => {
  it('should find them by name, ask them once, say who was asked, and make whoever confirms the sponsor', async () => {
    const other = await world.person(colleague.id);
    const view = await complete();
    expect(view.askColleague).toMatchObject({ button: 'Ask a colleague', answer: 'Ask them' });
    const { people } = await page().findsSponsor(view.draft, 'xavier iq');
    expect(people).toEqual([expect.objectContaining(colleague)]);
    const named = { revision: view.revision, to: colleague.id };
    const waiting = await page().namesSponsor(view.draft, named);
    expect(waiting).toMatchObject({
      kind: 'waiting',
      title: 'Waiting for your colleague to confirm',
      visitor: 'Ottoline Grace Fairweather',
      sentence: expect.stringContaining('You asked Xavier Iqbal on Mon 18 Jan 2027'),
    });
    // Pressed once more.
    expect(await page().namesSponsor(view.draft, named)).toEqual(waiting);
    const before = other.cards().length;
    await world.work(60);
    expect(other.cards()).toHaveLength(before + 1);
    expect(await page().opensDraft(view.draft)).toEqual(waiting);
    await other.presses('Confirm as sponsor');
    await world.work(60);
    expect(requestIn(world)).toMatchObject({ sponsor: colleague.id, preparedBy: sponsorId, involved: [colleague.id, sponsorId] });
    expect(await page().opensDraft(view.draft)).toEqual({ kind: 'request', request: view.draft });
  });

  it('should offer to take it back, after which a colleague can be asked again', async () => {
    await world.person(colleague.id);
    const view = await complete();
    await page().namesSponsor(view.draft, { revision: view.revision, to: colleague.id });
    expect(await areAsked()).toEqual([colleague.id]);
    const back = viewIn(await page().takesBack(view.draft));
    expect([back.party, back.askColleague?.button, await areAsked()]).toEqual(['own', 'Ask a colleague', []]);
    expect(await page().namesSponsor(view.draft, { revision: back.revision, to: colleague.id })).toMatchObject({ kind: 'waiting' });
  });

  it('should be where the chat leaves off, and the chat where the page does', async () => {
    const view = await complete();
    const card = preparer.lastCard();
    await world.person(colleague.id);
    await page().namesSponsor(view.draft, { revision: view.revision, to: colleague.id });
    await world.work(60);
    expect(preparer.lastCard().activity).toBe(card.activity);
    expect(seenBy(preparer)).toContain('You asked Xavier Iqbal');
    await preparer.presses('Make request', {}, { seen: card });
    expect(requestsIn(world).all()).toEqual([]);
    await page().takesBack(view.draft);
    await world.work(60);
    expect(preparer.buttons()).toContain('Make request');
    await preparer.presses('Ask a colleague');
    await preparer.presses('Continue', { mail: colleague.mail });
    await preparer.presses('Ask them');
    expect(await page().opensDraft(view.draft)).toMatchObject({ kind: 'waiting' });
  });

  it('should not be offered, nor done, for what is incomplete, edits a request, or was prepared by a colleague', async () => {
    const refuses = async (tab: TabPerson, draft: string) => {
      const view = viewIn(await tab.opensDraft(draft));
      expect(view.askColleague).toBeUndefined();
      expect(await problemOf(tab.findsSponsor(draft, 'xavier iq'))).toMatchObject({ status: 409, code: 'moved-on' });
      const to = tab.id === colleague.id ? headId : colleague.id;
      expect(await tab.namesSponsor(draft, { revision: view.revision, to })).toMatchObject({
        kind: 'draft',
        sentence: expect.stringContaining('nobody was asked'),
      });
    };
    await refuses(page(), (await page().fills((await page().begins()).draft, { department: 'computer-science' })).draft);
    await makesRequest(world, preparer);
    await preparer.presses('Edit');
    await refuses(page(), requestIn(world).id);
    await world.person(colleague.id);
    // The newest draft is the one just begun.
    world.clock.pass({ minutes: 1 });
    const view = await complete();
    await page().namesSponsor(view.draft, { revision: view.revision, to: colleague.id });
    await world.work(60);
    await refuses(world.tab({ id: colleague.id }), view.draft);
    // Whoever has it already is not asked anew, and nobody else in their place.
    expect(await problemOf(page().findsSponsor(view.draft, 'xavier iq'))).toMatchObject({ status: 409 });
    expect(await page().namesSponsor(view.draft, { revision: view.revision, to: headId })).toMatchObject({ kind: 'waiting' });
    expect(await areAsked()).toEqual([colleague.id]);
  });

  it('should ask nobody about a draft that another device has changed meanwhile, and show it as it is', async () => {
    const view = await complete();
    await preparer.presses('Edit visitor');
    await preparer.presses('Next', { firstName: 'Odile' });
    const named = await page().namesSponsor(view.draft, { revision: view.revision, to: colleague.id });
    expect(named).toMatchObject({ kind: 'draft', sentence: expect.stringContaining('so nobody was asked') });
    expect([viewIn(named).visitor, await areAsked()]).toEqual(['Odile Grace Fairweather', []]);
  });

  it('should ask one of two who are named at once', async () => {
    await world.person(colleague.id);
    await world.somebody('head');
    const { draft, revision } = await complete();
    const answers = await Promise.all([colleague.id, headId].map((to) => page().namesSponsor(draft, { revision, to })));
    expect(answers.map(({ kind }) => kind)).toEqual(['waiting', 'waiting']);
    expect(new Set(answers.map((one) => (one.kind === 'waiting' ? one.sentence : ''))).size).toBe(1);
    expect(await areAsked()).toHaveLength(1);
  });
});

describe('whom it can be', () => {
  it.each([
    ['nobody', 'nobody@bantshire.example', nobodyId, 'No member of staff has this address'],
    ['a student', 'jurgen.hakansson@bantshire.example', undefined, 'No member of staff has this address'],
    ['a closed account', 'philomena.thackeray-njoroge@bantshire.example', undefined, 'No member of staff has this address'],
    ['oneself', 'marisol.okafor@bantshire.example', sponsorId, 'To be the sponsor yourself'],
  ])('should not be %s: said beside the field, and refused however it is sent', async (_who, mail, id, sentence) => {
    const { draft, revision } = await complete();
    const refused = { status: 422, code: 'refused', field: 'text', title: expect.stringContaining(sentence) };
    expect(await problemOf(page().findsSponsor(draft, mail))).toMatchObject(refused);
    const to = id ?? (await world.stores.people.byMail(mail))?.id ?? '';
    expect(await problemOf(page().namesSponsor(draft, { revision, to }))).toMatchObject(refused);
    expect((await draftOf(world, preparer)).confirmation).toBeUndefined();
  });

  it('should be found among members of staff alone, and never oneself', async () => {
    const { draft } = await complete();
    for (const text of ['jurgen', 'marisol', 'philomena', 'zzz'])
      expect([text, await page().findsSponsor(draft, text)]).toEqual([text, { people: [], sentence: expect.stringContaining('Nobody') }]);
    expect((await page().findsSponsor(draft, ` ${colleague.mail.toUpperCase()} `)).people).toMatchObject([colleague]);
  });

  it('should not be somebody whose drafts are full, who would never see it', async () => {
    const { draft, revision } = await complete();
    const own = await draftOf(world, preparer);
    for (let place = 10; place < 60; place += 1) await drafts().save({ ...own, sponsor: colleague.id, id: `VR-000000${place}` });
    expect(await problemOf(page().namesSponsor(draft, { revision, to: colleague.id }))).toMatchObject({
      status: 422,
      title: expect.stringContaining('cannot take another draft'),
    });
  });
});

describe('who can ask, and how often', () => {
  it('should be members of staff alone', async () => {
    const { draft, revision } = await complete();
    const person = world.stores.people.person.bind(world.stores.people);
    world.stores.people.person = async (id) => {
      const known = await person(id);
      return known && id === sponsorId ? { ...known, isStaff: false } : known;
    };
    expect(await problemOf(page().findsSponsor(draft, 'xavier iq'))).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await problemOf(page().namesSponsor(draft, { revision, to: colleague.id }))).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await areAsked()).toEqual([]);
  });

  it('should be for ten drafts at a time, and no more', async () => {
    const { draft, revision } = await complete();
    await awayWith(10, await draftOf(world, preparer));
    const tooMany = { status: 422, field: 'text', title: expect.stringContaining('You have 10 requests waiting for colleagues') };
    expect(await problemOf(page().findsSponsor(draft, 'xavier iq'))).toMatchObject(tooMany);
    expect(await problemOf(page().namesSponsor(draft, { revision, to: colleague.id }))).toMatchObject(tooMany);
    await drafts().delete(sponsorId, 'VR-00000009');
    expect((await page().findsSponsor(draft, 'xavier iq')).people).toHaveLength(1);
    expect(await page().namesSponsor(draft, { revision, to: colleague.id })).toMatchObject({ kind: 'waiting' });
  });

  it('should say so and ask nobody while the directory is out of reach', async () => {
    const { draft, revision } = await complete();
    const { people } = world.stores;
    const person = people.person.bind(people);
    people.search = () => Promise.reject(new Error('out of reach'));
    people.person = (id) => (id === colleague.id ? Promise.reject(new Error('out of reach')) : person(id));
    const away = { status: 503, code: 'directory-away', title: expect.stringContaining('so nobody was asked') };
    expect(await problemOf(page().findsSponsor(draft, 'xavier iq'))).toMatchObject(away);
    expect(await problemOf(page().namesSponsor(draft, { revision, to: colleague.id }))).toMatchObject(away);
    expect((await draftOf(world, preparer)).confirmation).toBeUndefined();
  });
});
