import { InMemoryDraftStore } from '../fakes/in-memory-draft-store';
import { StoreThatDeletesAnything } from '../fakes/store-that-deletes-anything';
import { viewIn } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { tried } from '../torture/tries';
import { draftOf, eventsOf, fillsIn, makesRequest, photoLink, requestIn, requestsIn, seenBy, uploads } from './steps';

/** A draft that a second device edits in the milliseconds in which the first sends it. */

let world: World;
let sponsor: TeamsPerson;
afterEach(() => world.stop());

async function begins(drafts = new InMemoryDraftStore(), wishes: { atOnce?: number } = {}): Promise<void> {
  world = await startWorld({ stores: { drafts }, ...wishes });
  sponsor = await world.somebody('sponsor');
  await world.somebody('head');
}

const drafts = () => world.stores.drafts as InMemoryDraftStore;
const idOf = async () => (await draftOf(world, sponsor)).id;
const typesOnPage = async (texts: Record<string, string>) => void (await world.tab(sponsor).fills(await idOf(), texts));

/** When the other devices get in: all have been answered that their edit is saved. */
const moments = {
  'before the request is stored': (edit: () => Promise<void>) => {
    requestsIn(world).beforeCommit = async () => {
      delete requestsIn(world).beforeCommit;
      await edit();
    };
  },
  'before the draft is deleted': (edit: () => Promise<void>) => {
    drafts().beforeDelete = async () => {
      delete drafts().beforeDelete;
      await edit();
    };
  },
};

/** Who sends, having filled in a new draft or an edit; and what they are told. */
const senders = {
  'a card': async (title: string) => {
    await sponsor.presses(title);
    return seenBy(sponsor);
  },
  'the page': async () => {
    const { id } = await draftOf(world, sponsor);
    return JSON.stringify(await world.tab(sponsor).sends(viewIn(await world.tab(sponsor).opensDraft(id))));
  },
};

const title = { 'a new request': 'Make request', 'an edit': 'Resubmit' } as const;
async function prepares(what: keyof typeof title): Promise<void> {
  if (what === 'a new request') return fillsIn(world, sponsor);
  await makesRequest(world, sponsor);
  await sponsor.presses('Edit');
  await sponsor.presses('Edit visit');
  await sponsor.presses('Next', { validTo: '2027-05-31' });
}

const cases = (Object.keys(title) as (keyof typeof title)[]).flatMap((what) =>
  (Object.keys(senders) as (keyof typeof senders)[]).flatMap((from) =>
    (Object.keys(moments) as (keyof typeof moments)[]).map((when) => [what, from, when] as const),
  ),
);

it.each(cases)('should keep what is typed while %s is sent from %s, %s, as an edit of it', async (what, from, when) => {
  await begins();
  await prepares(what);
  moments[when](() => typesOnPage({ telephone: '01632 960 199' }));
  await senders[from](title[what]);
  await world.work();
  const { id, revision, answers } = requestIn(world);
  expect(answers.telephone).toBeUndefined();
  expect(await world.stores.drafts.list(sponsor.id, 5)).toMatchObject([
    { id, changes: { revision }, answers: { telephone: '01632 960 199' } },
  ]);
  expect(seenBy(sponsor)).toContain('You made changes on another device while the request was being sent, so they are not in it yet.');
  await sponsor.presses('Resubmit');
  await world.work();
  expect(requestIn(world)).toMatchObject({ revision: revision + 1, answers: { ...answers, telephone: '01632 960 199' } });
  expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
  tried('a draft edited while sent', { cases: 1 });
});

it('should be seen to be lost where a deletion does not look at the tag (negative control)', async () => {
  await begins(new StoreThatDeletesAnything());
  await prepares('a new request');
  moments['before the draft is deleted'](() => typesOnPage({ telephone: '01632 960 199' }));
  await sponsor.presses('Make request');
  await world.work();
  expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
});

it('should say on the card and on the page that it is not in the request', async () => {
  await begins();
  await fillsIn(world, sponsor);
  moments['before the draft is deleted'](() => typesOnPage({ telephone: '01632 960 199' }));
  await sponsor.presses('Make request');
  expect(seenBy(sponsor)).toContain('What you changed on another device while this was being sent is not in the request yet.');
  await world.work();
  await sponsor.presses('Discard');
  await sponsor.presses('Discard the draft');
  await fillsIn(world, sponsor, { names: { firstName: 'Ines', lastName: 'Vale' } });
  const page = world.tab(sponsor);
  const view = viewIn(await page.opensDraft(await idOf()));
  moments['before the draft is deleted'](() => typesOnPage({ telephone: '01632 960 199' }));
  expect(await page.sends(view)).toMatchObject({
    kind: 'draft',
    view: { heading: 'Edit the request', send: 'Resubmit', outcome: expect.stringContaining('You made changes on another device while') },
    sentence: expect.stringContaining('without what you changed on another device'),
  });
});

