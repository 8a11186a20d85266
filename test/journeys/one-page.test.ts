import { lastName } from '../../bot/domain/form/questions/last-name';
import type { Draft } from '../../bot/domain/request/records';
import { viewOf } from '../../bot/domain/request/views';
import { sentences } from '../../bot/domain/words/words';
import { picture } from '../fakes/hostile-files';
import { InMemoryDraftStore } from '../fakes/in-memory-draft-store';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import { fieldsIn, problemOf, type TabPerson, viewIn } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { draftOf, eventsOf, fillsIn, linkOn, makesRequest, requestIn, requestsIn, restarted, seenBy, textOf } from './steps';

/** Writes over whatever is there: what the table would do without If-Match. */
class StoreWithoutTags extends InMemoryDraftStore {
  override async save(draft: Draft): Promise<'saved' | 'lost'> {
    for (;;) if ((await super.save(draft, (await this.read(draft.sponsor, draft.id))?.etag)) === 'saved') return 'saved';
  }
}

/** Lets the next saves look at their tags only once so many stand there, each having read the same draft. */
function meet(store: InMemoryDraftStore, count: number): void {
  const open: (() => void)[] = [];
  store.beforeCommit = async () => {
    if (open.length >= count) return;
    const opened = new Promise<void>((resolve) => open.push(resolve));
    if (open.length === count) for (const one of open) one();
    await opened;
  };
}

const worlds: World[] = [];
let world: World;
let sponsor: TeamsPerson;
let page: TabPerson;
beforeEach(async () => {
  world = await startWorld();
  worlds.push(world);
  sponsor = await world.somebody('sponsor');
  page = world.tab(sponsor);
});
afterEach(async () => {
  for (const one of worlds.splice(0)) await one.stop();
});

const all = {
  department: 'computer-science',
  reason: 'visiting-professor',
  firstName: 'Ottoline',
  lastName: 'Fairweather',
  validFrom: '2027-02-01',
  validTo: '2027-06-30',
  itAccess: 'staff-like',
  idCard: 'no',
};

/** A draft with all of this answered on the page, the school first. */
async function filled(texts: Record<string, string> = {}) {
  const { draft } = await page.begins();
  const { department, ...others } = { ...all, ...texts };
  await page.fills(draft, { department });
  return await page.fills(draft, others);
}

async function sendsPhoto(upload: string): Promise<number> {
  const body = new Uint8Array(await picture(900, 1200));
  const headers = { 'x-upload': upload, 'content-type': 'image/jpeg', 'content-length': String(body.byteLength) };
  return (await world.product.fetch(new Request('https://alms.bantshire.example/photo/file', { method: 'POST', headers, body }))).status;
}

