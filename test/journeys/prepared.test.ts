import type { Draft } from '../../bot/domain/request/records';
import type { MailChannel } from '../../bot/ports/mail';
import { FakeMailer } from '../fakes/fake-mailer';
import { picture } from '../fakes/hostile-files';
import { InMemoryDraftStore } from '../fakes/in-memory-draft-store';
import type { InMemoryPhotos } from '../fakes/in-memory-photos';
import { StoreThatDeletesAnything } from '../fakes/store-that-deletes-anything';
import { problemOf, viewIn } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { deputyId, headId, sponsorId, strangerId } from '../make';
import { draftOf, fillsIn, forges, photoLink, requestIn, requestsIn, seenBy, textOf, uploads } from './steps';

/** Staff of another department. */
const colleagueId = '3648245e-dafa-4a38-bf00-6745f3194a3b';
const colleagueMail = 'xavier.iqbal@bantshire.example';
const studentMail = 'jurgen.hakansson@bantshire.example';
const closedMail = 'philomena.thackeray-njoroge@bantshire.example';
const ask = 'Ask a colleague';

let world: World;
let preparer: TeamsPerson;
let colleague: TeamsPerson;
const drafts = () => world.stores.drafts as InMemoryDraftStore;

async function begins(store = new InMemoryDraftStore(), mail?: MailChannel): Promise<void> {
  world = await startWorld({ stores: { drafts: store }, ...(mail && { mail }) });
  preparer = await world.somebody('sponsor');
  colleague = await world.person(colleagueId);
}
beforeEach(async () => await begins());
afterEach(async () => await world.stop());

async function names(mail = colleagueMail, by = preparer): Promise<void> {
  await by.presses(ask);
  await by.presses('Continue', { mail });
  await by.presses('Ask them');
}

/** A draft with a photo, with the colleague. */
async function isWithColleague(): Promise<void> {
  await fillsIn(world, preparer, { access: { itAccess: 'none', idCard: 'yes' } });
  await names();
  await world.work();
}

const linesOf = (person: TeamsPerson) => person.cards().map(({ card }) => textOf(card));
const idOf = async () => (await draftOf(world, preparer)).id;

