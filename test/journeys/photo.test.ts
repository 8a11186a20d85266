import type { InMemoryPhotos } from '../fakes/in-memory-photos';
import { draftOf, photoLink, requestIn, seenBy, uploads } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor']);
beforeEach(async () => {
  await toPhoto();
});

async function toPhoto(): Promise<void> {
  await sponsor.says('new visitor');
  if (sponsor.buttons().includes('Start another')) await sponsor.presses('Start another');
  await sponsor.presses('Next', { department: 'computer-science' });
  await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
  await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
}

const link = () => photoLink(sponsor);
const blobs = () => (world.stores.photos as InMemoryPhotos).names();

describe('a photo', () => {
  it('should appear on the open card by itself once it is sent', async () => {
    expect((await uploads(world, await link())).status).toBe(200);
    await world.work();
    const card = sponsor.lastCard();
    expect(card.updates).toBe(1);
    expect(JSON.stringify(card.card)).toContain('data:image/jpeg;base64,');
    expect(seenBy(sponsor)).toContain('Photo added.');
    expect(sponsor.buttons()).toEqual(expect.arrayContaining(['Replace the photo', 'Make request']));
  });

  it('should go with the request', async () => {
    expect(sponsor.buttons()).not.toContain('Make request');
    await uploads(world, await link());
    await world.work();
    await sponsor.presses('Make request');
    expect(requestIn(world).answers.photo?.blob).toBe(blobs()[0]);
  });

  it('should be taken once by a link, and replaced by the next one', async () => {
    const used = await link();
    await uploads(world, used);
    const [first] = blobs();
    expect((await uploads(world, used)).status).toBe(410);
    await world.work();
    expect((await uploads(world, await link())).status).toBe(200);
    await world.work(600);
    expect(blobs()).toHaveLength(1);
    expect(blobs()).not.toContain(first);
  });

  it('should not be taken by a link of half an hour ago', async () => {
    const old = await link();
    world.clock.pass({ minutes: 30 });
    expect((await uploads(world, old)).status).toBe(410);
    await sponsor.presses('Check again');
    expect((await uploads(world, await link())).status).toBe(200);
  });

  it('should be named by its page to whoever has a link that works, and by no other link', async () => {
    const whose = async (upload: string) => {
      const headers = { 'x-upload': new URL(upload).hash.slice(1) };
      const response = await world.product.fetch(new Request('https://alms.bantshire.example/photo/whose', { method: 'POST', headers }));
      return [response.status, ((await response.json()) as { heading?: string }).heading];
    };
    const mine = await link();
    expect(mine).not.toContain('Ottoline');
    expect(await whose(mine)).toEqual([200, 'Photo of Ottoline Fairweather for the ID card']);
    expect(await whose(`${mine.slice(0, -22)}${'A'.repeat(22)}`)).toEqual([410, undefined]);
    await uploads(world, mine);
    expect(await whose(mine)).toEqual([410, undefined]);
    expect(JSON.stringify(world.lines)).not.toContain('Ottoline');
  });

  it('should go into the draft of its link and no other', async () => {
    const [first, firstDraft] = [await link(), await draftOf(world, sponsor)];
    world.clock.pass({ minutes: 1 });
    await toPhoto();
    const other = await draftOf(world, sponsor);
    expect(other.id).not.toBe(firstDraft.id);
    const mixed = first.replace(firstDraft.id, other.id);
    expect(mixed).not.toBe(first);
    expect((await uploads(world, mixed)).status).toBe(410);
    expect((await uploads(world, first)).status).toBe(200);
    expect((await world.stores.drafts.read(sponsor.id, other.id))?.value.answers).not.toHaveProperty('photo');
    expect((await world.stores.drafts.read(sponsor.id, firstDraft.id))?.value.answers.photo?.blob).toBe(blobs()[0]);
  });

  it('should not be opened by a link of a draft that is gone', async () => {
    const sent = await link();
    await sponsor.presses('Discard');
    await sponsor.presses('Discard the draft');
    expect((await uploads(world, sent)).status).toBe(410);
    expect(blobs()).toEqual([]);
  });

  it('should be gone with its draft', async () => {
    await uploads(world, await link());
    await world.work();
    expect(blobs()).toHaveLength(1);
    await sponsor.presses('Discard');
    await sponsor.presses('Discard the draft');
    await world.work(600);
    expect(blobs()).toEqual([]);
  });

  it('should not be kept with a request that wants no card', async () => {
    await uploads(world, await link());
    await world.work();
    await sponsor.presses('Back');
    await sponsor.presses('Next', { itAccess: 'staff-like', idCard: 'no' });
    await sponsor.presses('Make request');
    expect(requestIn(world).answers).not.toHaveProperty('photo');
    expect(blobs()).toEqual([]);
  });

  it('should leave a discarded change with the request’s own photo, and no other', async () => {
    await uploads(world, await link());
    await world.work();
    await sponsor.presses('Make request');
    await world.work();
    const head = await world.somebody('head');
    await head.presses('Waiting for me');
    await head.presses('Open');
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Is it recent?' });
    await world.work();
    const own = blobs();
    for (const isReplaced of [false, true]) {
      await sponsor.says('my visitors');
      await sponsor.presses('Open');
      await sponsor.presses('Edit and resubmit');
      if (isReplaced) await uploads(world, await link());
      expect(blobs()).toHaveLength(isReplaced ? 2 : 1);
      await sponsor.presses('Discard');
      await sponsor.presses('Discard the draft');
      await world.work(600);
      expect(blobs()).toEqual(own);
    }
  });
});