describe('the form on one page', () => {
  it('should ask the school first and alone, then everything, and reveal what an answer asks for', async () => {
    const begun = await page.begins();
    expect([...fieldsIn(begun).keys()]).toEqual(['department']);
    expect(fieldsIn(await page.fills(begun.draft, { department: 'computer-science' })).size).toBeGreaterThan(10);
    const asContractor = await page.fills(begun.draft, { reason: 'contractor-consultant' });
    expect(fieldsIn(asContractor).get('employer')?.problem).toBe('Please give the organisation that employs the visitor.');
    expect(fieldsIn(await page.fills(begun.draft, { reason: 'visiting-professor' })).has('employer')).toBe(false);
    expect(fieldsIn(asContractor).has('photo')).toBe(true);
    expect(fieldsIn(await page.fills(begun.draft, { idCard: 'no' })).has('photo')).toBe(false);
  });

  it('should ask for the school alone, though it is filled in, until it is confirmed or another one chosen', async () => {
    const [own] = sampleDepartments;
    const people = samplePeople.map((one) => (one.id === sponsor.id ? { ...one, department: own?.name ?? '' } : one));
    world = await startWorld({ people });
    worlds.push(world);
    page = world.tab(sponsor);
    const view = await page.begins();
    expect([...fieldsIn(view).values()].map(({ field, value }) => [field, value])).toEqual([['department', own?.id]]);
    expect(view.outcome).toContain('select Continue');
    const confirmed = await page.fills(view.draft, { department: own?.id ?? '' });
    expect(fieldsIn(confirmed).size).toBeGreaterThan(10);
    expect((await page.begins()).draft).not.toBe(view.draft);
  });

  it('should fill in Valid from once, move it with the school while it was only proposed, and leave it blank once it is cleared', async () => {
    const { draft } = await page.begins();
    const start = async (texts: Record<string, string>) => fieldsIn(await page.fills(draft, texts)).get('validFrom')?.value;
    // The day after this story's Monday.
    expect(await start({ department: 'computer-science' })).toBe('2027-01-19');
    // It has a date of its own.
    expect([await start({ department: 'summer-school' }), await start({ department: 'computer-science' })]).toEqual([
      '2027-06-14',
      '2027-01-19',
    ]);
    expect([await start({ validFrom: '' }), await start({ firstName: 'Ada' })]).toEqual(['', '']);
  });

  it('should fill in Valid from for a draft begun on a card, and leave that of a request blank', async () => {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    const { id } = await draftOf(world, sponsor);
    expect(fieldsIn(viewIn(await page.opensDraft(id))).get('validFrom')?.value).toBe('2027-01-19');
    expect(fieldsIn(await page.fills(id, { validFrom: '' })).get('validFrom')?.value).toBe('');
  });

  it('should offer last days that the reason allows', async () => {
    const view = await filled({ reason: 'contractor-consultant', employer: 'Fenwick Instruments Ltd' });
    const { input } = fieldsIn(view).get('validTo') ?? {};
    expect(input).toMatchObject({ kind: 'date', suggestions: expect.arrayContaining([{ title: '3 months', date: '2027-04-30' }]) });
  });

  it('should make one request, however often it is sent, that says where it was made', async () => {
    const head = await world.somebody('head');
    const view = await filled();
    expect(view.missing).toEqual([]);
    const answers = await Promise.all([page.sends(view), page.sends(view)]);
    const again = await page.sends(view);
    expect([...answers, again]).toEqual(Array(3).fill({ kind: 'request', request: view.draft }));
    expect(requestIn(world)).toMatchObject({ id: view.draft, status: 'pending', answers: { lastName: 'Fairweather' } });
    expect((await world.stores.requests.readAll(view.draft))?.events.map(({ verb, channel }) => [verb, channel])).toEqual([
      ['request', 'tab'],
    ]);
    await world.work();
    expect(seenBy(head)).toContain('Ottoline Fairweather');
    expect((await page.drafts()).drafts).toEqual([]);
    expect(await page.opensDraft(view.draft)).toEqual({ kind: 'request', request: view.draft });
  });

  it('should say what is missing beside its field and at the end, and send nothing until then', async () => {
    const view = await filled({ lastName: '', personalEmail: 'not an address', validTo: '2027-01-10', validFrom: '2027-01-05' });
    const fields = fieldsIn(view);
    expect(fields.get('personalEmail')).toMatchObject({ value: 'not an address', problem: expect.stringContaining('email address') });
    expect(fields.get('validTo')?.problem).toBe('Valid to has already passed. Please enter a later date.');
    expect(view.missing.map(({ field }) => field).sort()).toEqual(['lastName', 'personalEmail', 'validTo']);
    expect(await page.sends(view)).toMatchObject({ kind: 'draft', sentence: 'Something is still missing, so nothing was sent.' });
    expect(requestsIn(world).all()).toEqual([]);
  });

  it('should not ask for nothing', async () => {
    const view = await filled({ itAccess: 'none' });
    expect(view.missing.map(({ field }) => field)).toEqual(['itAccess']);
    expect(await page.sends(view)).toMatchObject({ kind: 'draft' });
    expect(requestsIn(world).all()).toEqual([]);
  });

  it('should warn where the answer is given, and not keep anybody from sending', async () => {
    const view = await filled();
    expect(fieldsIn(view).get('personalEmail')?.warnings).toEqual([expect.stringContaining('not given a personal email')]);
    expect(fieldsIn(view).get('department')?.warnings).toEqual([]);
    expect(view.missing).toEqual([]);
  });

  it('should take a photo by a link of its own, once, and never into a draft that needs none', async () => {
    const view = await filled({ idCard: 'yes' });
    expect(view.missing.map(({ field }) => field)).toEqual(['photo']);
    const upload = await page.photoLink(view.draft);
    expect([await sendsPhoto(upload), await sendsPhoto(upload)]).toEqual([200, 410]);
    const after = viewIn(await page.opensDraft(view.draft));
    expect(fieldsIn(after).get('photo')?.input).toMatchObject({ isThere: true, thumbnail: expect.stringMatching(/^data:image\/jpeg/) });
    // The page has not seen the photo: what it would send is not what it showed.
    expect(await page.sends(view)).toMatchObject({ kind: 'draft', sentence: expect.stringContaining('has changed since') });
    expect(await page.sends(after)).toMatchObject({ kind: 'request' });
    const none = await filled();
    expect(await problemOf(page.photoLink(none.draft))).toMatchObject({ status: 422 });
  });

  it('should tell of the same visitor elsewhere, as the cards do', async () => {
    await makesRequest(world, sponsor);
    await world.work();
    expect((await world.stores.views.list(viewOf.sponsor(sponsor.id), 5)).rows).toHaveLength(1);
    const view = await filled();
    const { found } = await page.duplicates(view.draft);
    expect(found).toEqual([{ sentence: expect.stringContaining('Ottoline Fairweather: your request'), request: requestIn(world).id }]);
    const other = await filled({ firstName: 'Ines', lastName: 'Vale' });
    expect((await page.duplicates(other.draft)).found).toEqual([]);
  });

  it('should be for members of staff only, and for as many drafts as there may be', async () => {
    const outsider = samplePeople.find(({ isStaff, isEnabled }) => !isStaff && isEnabled);
    expect(await problemOf(world.tab({ id: outsider?.id ?? '' }).begins())).toMatchObject({ status: 403 });
    for (let count = 0; count < 50; count += 1)
      await page.fills((await page.begins()).draft, { department: 'computer-science', reason: 'visiting-professor' });
    expect(await problemOf(page.begins())).toMatchObject({ status: 422, title: expect.stringContaining('You have 50 drafts') });
  });
});