describe('a request prepared for a colleague', () => {
  it('should show whose address it is, ask once, and make whoever confirms its sponsor', async () => {
    await fillsIn(world, preparer, { access: { itAccess: 'none', idCard: 'yes' } });
    await preparer.presses(ask);
    await preparer.presses('Continue', { mail: ` ${colleagueMail.toUpperCase()} ` });
    expect(seenBy(preparer)).toContain('Xavier Iqbal, xavier.iqbal@bantshire.example');
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
    const before = colleague.cards().length;
    await preparer.presses('Ask them');
    await world.work(60);
    expect(seenBy(preparer)).toContain('You asked Xavier Iqbal on Mon 18 Jan 2027');
    expect(seenBy(preparer)).toContain('to confirm the request for Ottoline Grace Fairweather as its sponsor.');

    expect(colleague.cards()).toHaveLength(before + 1);
    expect(colleague.lastCard().summary).toMatch(/: Marisol Okafor asks you to be the sponsor$/);
    expect(seenBy(colleague)).toContain('Marisol Okafor prepared this request');
    expect(colleague.buttons()).toEqual(expect.arrayContaining(['Confirm as sponsor', 'Edit visitor', 'Decline', 'Replace the photo']));
    expect(colleague.buttons()).not.toContain('Discard');

    await colleague.presses('Confirm as sponsor');
    await world.work(60);
    expect(requestIn(world)).toMatchObject({
      sponsor: colleagueId,
      involved: [colleagueId, sponsorId],
      preparedBy: sponsorId,
      status: 'pending',
    });
    const opened = await world.tab(colleague).opens(requestIn(world).id);
    expect(opened.timeline.at(-1)).toMatchObject({
      title: 'Confirmed as sponsor and requested; prepared by Marisol Okafor',
      by: 'Xavier Iqbal',
    });
    expect(await (world.stores.photos as InMemoryPhotos).get(requestIn(world).answers.photo?.blob ?? '')).toBeDefined();
    const told = linesOf(preparer).filter((text) => text.includes('Xavier Iqbal has confirmed the visitor request that you prepared'));
    expect(told).toHaveLength(1);
    expect(linesOf(preparer).join()).not.toContain('They have not answered yet');
    expect([await drafts().list(sponsorId, 9), await drafts().list(colleagueId, 9)]).toEqual([[], []]);
    await world.work(3600);
    expect(await (world.stores.photos as InMemoryPhotos).get(requestIn(world).answers.photo?.blob ?? '')).toBeDefined();
  });

  it('should never be decided by whoever prepared it, the head included', async () => {
    const head = await world.somebody('head');
    const deputy = await world.somebody('deputy');
    await fillsIn(world, head);
    await names(colleagueMail, head);
    await world.work();
    await colleague.presses('Confirm as sponsor');
    await world.work(60);
    expect(deputy.buttons()).toContain('Approve');
    expect(requestIn(world).involved).toEqual([colleagueId, headId]);
    const { text } = await forges(world, head, 'approve', { request: requestIn(world).id, revision: 1 });
    expect(text).toContain('You made or changed this request, so someone else has to decide it');
    expect(requestIn(world).status).toBe('pending');
    await deputy.presses('Approve');
    expect(requestIn(world).status).toBe('approved');
    expect(requestIn(world).decision?.by).toBe(deputyId);
  });

  it('should go back with what the colleague changed when they decline, and say so in one line', async () => {
    await isWithColleague();
    await colleague.presses('Edit visitor');
    await colleague.presses('Next', { reason: 'visiting-professor', firstName: 'Ottilie', lastName: 'Fairweather' });
    const old = (await draftOf(world, colleague)).answers.photo?.blob;
    await uploads(world, await photoLink(colleague), await picture(1000, 1300));
    await world.work();
    const seen = (await draftOf(world, colleague)).answers.photo?.blob;
    expect(seen).not.toBe(old);
    await colleague.presses('Decline');
    expect(seenBy(colleague)).toContain('You declined. The draft is back with Marisol Okafor');
    await world.work(3600);
    expect(linesOf(preparer).filter((text) => text.includes('Xavier Iqbal declined to sponsor'))).toHaveLength(1);
    expect(linesOf(preparer).join()).not.toContain('They have not answered yet');
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
    const back = await draftOf(world, preparer);
    expect(back.answers.firstName).toBe('Ottilie');
    expect(await (world.stores.photos as InMemoryPhotos).get(back.answers.photo?.blob ?? '')).toBeDefined();
    await preparer.presses('Continue');
    await preparer.presses('Make request');
    expect(requestIn(world)).toMatchObject({ sponsor: sponsorId, involved: [sponsorId, colleagueId] });
  });

  it('should come back when its preparer takes it back, and be gone for the colleague', async () => {
    await isWithColleague();
    const card = colleague.lastCard();
    await preparer.presses('Take the draft back');
    expect(preparer.buttons()).toContain('Make request');
    await world.work(60);
    await colleague.presses('Confirm as sponsor', {}, { seen: card });
    expect(seenBy(colleague)).toContain('a colleague has it back');
    expect(requestsIn(world).all()).toEqual([]);
    await names();
    await world.work(60);
    expect(colleague.buttons()).toContain('Confirm as sponsor');
  });

  it('should stand in the lists of both, and open from there', async () => {
    await isWithColleague();
    await preparer.says('my visitors');
    expect(seenBy(preparer)).toContain('With Xavier Iqbal, who has not confirmed yet');
    await colleague.says('my visitors');
    expect(seenBy(colleague)).toContain('To confirm: prepared by Marisol Okafor');
    await colleague.presses('Continue');
    expect(colleague.buttons()).toContain('Confirm as sponsor');
    await preparer.says('new visitor');
    expect(preparer.buttons()).not.toContain('Discard');
  });
});