it('should keep what three devices typed, each its own field, and a photo that the draft alone names', async () => {
  await begins();
  await fillsIn(world, sponsor, { access: { itAccess: 'none', idCard: 'yes' } });
  const link = await photoLink(sponsor);
  moments['before the request is stored'](async () => {
    await uploads(world, link);
    // The next device comes between the look at the draft and the edit that is made of it, the third before its card is drawn.
    drafts().beforeDelete = async () => {
      delete drafts().beforeDelete;
      await typesOnPage({ telephone: '01632 960 199' });
      drafts().beforeCommit = async (draft) => {
        if (!draft.changes) return;
        delete drafts().beforeCommit;
        await typesOnPage({ preferredName: 'Otto' });
      };
    };
  });
  await sponsor.presses('Make request');
  await world.work(700);
  const before = requestIn(world).answers.photo?.blob ?? '';
  const edit = await draftOf(world, sponsor);
  const after = edit.answers.photo?.blob ?? '';
  expect(edit).toMatchObject({ answers: { telephone: '01632 960 199', preferredName: 'Otto' }, changes: { photo: before } });
  expect(after).not.toBe(before);
  expect(await world.stores.photos.get(after)).toBeDefined();
  expect(await world.stores.photos.get(before)).toBeDefined();
  await sponsor.presses('Resubmit');
  await world.work(700);
  expect(requestIn(world)).toMatchObject({ answers: { telephone: '01632 960 199', preferredName: 'Otto', photo: { blob: after } } });
  expect(await world.stores.photos.get(before)).toBeUndefined();
});

it('should be kept by the worker where the sender broke off, and told of once it can no longer be sent', async () => {
  await begins();
  await fillsIn(world, sponsor);
  const head = await world.somebody('head');
  const real = drafts().delete.bind(drafts());
  drafts().delete = () => Promise.reject(new Error('away'));
  await sponsor.presses('Make request');
  await typesOnPage({ telephone: '01632 960 199' });
  await world.work(2);
  await head.presses('Approve');
  drafts().delete = real;
  await world.work(120);
  await sponsor.presses('Resubmit');
  expect(seenBy(sponsor)).toContain('Your changes were not sent');
  expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
  expect(await eventsOf(world)).toEqual(['request', 'approve']);
});

it.each(['a card', 'the page'] as const)('should not be told in place of changes that came too late to be sent from %s', async (from) => {
  await begins();
  await prepares('an edit');
  await world.work();
  const head = await world.somebody('head');
  await head.presses('Approve');
  moments['before the draft is deleted'](() => typesOnPage({ telephone: '01632 960 199' }));
  const told = await senders[from]('Resubmit').catch(String);
  expect(told).toContain('Your changes were not sent');
});

it('should be one edit with one card where the sender and the worker meet it at once', async () => {
  await begins(new InMemoryDraftStore(), { atOnce: 10 });
  await fillsIn(world, sponsor);
  moments['before the request is stored'](() => typesOnPage({ telephone: '01632 960 199' }));
  await sponsor.presses('Make request');
  await world.work(60);
  expect(await world.stores.drafts.list(sponsor.id, 5)).toHaveLength(1);
  expect(sponsor.cards().filter(({ card }) => JSON.stringify(card).includes('You made changes on another device while'))).toHaveLength(1);
});

it('should be led on by a press of another device on the draft that has been sent', async () => {
  await begins();
  await fillsIn(world, sponsor);
  const page = world.tab(sponsor);
  const real = drafts().delete.bind(drafts());
  drafts().delete = () => Promise.reject(new Error('away'));
  await sponsor.presses('Make request');
  drafts().delete = real;
  const edited = await page.fills(await idOf(), { telephone: '01632 960 199' });
  expect(await page.sends(edited)).toMatchObject({
    kind: 'draft',
    view: { round: 1, send: 'Resubmit' },
    sentence: expect.stringContaining('Your changes are kept'),
  });
  await page.sends(viewIn(await page.opensDraft(edited.draft)));
  expect(requestIn(world).answers.telephone).toBe('01632 960 199');
});

it('should be an edit of their own for the sponsor who confirms what a colleague prepared', async () => {
  await begins();
  const colleague = await world.person('3648245e-dafa-4a38-bf00-6745f3194a3b');
  await fillsIn(world, colleague);
  await colleague.presses('Ask a colleague');
  await colleague.presses('Continue', { mail: 'marisol.okafor@bantshire.example' });
  await colleague.presses('Ask them');
  await world.work(60);
  moments['before the draft is deleted'](() => typesOnPage({ telephone: '01632 960 199' }));
  await sponsor.presses('Confirm as sponsor');
  await world.work(60);
  expect(requestIn(world)).toMatchObject({ sponsor: sponsor.id, preparedBy: colleague.id });
  const [edit] = await world.stores.drafts.list(sponsor.id, 5);
  expect(edit).toMatchObject({ changes: { revision: 1, isLate: true }, answers: { telephone: '01632 960 199' } });
  expect(edit).not.toHaveProperty('prepared');
  expect(await world.stores.drafts.list(colleague.id, 5)).toEqual([]);
});