describe('a draft between the chat and the page', () => {
  it('should go on on the page and back on the card', async () => {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    const [row] = (await page.drafts()).drafts;
    expect(row).toMatchObject({ title: 'No name yet', school: 'School of Computer Science', next: 'Next: Reason' });
    const { department: _chosen, ...others } = all;
    await page.fills(row?.draft ?? '', others);
    expect((await page.drafts()).drafts).toMatchObject([{ title: 'Ottoline Fairweather', next: 'Ready to send' }]);
    await sponsor.says('new visitor');
    await sponsor.presses('Continue');
    expect(seenBy(sponsor)).toContain('Ottoline');
    await sponsor.presses('Make request');
    expect(requestIn(world).answers).toMatchObject(JSON.parse(JSON.stringify({ ...all, idCard: false })));
    expect(await page.opensDraft(row?.draft ?? '')).toEqual({ kind: 'request', request: row?.draft });
  });

  it('should go on in the chat, where a card of it comes once and stays its own, also where it was begun on the page', async () => {
    const { draft } = await filled({ itAccess: '' });
    const before = sponsor.cards().length;
    await Promise.all([page.continues(draft), page.continues(draft)]);
    await world.work(60);
    expect(sponsor.cards()).toHaveLength(before + 1);
    // It goes on with what is missing.
    await sponsor.presses('Next', { itAccess: 'staff-like' });
    expect(sponsor.buttons()).toContain('Make request');
    const { activity } = sponsor.lastCard();
    await sponsor.says('my visitors');
    await page.continues(draft);
    await world.work(60);
    // The card is where the person is, and the one before leads there.
    expect(textOf(sponsor.cards().find((one) => one.activity === activity)?.card ?? {})).toBe(sentences.draftOnTop);
    expect(sponsor.cards().at(-1)?.activity).not.toBe(activity);
    // The bot, or the chat as the Playground opens it, is new to them: the draft comes after the greeting.
    await sponsor.installs();
    await world.work(60);
    expect(seenBy(sponsor)).toContain('Ottoline');
    await page.namesSponsor(draft, { revision: viewIn(await page.opensDraft(draft)).revision, to: (await world.somebody('head')).id });
    await world.work(60);
    expect(seenBy(sponsor)).toContain('You asked');
  });

  it('should say on the card what is wrong with what was given on the page, and not call missing what was not asked yet', async () => {
    const { draft } = await filled({ itAccess: 'none', lastName: '' });
    await sponsor.says('new visitor');
    await sponsor.presses('Continue');
    const { mandatory } = lastName;
    expect([seenBy(sponsor).includes('Last name'), seenBy(sponsor).includes(mandatory ? mandatory.missing : '')]).toEqual([true, false]);
    await sponsor.presses('Next', { lastName: 'Fairweather' });
    expect((await draftOf(world, sponsor)).id).toBe(draft);
    expect(seenBy(sponsor)).toContain('You have chosen no IT access and no ID card');
  });

  it('should turn its card into the request’s once it is sent from the page', async () => {
    await fillsIn(world, sponsor);
    const view = viewIn(await page.opensDraft((await draftOf(world, sponsor)).id));
    await page.sends(view);
    await world.work();
    expect(seenBy(sponsor)).toContain(view.draft);
    expect(sponsor.buttons()).toContain('Withdraw');
  });

  it('should resubmit a returned request, with its question in sight', async () => {
    await makesRequest(world, sponsor);
    const { id } = requestIn(world);
    await world.tab(await world.somebody('head')).does('return', id, { words: 'Which building?' });
    await world.work();
    await sponsor.presses('Edit and resubmit');
    const before = viewIn(await page.opensDraft(id));
    expect(before).toMatchObject({ heading: 'Edit and resubmit', notes: [{ text: 'Which building?' }] });
    expect(before).toMatchObject({ outcome: expect.stringContaining('Nothing has been changed yet.') });
    expect(before.send).toBeUndefined();
    const view = await page.fills(id, { preferredName: 'Otti' });
    expect(view.send).toBe('Resubmit');
    expect(await page.sends(view)).toEqual({ kind: 'request', request: id });
    expect(await eventsOf(world)).toEqual(['request', 'return', 'resubmit']);
    expect(await page.sends(view)).toEqual({ kind: 'request', request: id });
    expect(requestIn(world)).toMatchObject({ status: 'pending', answers: { preferredName: 'Otti' } });
  });

  it('should edit a request that waits, and say so where nothing was done', async () => {
    await makesRequest(world, sponsor);
    const { id } = requestIn(world);
    await sponsor.presses('Edit');
    const before = viewIn(await page.opensDraft(id));
    expect(before).toMatchObject({ heading: 'Edit the request', notes: [] });
    expect(await page.sends(before)).toMatchObject({ kind: 'draft', sentence: expect.stringContaining('You have not changed anything') });
    const view = await page.fills(id, { preferredName: 'Otti' });
    await world.tab(await world.somebody('admin')).does('correct', id, { field: 'lastName', value: 'Fairweathers' });
    // Corrected meanwhile: what was typed is kept, and nothing sent.
    expect(await page.sends(view)).toMatchObject({ kind: 'draft', sentence: expect.stringContaining('Your changes are kept') });
    expect(requestIn(world).answers.preferredName).toBeUndefined();
    await sponsor.says(id);
    await sponsor.presses('Edit');
    const merged = viewIn(await page.opensDraft(id));
    expect([fieldsIn(merged).get('preferredName')?.value, fieldsIn(merged).get('lastName')?.value]).toEqual(['Otti', expect.any(String)]);
    expect(await page.sends(merged)).toEqual({ kind: 'request', request: id });
    expect(requestIn(world).answers.preferredName).toBe('Otti');
  });

  it('should be there after a restart, as it was typed', async () => {
    const { draft } = await filled({ lastName: '', firstName: '  Ada   Mary ' });
    const next = await restarted(world);
    worlds.push(next);
    const view = viewIn(await next.tab(sponsor).opensDraft(draft));
    expect(fieldsIn(view).get('firstName')?.value).toBe('Ada Mary');
    expect(await problemOf(next.tab(sponsor).photoLink('VR-00000001'))).toMatchObject({ status: 403 });
  });
});