describe('a prepared draft in the tab', () => {
  it('should stand in both lists with its state, and open as what each can do with it', async () => {
    await isWithColleague();
    const id = await idOf();
    const [mine, theirs] = [world.tab(preparer), world.tab(colleague)];
    expect((await mine.drafts()).drafts).toMatchObject([
      { draft: id, party: 'with-colleague', next: 'With Xavier Iqbal, who has not confirmed yet' },
    ]);
    expect((await theirs.drafts()).drafts).toMatchObject([
      { draft: id, party: 'to-confirm', next: 'To confirm: prepared by Marisol Okafor' },
    ]);
    expect(await mine.opensDraft(id)).toMatchObject({
      kind: 'waiting',
      visitor: 'Ottoline Grace Fairweather',
      sentence: expect.stringContaining('You asked Xavier Iqbal'),
    });
    expect(viewIn(await theirs.opensDraft(id))).toMatchObject({
      party: 'to-confirm',
      heading: 'Check and confirm as sponsor',
      send: 'Confirm as sponsor',
    });
  });

  it('should be declined by the colleague, and be back with its preparer, who is told', async () => {
    await isWithColleague();
    const id = await idOf();
    const theirs = world.tab(colleague);
    expect((await theirs.calls('POST', `/drafts/${id}/discard`, {})).status).toBe(422);
    expect((await theirs.calls('POST', `/drafts/${id}/decline`, {})).status).toBe(204);
    await world.work(60);
    expect((await theirs.drafts()).drafts).toEqual([]);
    expect((await world.tab(preparer).drafts()).drafts).toMatchObject([{ party: 'own' }]);
    expect(linesOf(preparer).filter((text) => text.includes('Xavier Iqbal declined to sponsor'))).toHaveLength(1);
    // Pressed once more.
    expect((await theirs.calls('POST', `/drafts/${id}/decline`, {})).status).toBe(403);
  });

  it('should be taken back by its preparer, and be gone for the colleague', async () => {
    await isWithColleague();
    const id = await idOf();
    const view = viewIn(await world.tab(preparer).takesBack(id));
    expect(view).toMatchObject({ party: 'own', missing: [] });
    expect((await world.tab(colleague).drafts()).drafts).toEqual([]);
    expect(viewIn(await world.tab(preparer).takesBack(id)).revision).toBe(view.revision);
  });

  it('should be discarded by its preparer, from the colleague too, with its photo', async () => {
    await isWithColleague();
    const [id, blob] = [await idOf(), (await draftOf(world, preparer)).answers.photo?.blob ?? ''];
    expect((await world.tab(preparer).calls('POST', `/drafts/${id}/discard`, {})).status).toBe(204);
    await world.work(3600);
    expect([...(await drafts().list(sponsorId, 9)), ...(await drafts().list(colleagueId, 9))]).toEqual([]);
    expect(await (world.stores.photos as InMemoryPhotos).get(blob)).toBeUndefined();
    await colleague.presses('Confirm as sponsor');
    expect(requestsIn(world).all()).toEqual([]);
  });

  it('should be the request for both, once it is confirmed, whatever its preparer presses', async () => {
    await isWithColleague();
    const id = await idOf();
    await colleague.presses('Confirm as sponsor');
    for (const what of ['take-back', 'discard'])
      expect(await (await world.tab(preparer).calls('POST', `/drafts/${id}/${what}`, {})).json()).toEqual({ kind: 'request', request: id });
    await world.work(60);
    expect(requestIn(world).sponsor).toBe(colleagueId);
  });

  it('should not be changed by its preparer meanwhile, who is told that what they type is not saved', async () => {
    await isWithColleague();
    const id = await idOf();
    const typed = world.tab(preparer).savesFields(id, { firstName: { was: ['Ottoline'], is: 'Otti' } });
    expect(await problemOf(typed)).toMatchObject({ status: 403, title: expect.stringContaining('what you entered was not saved') });
  });
});

