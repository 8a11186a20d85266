import { createHash } from 'node:crypto';
import { requestId, type VisitorRequest } from '../../bot/domain/request/visitor-request';
import { strangerId } from '../make';
import { draftOf, fillsIn, forges, requestsIn, seenBy } from './steps';
import { story } from './story';

const names = { firstName: 'Ottoline', lastName: 'Fairweather' };
const withCard = { access: { itAccess: 'none', idCard: 'yes' as const } };

const { world, sponsor, stranger } = story(['sponsor', 'stranger']);
let id: string;
beforeEach(async () => {
  await fillsIn(world, sponsor, { names, ...withCard });
  ({ id } = await draftOf(world, sponsor));
});

const all = () => requestsIn(world).all();
const ofSponsor = (): VisitorRequest[] => all().filter(({ involved }) => involved[0] === sponsor.id);
/** What a tampered client can do: a draft, and then a request, under an id of its choice. */
async function takes(wanted: string): Promise<void> {
  await forges(world, stranger, 'start-draft', { draft: wanted });
  const draft = (await world.stores.drafts.read(strangerId, wanted))!;
  const answers = { ...draft.value.answers, department: 'computer-science', reason: 'visiting-professor', firstName: 'Mallory' };
  const filled = {
    ...answers,
    lastName: 'Vale',
    validFrom: '2027-02-01',
    validTo: '2027-06-30',
    itAccess: 'staff-like' as const,
    idCard: false,
  };
  await world.stores.drafts.save({ ...draft.value, step: 'review', answers: filled }, draft.etag);
  await forges(world, stranger, 'make-request', { draft: wanted, revision: draft.value.revision });
  expect(all().find((one) => one.id === wanted)?.involved).toEqual([strangerId]);
}
const presses = async () => {
  const { revision } = (await world.stores.drafts.read(sponsor.id, id))?.value ?? { revision: 9 };
  return () => forges(world, sponsor, 'make-request', { draft: id, revision });
};

describe('a draft under whose id somebody else has made a request', () => {
  it('should become a request all the same, with its photo, and leave the other alone', async () => {
    await takes(id);
    const [others] = all();
    await sponsor.presses('Make request');
    expect(seenBy(sponsor)).toContain('Ottoline Grace Fairweather');
    await world.work(1200);
    const [mine, another] = ofSponsor();
    expect(another).toBeUndefined();
    expect(mine).toMatchObject({ status: 'pending', answers: names, validTo: '2027-06-30' });
    expect(mine?.id).not.toBe(id);
    expect(await world.stores.photos.get(mine?.answers.photo?.blob ?? '')).toBeDefined();
    expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
    expect(all().find((one) => one.id === id)).toEqual(others);
  });

  it('should become one request however often it is pressed, and be answered with it', async () => {
    await takes(id);
    const press = await presses();
    const answers = [...(await Promise.all([press(), press(), press()])), await press()];
    await world.work(1200);
    expect(ofSponsor()).toHaveLength(1);
    expect(answers.some(({ text }) => text.includes('Ottoline Grace Fairweather'))).toBe(true);
    expect(answers.at(-1)?.text).toContain('Ottoline Grace Fairweather');
    expect(await world.stores.photos.get(ofSponsor()[0]?.answers.photo?.blob ?? '')).toBeDefined();
  });

  it('should be answered with its request and go where the sender broke off with its photo deleted', async () => {
    await takes(id);
    const press = await presses();
    const { drafts } = world.stores;
    const deletes = drafts.delete.bind(drafts);
    drafts.delete = () => Promise.reject(new Error('away'));
    await press();
    drafts.delete = deletes;
    await world.work(1200);
    expect((await press()).text).toContain('Ottoline Grace Fairweather');
    expect(await drafts.list(sponsor.id, 5)).toEqual([]);
    expect(ofSponsor()).toHaveLength(1);
  });

  it('should become one request where the id in its place is taken too', async () => {
    await takes(id);
    await takes(requestId(createHash('sha256').update(`instead of ${id} ${sponsor.id}`).digest()));
    const press = await presses();
    await Promise.all([press(), press()]);
    await press();
    await world.work(1200);
    expect(ofSponsor()).toHaveLength(1);
    expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
  });

  it('should keep all of it where its photo cannot be had just now', async () => {
    await takes(id);
    const { photos } = world.stores;
    const get = photos.get.bind(photos);
    photos.get = async () => {
      throw new Error('storage is away');
    };
    const press = await presses();
    expect((await press()).text).toContain('Please try again.');
    expect(ofSponsor()).toEqual([]);
    photos.get = get;
    await press();
    expect(ofSponsor()).toHaveLength(1);
  });

  it('should outlive that request, handed over to its owner and returned', async () => {
    await takes(id);
    const draft = await draftOf(world, sponsor);
    await forges(world, stranger, 'offer-handover', { request: id, revision: 1, to: sponsor.id });
    await forges(world, sponsor, 'accept-handover', { request: id, revision: 2 });
    await world.work(1200);
    expect(all()).toMatchObject([{ sponsor: sponsor.id, involved: [strangerId, sponsor.id] }]);
    expect(await draftOf(world, sponsor)).toEqual(draft);
    const head = await world.somebody('head');
    await forges(world, head, 'return', { request: id, revision: 3, words: 'Which building?' });
    await forges(world, sponsor, 'edit-request', { request: id, revision: 4 });
    expect(seenBy(sponsor)).toContain('Fairweather');
    expect((await draftOf(world, sponsor)).answers).toEqual(draft.answers);
    // Sent, it makes way for the other one.
    const press = await presses();
    await press();
    expect(ofSponsor()).toHaveLength(1);
    await forges(world, sponsor, 'edit-request', { request: id, revision: 4 });
    expect(seenBy(sponsor)).toContain('Mallory');
  });
});

it('should make one request under the id of its draft where nobody has taken it', async () => {
  const press = await presses();
  await Promise.all([press(), press()]);
  await press();
  expect(all().map((one) => one.id)).toEqual([id]);
});