describe('the form on one page as a dialog over the chat', () => {
  const onPage = 'Fill in on one page';
  const placeIn = (url = '') => new URL(url).searchParams.get('place');

  it('should open the same draft with what was typed on the card, and leave the card as the page left the draft', async () => {
    await sponsor.says('new visitor');
    expect(sponsor.buttons()).toEqual(expect.arrayContaining(['Next', onPage]));
    const opened = await sponsor.opens(onPage, { data: { department: 'computer-science' } });
    const { id, answers } = await draftOf(world, sponsor);
    expect([placeIn(opened.url), answers.department]).toEqual([`draft/${id}`, 'computer-science']);
    expect(new URL(opened.url ?? '').pathname).toBe('/tab');
    expect(opened.fallbackUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);
    await page.fills(id, { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
    await sponsor.closesDialog({ draft: id });
    await world.work();
    expect(seenBy(sponsor)).toContain('Step 4 of 4');
  });

  it('should keep what was emptied on the card empty', async () => {
    await fillsIn(world, sponsor);
    await sponsor.presses('Edit visit');
    const { personalEmail: _emptied, ...inputs } = sponsor.inputs();
    await sponsor.opens(onPage, { data: inputs });
    expect((await draftOf(world, sponsor)).answers).not.toHaveProperty('personalEmail');
  });

  it('should turn the card into the request’s when it is made there', async () => {
    await fillsIn(world, sponsor);
    await sponsor.opens(onPage);
    const { id } = await draftOf(world, sponsor);
    await page.sends(viewIn(await page.opensDraft(id)));
    await sponsor.closesDialog({ draft: id });
    await world.work();
    expect(sponsor.buttons()).toContain('Withdraw');
    expect(requestsIn(world).all()).toHaveLength(1);
  });

  it('should say in the dialog’s place that the draft is gone, and take nothing that is no draft', async () => {
    await sponsor.says('new visitor');
    const card = sponsor.lastCard();
    const { id } = await draftOf(world, sponsor);
    await page.calls('POST', `/drafts/${id}/discard`, {});
    expect(await sponsor.opens(onPage, { seen: card })).toMatchObject({ text: expect.stringContaining('This draft is no longer here') });
    await sponsor.closesDialog({ draft: 'nonsense' });
    await sponsor.closesDialog({ draft: id });
    await world.work();
  });

  it('should be a link beside the way on where a client has no dialogs', async () => {
    world = await startWorld({ hasDialogs: false, callers: 'none' });
    worlds.push(world);
    sponsor = await world.somebody('sponsor');
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    await sponsor.presses(onPage, { firstName: 'Ada' });
    expect(linkOn(sponsor.lastCard().card)).toMatch(/^https:\/\/teams\.microsoft\.com\//);
    expect((await draftOf(world, sponsor)).answers.firstName).toBe('Ada');
    await sponsor.presses('Continue here');
    expect(sponsor.inputs()).toMatchObject({ firstName: 'Ada' });
  });

  it('should not be offered where there is no tab', async () => {
    world = await startWorld({ tab: 'off' });
    worlds.push(world);
    sponsor = await world.somebody('sponsor');
    await sponsor.says('new visitor');
    expect(sponsor.buttons()).not.toContain(onPage);
  });
});

describe('two devices on one draft', () => {
  it('should keep what the other one saved in the same field, and say so', async () => {
    const { draft } = await filled();
    await page.fills(draft, { firstName: 'Theirs' });
    const mine = await page.savesFields(draft, { firstName: { was: ['Ottoline'], is: 'Mine' }, preferredName: { was: [''], is: 'Otti' } });
    expect(mine).toMatchObject({ kind: 'draft', savedElsewhere: { firstName: 'Theirs' } });
    // The field that only this one has changed is saved all the same.
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ firstName: 'Theirs', preferredName: 'Otti' });
    expect(await page.savesFields(draft, { firstName: { was: ['Theirs'], is: 'Mine' } })).not.toHaveProperty('savedElsewhere');
    expect((await draftOf(world, sponsor)).answers.firstName).toBe('Mine');
  });

  it('should not take a page’s own save, whose answer was lost, for another device’s', async () => {
    const { draft } = await filled();
    await page.savesFields(draft, { firstName: { was: ['Ottoline'], is: 'Ada' } });
    const answer = await page.savesFields(draft, { firstName: { was: ['Ottoline', 'Ada'], is: 'Adaline' } });
    expect(answer).not.toHaveProperty('savedElsewhere');
    expect((await draftOf(world, sponsor)).answers.firstName).toBe('Adaline');
  });

  it('should tell a card that the page changed its step', async () => {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    await page.fills((await draftOf(world, sponsor)).id, { reason: 'visiting-professor' });
    await sponsor.presses('Next', { reason: 'contractor-consultant' });
    expect(seenBy(sponsor)).toContain('This has been changed on another device.');
    expect((await draftOf(world, sponsor)).answers.reason).toBe('visiting-professor');
  });

  it('should save both when they write at the very same moment', async () => {
    const { draft } = await filled();
    meet(world.stores.drafts as InMemoryDraftStore, 3);
    await Promise.all([
      page.fills(draft, { title: 'Dr' }),
      page.fills(draft, { middleNames: 'Grace' }),
      page.fills(draft, { telephone: '0131 1' }),
    ]);
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ title: 'Dr', middleNames: 'Grace', telephone: '0131 1' });
  });

  it('should lose one of them in a store without tags: the negative control', async () => {
    const drafts = new StoreWithoutTags();
    world = await startWorld({ stores: { drafts } });
    worlds.push(world);
    page = world.tab(sponsor);
    const { draft } = await filled();
    meet(drafts, 2);
    await Promise.all([page.fills(draft, { title: 'Dr' }), page.fills(draft, { middleNames: 'Grace' })]);
    const { title, middleNames } = (await draftOf(world, sponsor)).answers;
    expect([title, middleNames].filter(Boolean)).toHaveLength(1);
  });
});