describe('what is typed while a draft goes back', () => {
  it('should come along where it was saved in that very moment', async () => {
    await isWithColleague();
    await colleague.presses('Edit visitor');
    const card = colleague.lastCard();
    drafts().beforeDelete = async () => {
      delete drafts().beforeDelete;
      await colleague.presses('Next', { firstName: 'Odile' }, { seen: card });
    };
    await preparer.presses('Take the draft back');
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
    const back = await draftOf(world, preparer);
    expect(back.answers).toMatchObject({ firstName: 'Odile', lastName: 'Fairweather', photo: expect.anything() });
    expect([back.confirmation, back.changedBy]).toEqual([undefined, [colleagueId]]);
  });

  it('should be lost where the store deletes whatever is there: the negative control', async () => {
    await world.stop();
    await begins(new StoreThatDeletesAnything());
    await isWithColleague();
    await colleague.presses('Edit visitor');
    const card = colleague.lastCard();
    drafts().beforeDelete = async () => {
      delete drafts().beforeDelete;
      await colleague.presses('Next', { firstName: 'Odile' }, { seen: card });
    };
    await preparer.presses('Take the draft back');
    expect((await draftOf(world, preparer)).answers.firstName).toBe('Ottoline');
  });

  it('should stay on the card, with a sentence, where it came too late', async () => {
    await isWithColleague();
    await colleague.presses('Edit visitor');
    const card = colleague.lastCard();
    await preparer.presses('Take the draft back');
    const { card: drawn, text } = await colleague.presses('Next', { firstName: 'Odile' }, { seen: card });
    expect([drawn, text]).toEqual([undefined, expect.stringContaining('it is still on this card')]);
    expect((await draftOf(world, preparer)).answers.firstName).toBe('Ottoline');
  });

  it('should stay on the preparer’s other card while the colleague has it', async () => {
    await fillsIn(world, preparer);
    await preparer.presses('Edit visitor');
    const other = preparer.lastCard();
    await preparer.presses('Next');
    await names();
    const { text } = await preparer.presses('Next', { firstName: 'Odile' }, { seen: other });
    expect(text).toContain('This draft is with a colleague, so what you typed was not saved');
    // What stands there already is no loss.
    expect((await preparer.presses('Next', {}, { seen: other })).card).toBeDefined();
  });
});

describe('naming a sponsor', () => {
  it.each([
    ['nobody', 'nobody@bantshire.example', 'No member of staff has this address'],
    ['a student', studentMail, 'No member of staff has this address'],
    ['a closed account', closedMail, 'No member of staff has this address'],
    ['no address', 'xavier', 'No member of staff has this address'],
    ['a blank', ' ', 'Enter your colleague’s full work email address.'],
    ['oneself', 'marisol.okafor@bantshire.example', 'To be the sponsor yourself, select Cancel'],
  ])('should refuse %s beside the field, with what was typed', async (_who, mail, sentence) => {
    await fillsIn(world, preparer);
    await preparer.presses(ask);
    await preparer.presses('Continue', { mail });
    expect(seenBy(preparer)).toContain(sentence);
    expect(preparer.inputs()).toEqual({ mail });
    await preparer.presses('Cancel');
    expect(preparer.buttons()).toContain('Make request');
  });

  it('should be possible for ten drafts at a time, and no more', async () => {
    await fillsIn(world, preparer);
    const draft = await draftOf(world, preparer);
    const confirmation = { by: colleagueId, name: 'Xavier Iqbal', at: '2027-01-18T10:00:00Z' };
    const away = (place: number): Draft => ({ ...draft, id: `VR-0000000${place}`, confirmation });
    for (let place = 0; place < 9; place += 1) await drafts().save(away(place));
    await preparer.presses(ask);
    await preparer.presses('Continue', { mail: colleagueMail });
    const whose = preparer.lastCard();
    await drafts().save(away(9));
    await preparer.presses('Ask them', {}, { seen: whose });
    expect(seenBy(preparer)).toContain('You have 10 requests waiting for colleagues to confirm');
    expect((await drafts().read(sponsorId, draft.id))?.value.confirmation).toBeUndefined();
    await drafts().delete(sponsorId, 'VR-00000009');
    await preparer.presses('Continue', { mail: colleagueMail });
    await preparer.presses('Ask them');
    expect((await drafts().read(sponsorId, draft.id))?.value.confirmation?.by).toBe(colleagueId);
  });

  it('should ask nobody when the draft is not what the card showed', async () => {
    await fillsIn(world, preparer);
    const { id, revision } = await draftOf(world, preparer);
    await forges(world, preparer, 'name-sponsor', { draft: id, revision: revision - 1, to: colleagueId });
    await forges(world, preparer, 'name-sponsor', { draft: id, revision, to: 'a0000000-0000-4000-8000-000000000000' });
    await world.work(60);
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
  });
});

describe('forged presses', () => {
  it('should tell a stranger nothing, and change nothing', async () => {
    await isWithColleague();
    const stranger = await world.person(strangerId);
    const id = await idOf();
    const before = [await drafts().read(sponsorId, id), await drafts().read(colleagueId, id)];
    const nothing = (await forges(world, stranger, 'show-draft', { draft: 'VR-00000001' })).text;
    for (const verb of ['ask-sponsor', 'find-sponsor', 'take-draft-back', 'decline-prepared', 'show-draft', 'make-request', 'name-sponsor'])
      expect((await forges(world, stranger, verb, { draft: id, revision: 1, round: 0, to: strangerId, mail: colleagueMail })).text).toBe(
        nothing,
      );
    expect([await drafts().read(sponsorId, id), await drafts().read(colleagueId, id)]).toEqual(before);
    expect(requestsIn(world).all()).toEqual([]);
  });

  it('should let neither of the two do the other’s part', async () => {
    await isWithColleague();
    const id = await idOf();
    const { revision } = await draftOf(world, colleague);
    for (const verb of ['make-request', 'decline-prepared', 'discard-draft', 'name-sponsor'])
      await forges(world, preparer, verb, { draft: id, revision, round: 0, to: strangerId });
    for (const verb of ['name-sponsor', 'take-draft-back', 'discard-draft'])
      await forges(world, colleague, verb, { draft: id, revision, to: strangerId });
    await world.work(60);
    expect(requestsIn(world).all()).toEqual([]);
    expect(await drafts().list(strangerId, 9)).toEqual([]);
    expect((await drafts().read(sponsorId, id))?.value.confirmation?.by).toBe(colleagueId);
    expect((await drafts().read(colleagueId, id))?.value.prepared?.by).toBe(sponsorId);
  });

  it('should keep the link of the upload page shut that was opened before', async () => {
    await fillsIn(world, preparer, { access: { itAccess: 'none', idCard: 'yes' } });
    const link = await photoLink(preparer);
    await names();
    expect((await uploads(world, link)).status).not.toBe(200);
    expect((await preparer.presses('Check again')).card).toBeDefined();
  });
});

/** Writes whatever it is given: what the table would do without If-Match. */
class StoreWithoutTags extends InMemoryDraftStore {
  override async save(draft: Draft, etag?: string): Promise<'saved' | 'lost'> {
    if (etag === undefined) return super.save(draft);
    await this.beforeCommit?.(draft);
    const hook = this.beforeCommit;
    delete this.beforeCommit;
    const now = await this.read(draft.sponsor, draft.id);
    const result = super.save(draft, now?.etag);
    if (hook) this.beforeCommit = hook;
    return result;
  }
}