describe('a draft of somebody else', () => {
  it('should answer every operation as one that is not there', async () => {
    const view = await filled({ idCard: 'yes' });
    const head = (await world.somebody('head')).id;
    const stranger = world.tab(await world.somebody('stranger'));
    const admin = world.tab(await world.somebody('admin'));
    const before = JSON.stringify(await world.stores.drafts.read(sponsor.id, view.draft));
    const calls: [string, string, unknown?][] = [
      ['GET', ''],
      ['GET', '/duplicates'],
      ['POST', '/save', { fields: { firstName: { was: ['Ottoline'], is: 'Mallory' } } }],
      ['POST', '/send', { revision: view.revision, round: 0 }],
      ['POST', '/discard', {}],
      ['POST', '/find-sponsor', { text: 'Xavier' }],
      ['POST', '/name-sponsor', { revision: view.revision, to: head }],
      ['POST', '/take-back', {}],
      ['POST', '/continue', {}],
      ['POST', '/decline', {}],
      ['POST', '/photo-link', {}],
    ];
    for (const [method, path, body] of calls) {
      const answers = [stranger, admin].flatMap((person) =>
        [view.draft, 'VR-00000001', 'nonsense'].map((id) => person.calls(method, `/drafts/${id}${path}`, body)),
      );
      const texts = await Promise.all((await Promise.all(answers)).map(async (one) => `${one.status} ${await one.text()}`));
      expect([path, new Set(texts).size, texts[0]?.slice(0, 3)]).toEqual([path, 1, '403']);
    }
    expect((await stranger.drafts()).drafts).toEqual([]);
    expect(JSON.stringify(await world.stores.drafts.read(sponsor.id, view.draft))).toBe(before);
    // Nor once it is a request.
    await page.sends(await page.fills(view.draft, { idCard: 'no' }));
    expect((await stranger.calls('GET', `/drafts/${view.draft}`)).status).toBe(403);
    expect((await page.calls('GET', `/drafts/${view.draft}`)).status).toBe(200);
  });
});

describe('the list of drafts', () => {
  it('should leave out what was opened and left, and open that again', async () => {
    const { draft } = await page.begins();
    expect((await page.begins()).draft).toBe(draft);
    expect((await page.drafts()).drafts).toEqual([]);
    await page.fills(draft, { department: 'computer-science' });
    expect((await page.drafts()).drafts).toHaveLength(1);
    expect((await page.begins()).draft).not.toBe(draft);
  });

  it('should not open a draft like another request as if nothing were in it', async () => {
    await makesRequest(world, sponsor);
    await sponsor.presses('Request another like this');
    expect((await page.drafts()).drafts).toHaveLength(1);
    expect((await page.begins()).draft).not.toBe((await page.drafts()).drafts[0]?.draft);
  });

  it('should discard one for good, and its photo', async () => {
    const view = await filled({ idCard: 'yes' });
    await sendsPhoto(await page.photoLink(view.draft));
    const blob = (await draftOf(world, sponsor)).answers.photo?.blob ?? '';
    expect((await page.calls('POST', `/drafts/${view.draft}/discard`, {})).status).toBe(204);
    await world.work(3_600);
    expect(await world.stores.photos.get(blob)).toBeUndefined();
    expect((await page.drafts()).drafts).toEqual([]);
    expect(textOf(sponsor.lastCard().card)).not.toContain('Fairweather');
  });
});