type Party = 'confirms' | 'takes back' | 'declines';

/** Both stand before their write of the preparer’s row, having read the same; the first named writes first. What came of it. */
async function meet(parties: readonly [Party, Party]): Promise<{ made: number; back: number }> {
  await isWithColleague();
  const card = colleague.lastCard();
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let standing = 0;
  drafts().beforeCommit = async (draft) => {
    if (draft.sponsor !== sponsorId) return;
    standing += 1;
    if (standing >= 2) open();
    await opened;
    const isFirst = (draft.confirmation?.confirmingSince !== undefined) === (parties[0] === 'confirms');
    if (!isFirst) await new Promise((resolve) => setTimeout(resolve, 30));
  };
  const presses: Record<Party, () => Promise<unknown>> = {
    confirms: () => colleague.presses('Confirm as sponsor', {}, { seen: card }),
    'takes back': () => preparer.presses('Take the draft back'),
    declines: () => colleague.presses('Decline', {}, { seen: card }),
  };
  await Promise.all(parties.map((party) => presses[party]()));
  expect(standing).toBeGreaterThanOrEqual(2);
  delete drafts().beforeCommit;
  await world.work(120);
  const left = await drafts().list(sponsorId, 9);
  return { made: requestsIn(world).all().length, back: left.filter(({ confirmation }) => !confirmation).length };
}

describe('two at the same moment', () => {
  const races: [Party, Party][] = [
    ['confirms', 'takes back'],
    ['takes back', 'confirms'],
    ['confirms', 'declines'],
    ['declines', 'confirms'],
  ];
  it.each(races)('should end in one of the two: %s, %s', async (one, other) => {
    const { made, back } = await meet([one, other]);
    expect(made + back).toBe(1);
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
  });

  it('should end in both where the store compares no tags, so that the test can fail', async () => {
    await world.stop();
    await begins(new StoreWithoutTags());
    expect(await meet(['confirms', 'takes back'])).toEqual({ made: 1, back: 1 });
  });

  it.each(['takes back', 'declines'] as const)(
    'should not end in both where somebody %s between the hold and the commit',
    async (party) => {
      await isWithColleague();
      const card = colleague.lastCard();
      requestsIn(world).beforeCommit = async () => {
        delete requestsIn(world).beforeCommit;
        if (party === 'declines') await colleague.presses('Decline', {}, { seen: card });
        else await preparer.presses('Take the draft back');
      };
      await colleague.presses('Confirm as sponsor', {}, { seen: card });
      await world.work(120);
      expect(requestIn(world).sponsor).toBe(colleagueId);
      expect([...(await drafts().list(sponsorId, 9)), ...(await drafts().list(colleagueId, 9))]).toEqual([]);
    },
  );

  it('should let a draft be taken back a minute after a confirmation that failed', async () => {
    await isWithColleague();
    requestsIn(world).beforeCommit = async () => Promise.reject(new Error('storage is away'));
    await colleague.presses('Confirm as sponsor');
    delete requestsIn(world).beforeCommit;
    await preparer.presses('Take the draft back');
    expect((await draftOf(world, preparer)).confirmation?.by).toBe(colleagueId);
    world.clock.pass({ seconds: 61 });
    await preparer.presses('Take the draft back');
    expect((await draftOf(world, preparer)).confirmation).toBeUndefined();
    expect(preparer.buttons()).toContain('Make request');
  });

  it('should bring the draft back once where it is declined and taken back', async () => {
    expect(await meet(['declines', 'takes back'])).toEqual({ made: 0, back: 1 });
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
  });
});

describe('a failure on the way', () => {
  it('should send one card when Teams fails at first', async () => {
    await fillsIn(world, preparer);
    await names();
    world.teams.fail({ when: 'post', status: 503, times: 2 });
    const before = colleague.cards().length;
    await world.work(600);
    expect(colleague.cards()).toHaveLength(before + 1);
    expect(colleague.buttons()).toContain('Confirm as sponsor');
  });

  it('should ask by mail where Teams does not reach the colleague, who confirms from the page that it leads to', async () => {
    const mailer = new FakeMailer();
    await world.stop();
    await begins(new InMemoryDraftStore(), { mailer, link: (_person, place) => `https://teams.example/${place}` });
    await fillsIn(world, preparer);
    await names();
    colleague.blocks();
    await world.work(600);
    const { id } = await draftOf(world, preparer);
    const mails = mailer.arrived.filter(({ to }) => to.person === colleagueId);
    expect(mails.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(new RegExp(`^Visiting Professor, .*: Marisol Okafor asks you to be the sponsor \\(${id}\\)$`)),
    ]);
    expect(mails[0]?.html).toContain('Marisol Okafor prepared this request');
    expect(mails[0]?.html).toContain(`https://teams.example/draft/${id}`);
    expect(mails[0]?.html).not.toContain('Fairweather');
    expect((await draftOf(world, preparer)).confirmation).toMatchObject({ by: colleagueId, isSent: true });
    const theirs = world.tab(colleague);
    expect(await theirs.sends(viewIn(await theirs.opensDraft(id)))).toEqual({ kind: 'request', request: id });
    await world.work(60);
    expect(requestIn(world).sponsor).toBe(colleagueId);
  });

  it('should go back with a line when neither Teams nor a mail reaches the colleague', async () => {
    await fillsIn(world, preparer);
    await names();
    colleague.blocks();
    await world.work(600);
    expect(linesOf(preparer).filter((text) => text.includes('We could not reach Xavier Iqbal in Teams or by email'))).toHaveLength(1);
    expect(seenBy(preparer)).toContain('Select Continue to ask someone else, or to make the request yourself.');
    expect((await draftOf(world, preparer)).confirmation).toBeUndefined();
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
  });

  it('should lose nothing wherever the storage stops, and go on when it is pressed or worked on again', async () => {
    for (let failing = 1; failing <= 8; failing += 1) {
      await world.stop();
      await begins();
      await fillsIn(world, preparer);
      await preparer.presses(ask);
      await preparer.presses('Continue', { mail: colleagueMail });
      const whose = preparer.lastCard();
      let writes = 0;
      drafts().beforeCommit = async () => {
        writes += 1;
        if (writes === failing) throw new Error('storage is away');
      };
      await preparer.presses('Ask them', {}, { seen: whose });
      // The host brings a failed message again.
      for (let turn = 0; turn < 3; turn += 1) {
        const waiting = world.queue.messages.map(({ message }) => message);
        await world.work(60).catch(() => waiting.forEach((message) => void world.queue.enqueue(message, 1)));
      }
      const own = await draftOf(world, preparer);
      expect(own.answers.lastName).toBe('Fairweather');
      if (!own.confirmation) await preparer.presses('Ask them', {}, { seen: whose });
      await world.work(60);
      expect(colleague.buttons()).toContain('Confirm as sponsor');
      await colleague.presses('Confirm as sponsor');
      await world.work(60);
      if (requestsIn(world).all().length === 0) await colleague.presses('Confirm as sponsor');
      await world.work(60);
      expect([failing, requestIn(world).sponsor]).toEqual([failing, colleagueId]);
      expect([...(await drafts().list(sponsorId, 9)), ...(await drafts().list(colleagueId, 9))]).toEqual([]);
    }
  });

  it('should clear the copy away where taking back was cut off before it', async () => {
    await isWithColleague();
    drafts().beforeDelete = async () => {
      delete drafts().beforeDelete;
      throw new Error('storage is away');
    };
    await preparer.presses('Take the draft back');
    await world.work(60);
    expect(await drafts().list(colleagueId, 9)).toEqual([]);
    expect((await draftOf(world, preparer)).confirmation).toBeUndefined();
  });
});
