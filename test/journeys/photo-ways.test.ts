import { jpegBomb, jpegHeadOnPage, noise, notPictures, picture } from '../fakes/hostile-files';
import type { InMemoryPhotos } from '../fakes/in-memory-photos';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { draftOf, forges, linkOn, makesRequest, requestIn, seenBy, textOf, uploads } from './steps';

let world: World;
let sponsor: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  sponsor = await world.somebody('sponsor');
});
afterEach(async () => {
  await world.stop();
});

const blobs = () => (world.stores.photos as InMemoryPhotos).names();
const photoOf = async (draft: string) => (await world.stores.drafts.read(sponsor.id, draft))?.value.answers.photo?.blob;
const lastText = () => textOf(sponsor.lastCard().card);

/** Fills a draft up to its photo; its id. */
async function toPhoto(lastName = 'Fairweather'): Promise<string> {
  await sponsor.says('new visitor');
  if (sponsor.buttons().includes('Start another')) await sponsor.presses('Start another');
  await sponsor.presses('Next', { department: 'computer-science' });
  await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName });
  await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
  // The newest is the one just touched, also on a clock that stands still.
  world.clock.pass({ minutes: 1 });
  await sponsor.presses('Check again');
  return (await draftOf(world, sponsor)).id;
}

describe('a dialog', () => {
  it('should take the photo without leaving the chat, and show it on the card that opened it', async () => {
    const draft = await toPhoto();
    expect(sponsor.buttons()).toEqual(expect.arrayContaining(['Add the photo', 'Use the browser instead', 'Check again']));
    const card = sponsor.lastCard().activity;
    const { url = '', fallbackUrl = '', title } = await sponsor.opens('Add the photo');
    expect(title).toBe('Photo for the ID card');
    expect(new URL(url).pathname).toBe('/photo/dialog');
    expect((await world.product.fetch(new Request(url))).headers.get('content-security-policy')).toContain('https://teams.microsoft.com');
    expect(new URL(fallbackUrl).pathname).toBe('/photo');
    expect((await uploads(world, url)).status).toBe(200);
    await sponsor.closesDialog();
    await world.work();
    expect(sponsor.lastCard()).toMatchObject({ activity: card, updates: 1 });
    expect(seenBy(sponsor)).toContain('Photo added.');
    expect(await photoOf(draft)).toBe(blobs()[0]);
    await sponsor.presses('Make request');
    expect(requestIn(world).answers.photo?.blob).toBe(blobs()[0]);
  });

  it('should open by a link that works once, and no longer than half an hour', async () => {
    await toPhoto();
    const { url = '' } = await sponsor.opens('Add the photo');
    expect((await uploads(world, url)).status).toBe(200);
    expect((await uploads(world, url)).status).toBe(410);
    await world.work();
    const { url: late = '' } = await sponsor.opens('Replace the photo');
    world.clock.pass({ minutes: 30 });
    expect((await uploads(world, late)).status).toBe(410);
  });

  it('should open for nobody but the draft’s own sponsor, whatever the button carries', async () => {
    const draft = await toPhoto();
    const before = await draftOf(world, sponsor);
    const stranger = await world.somebody('stranger');
    await stranger.says('new visitor');
    await stranger.presses('Next', { department: 'computer-science' });
    await stranger.presses('Next', { reason: 'visiting-professor', firstName: 'Ines', lastName: 'Vale' });
    await stranger.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
    expect((await stranger.opens('Add the photo')).url).toBeDefined();
    const theirs = { draft, sponsor: sponsor.id, person: sponsor.id, from: { aadObjectId: sponsor.id } };
    expect(await stranger.opens('Add the photo', { data: theirs })).toEqual({ text: expect.stringContaining('no longer here') });
    expect(await stranger.opens('Add the photo', { data: { draft: '../../x' } })).toEqual({
      text: expect.stringContaining('no longer works'),
    });
    expect(await draftOf(world, sponsor)).toEqual(before);
  });

  it('should give way to the link where a client has no dialogs', async () => {
    await toPhoto();
    const [answer] = await sponsor.submits('Add the photo');
    const page = answer?.card ?? {};
    expect(textOf(page)).toContain('The photo page opens in your browser');
    expect(sponsor.buttons(answer?.activity)).toEqual(['Open the photo page', 'Continue here']);
    expect((await uploads(world, linkOn(page))).status).toBe(200);
    await world.work();
    await sponsor.presses('Continue here', {}, { on: answer?.activity ?? '' });
    expect(seenBy(sponsor)).toContain('Photo added.');
  });

  it.each([{ hasDialogs: true }, { hasDialogs: false }])(
    'should keep the answer that was typed beside it, with dialogs ($hasDialogs) and without',
    async ({ hasDialogs }) => {
      await world.stop();
      world = await startWorld(hasDialogs ? {} : { hasDialogs, callers: 'none' });
      sponsor = await world.somebody('sponsor');
      await makesRequest(world, sponsor, { access: { itAccess: 'staff-like', idCard: 'yes' } });
      await world.tab(await world.somebody('head')).does('return', requestIn(world).id, { words: 'Which building?' });
      await world.work();
      await sponsor.presses('Edit and resubmit');
      const words = 'The Alder building, room 4.12.';
      await sponsor.presses(hasDialogs ? 'Use the browser instead' : 'Replace the photo', { words });
      expect((await uploads(world, linkOn(sponsor.lastCard().card))).status).toBe(200);
      await world.work();
      expect(sponsor.inputs()).toMatchObject({ words });
      await sponsor.presses('Resubmit');
      expect(requestIn(world).question.answered).toMatchObject({ answer: words });
    },
  );

  it('should never be offered where the host knows that there are none', async () => {
    await world.stop();
    world = await startWorld({ hasDialogs: false, callers: 'none' });
    sponsor = await world.somebody('sponsor');
    await toPhoto();
    expect(sponsor.buttons()).toContain('Add the photo');
    await expect(sponsor.opens('Add the photo')).rejects.toThrow('There is no button');
  });
});

describe('a file sent in the chat', () => {
  it('should become the photo of the one draft that waits for it, and say where else it stays', async () => {
    const draft = await toPhoto();
    const card = sponsor.lastCard().activity;
    const [answer] = await sponsor.sendsFile(await picture(900, 1200));
    expect(textOf(answer?.card ?? {})).toMatch(/We are checking the photo.*stays in your OneDrive.*you can remove it there/);
    await world.work();
    expect(await photoOf(draft)).toBe(blobs()[0]);
    expect(lastText()).toContain('The photo has been added to your draft for Ottoline Fairweather');
    expect(sponsor.lastCard().summary).not.toContain('Fairweather');
    expect(textOf(sponsor.cards().find(({ activity }) => activity === card)?.card ?? {})).toContain('Photo added.');
    await sponsor.presses('Continue');
    await sponsor.presses('Make request');
    expect(requestIn(world).answers.photo?.blob).toBe(blobs()[0]);
  });

  it('should lie with its draft and in no message of the queue, and leave when it is taken or refused', async () => {
    const draft = await toPhoto();
    const stored = async () => JSON.stringify((await world.stores.drafts.read(sponsor.id, draft))?.value);
    for (const file of [notPictures['a PDF'] as Buffer, await picture(900, 1200)]) {
      await sponsor.sendsFile(file);
      expect(await stored()).toContain('/files/');
      expect(world.queue.messages.map(({ message }) => message.kind)).toContain('sent-photo');
      expect(JSON.stringify(world.queue.messages)).not.toMatch(/http|\/files\/|token/);
      await world.work();
      expect(await stored()).not.toContain('/files/');
    }
    expect(blobs()).toHaveLength(1);
  });

  it('should keep its place while it is tried again, and no longer than the last try', async () => {
    const draft = await toPhoto();
    const stored = async () => JSON.stringify((await world.stores.drafts.read(sponsor.id, draft))?.value);
    await sponsor.sendsFile({ bytes: await picture(900, 1200), failsWith: [500, 500, 500, 500] });
    await world.work(3);
    expect(await stored()).toContain('/files/');
    expect(JSON.stringify(world.queue.messages)).not.toMatch(/http|\/files\/|token/);
    await world.work(600);
    expect(await stored()).not.toContain('/files/');
  });

  it('should give way to the next one while it is tried again, so that its draft holds one address', async () => {
    const draft = await toPhoto();
    const bytes = await picture(900, 1200);
    for (let sent = 0; sent < 3; sent += 1) {
      await sponsor.sendsFile({ bytes, failsWith: [503] });
      await world.work(1);
      const stored = await world.stores.drafts.read(sponsor.id, draft);
      expect(JSON.stringify(stored?.value).match(/\/files\//g)).toHaveLength(1);
    }
    await world.work(600);
    expect(lastText()).toContain('The photo has been added to your draft');
    expect(await photoOf(draft)).toBe(blobs()[0]);
    expect(blobs()).toHaveLength(1);
  });

  it('should be fetched without any credentials of ours', async () => {
    await toPhoto();
    await sponsor.sendsFile(await picture(900, 1200));
    await world.work();
    const [download, another] = world.teams.downloads();
    expect(another).toBeUndefined();
    expect(download?.headers).not.toHaveProperty('authorization');
    expect(download?.headers).not.toHaveProperty('cookie');
  });

  it('should be taken once where Teams delivers the message again', async () => {
    await toPhoto();
    await sponsor.sendsFile(await picture(900, 1200));
    await world.teams.repeatLast({ newId: true });
    await world.work(600);
    expect(blobs()).toHaveLength(1);
    expect(sponsor.messages().filter(({ card }) => card && textOf(card).includes('The photo has been added to your draft'))).toHaveLength(
      1,
    );
  });

  it('should replace the photo of the draft that stands at it', async () => {
    const draft = await toPhoto();
    await sponsor.sendsFile(await picture(900, 1200));
    await world.work();
    const first = await photoOf(draft);
    await sponsor.sendsFile(await picture(1200, 1200));
    await world.work(600);
    expect(blobs()).toEqual([await photoOf(draft)]);
    expect(blobs()).not.toContain(first);
  });

  it('should be turned away kindly where no draft waits for one', async () => {
    const file = await picture(900, 1200);
    const [answer] = await sponsor.sendsFile(file);
    expect(textOf(answer?.card ?? {})).toContain('None of your drafts needs a photo');
    await toPhoto();
    await sponsor.presses('Back');
    await sponsor.presses('Next', { itAccess: 'staff-like', idCard: 'no' });
    expect(textOf((await sponsor.sendsFile(file))[0]?.card ?? {})).toContain('None of your drafts needs a photo');
    await world.work();
    expect(world.teams.downloads()).toEqual([]);
  });

  it('should come alone', async () => {
    await toPhoto();
    const file = await picture(900, 1200);
    expect((await sponsor.sendsFile(file, file))[0]?.text).toContain('one picture at a time');
    await world.work();
    expect(blobs()).toEqual([]);
  });

  it('should go to the draft that the sponsor names where several wait', async () => {
    const [first, second] = [await toPhoto('Fairweather'), await toPhoto('Brightwood')];
    await sponsor.sendsFile(await picture(900, 1200));
    expect(lastText()).toContain('Whose photo is this?');
    expect(lastText()).toMatch(/Brightwood[\s\S]*Fairweather/);
    expect(JSON.stringify(sponsor.lastCard().card)).not.toContain('/files/');
    await world.work();
    expect(world.teams.downloads()).toEqual([]);
    await sponsor.refreshes();
    expect(lastText()).toContain('Whose photo is this?');
    await sponsor.presses('Use it here', {}, { where: { draft: first } });
    await world.work();
    expect(await photoOf(first)).toBe(blobs()[0]);
    expect(await photoOf(second)).toBeUndefined();
    expect(lastText()).toContain('your draft for Ottoline Fairweather');
  });

  it('should wait half an hour for that, and be of no use to anybody else', async () => {
    const [first] = [await toPhoto('Fairweather'), await toPhoto('Brightwood')];
    await sponsor.sendsFile(await picture(900, 1200));
    const stranger = await world.somebody('stranger');
    expect((await forges(world, stranger, 'use-sent-photo', { draft: first })).text).toContain('no longer here');
    expect((await forges(world, stranger, 'photo-choices', {})).text).toContain('no longer available');
    const url = `${world.teams.serviceUrl}files/x`;
    world.clock.pass({ minutes: 30 });
    const data = { draft: first, picture: { kind: 'file', url }, url, offered: { kind: 'file', url, at: '2099-01-01T00:00:00Z' } };
    expect((await forges(world, sponsor, 'use-sent-photo', data)).text).toContain('no longer available');
    expect((await forges(world, sponsor, 'photo-choices', data)).text).toContain('no longer available');
    await world.work();
    expect(world.teams.downloads()).toEqual([]);
    expect(blobs()).toEqual([]);
  });

  it('should not be taken once its draft is gone', async () => {
    await toPhoto();
    const card = sponsor.lastCard().activity;
    await sponsor.sendsFile(await picture(900, 1200));
    await sponsor.presses('Discard', {}, { on: card });
    await sponsor.presses('Discard the draft', {}, { on: card });
    await world.work(600);
    expect(blobs()).toEqual([]);
    expect(world.teams.downloads()).toEqual([]);
  });
});

describe('a hostile file', () => {
  it.each([
    ['a foreign host', 'https://evil.example/files/x.jpg'],
    ['the metadata of a cloud', 'http://169.254.169.254/metadata/identity/oauth2/token?resource=x'],
    ['the storage emulator', 'http://127.0.0.1:10002/devstoreaccount1/Requests'],
    ['a file of the machine', 'file:///etc/passwd'],
    ['a picture in its own address', 'data:image/jpeg;base64,/9j/'],
    ['an address without a host', 'https:///files/x'],
  ])('should not be fetched from %s', async (_what, address) => {
    await toPhoto();
    const fetched = jest.spyOn(globalThis, 'fetch');
    try {
      await sponsor.sendsFile(address);
      await world.work(600);
      const called = fetched.mock.calls.map(([to]) => String(to instanceof Request ? to.url : to));
      expect(called.filter((one) => !one.startsWith(new URL(world.issuer.metadataUrl).origin))).toEqual([]);
    } finally {
      fetched.mockRestore();
    }
    expect(world.teams.downloads()).toEqual([]);
    expect(blobs()).toEqual([]);
    expect(lastText()).toContain('could not get the picture from your OneDrive');
    expect(JSON.stringify(world.lines)).not.toContain(address);
  });

  it('should not lead elsewhere', async () => {
    await toPhoto();
    const bytes = await picture(900, 1200);
    await sponsor.sendsFile({ bytes, redirectsTo: 'http://169.254.169.254/latest' });
    // An address of the same host at which no files lie.
    await world.work(600);
    expect(lastText()).toContain('could not get the picture');
    await sponsor.sendsFile({ bytes, redirectsTo: `${world.teams.serviceUrl}v3/attachments/1` });
    await world.work(600);
    expect(world.teams.downloads().map(({ path }) => path.split('/')[1])).toEqual(['files', 'files']);
    expect(blobs()).toEqual([]);
  });

  it.each(
    Object.entries({ ...notPictures, 'a page that begins as a picture': jpegHeadOnPage, 'a JPEG of thousands of scans': jpegBomb(3_000) }),
  )('should be refused in the words of the upload page: %s', async (_what, bytes) => {
    await toPhoto();
    await sponsor.sendsFile(bytes);
    await world.work();
    expect(lastText()).toMatch(/This file is not a picture that can be used|This picture is damaged/);
    expect(blobs()).toEqual([]);
  });

  it('should be refused when it is empty, too small or too large', async () => {
    await toPhoto();
    const tooLarge = { bytes: Buffer.alloc(12 * 1024 * 1024, 1) };
    const endless = { bytes: Buffer.alloc(1024 * 1024, 1), repeats: 1_000 };
    for (const [bytes, words] of [
      [Buffer.alloc(0), 'This file is empty'],
      [await picture(200, 200), 'too small for a card'],
      [tooLarge, 'larger than 10 MB'],
      [endless, 'larger than 10 MB'],
    ] as const) {
      await sponsor.sendsFile(bytes);
      await world.work();
      expect(lastText()).toContain(words);
    }
    expect(blobs()).toEqual([]);
    await sponsor.sendsFile(await noise(600, 800));
    await world.work();
    expect(blobs()).toHaveLength(1);
  });
});

describe('a file that cannot be had', () => {
  it.each([401, 403, 404, 410])('should be told of at once after %i', async (status) => {
    await toPhoto();
    await sponsor.sendsFile({ bytes: await picture(900, 1200), failsWith: [status] });
    await world.work(600);
    expect(world.teams.downloads()).toHaveLength(1);
    expect(lastText()).toContain('could not get the picture from your OneDrive');
    expect(blobs()).toEqual([]);
  });

  it('should be tried again while there is hope, then told of', async () => {
    await toPhoto();
    const bytes = await picture(900, 1200);
    await sponsor.sendsFile({ bytes, failsWith: [503, 429] });
    await world.work(60);
    expect(world.teams.downloads()).toHaveLength(3);
    expect(lastText()).toContain('The photo has been added to your draft');
    await sponsor.sendsFile({ bytes, failsWith: [500, 500, 500, 500] });
    await world.work(600);
    expect(world.teams.downloads()).toHaveLength(7);
    expect(lastText()).toContain('could not get the picture');
  });

  it('should leave its draft and its link as they were, so that the card’s button works on', async () => {
    await toPhoto();
    const { url = '' } = await sponsor.opens('Add the photo');
    await sponsor.sendsFile({ bytes: await picture(900, 1200), failsWith: [403] });
    await world.work(600);
    expect((await uploads(world, url)).status).toBe(200);
  });

  it('should be told of later where the chat does not answer', async () => {
    await toPhoto();
    await sponsor.sendsFile(notPictures['a PDF'] as Buffer);
    world.teams.fail({ when: 'post', status: 429, retryAfter: 3 });
    await world.work(60);
    expect(lastText()).toContain('This file is not a picture that can be used');
  });
});

describe('a pasted picture', () => {
  it('should be taken where the Bot Connector gives it, with the bot’s token', async () => {
    const draft = await toPhoto();
    const [answer] = await sponsor.pastes(await picture(900, 1200));
    expect(textOf(answer?.card ?? {})).not.toContain('OneDrive');
    await world.work();
    expect(world.teams.downloads()[0]?.headers['authorization']).toMatch(/^Bearer /);
    expect(await photoOf(draft)).toBe(blobs()[0]);
  });

  it.each([401, 403])('should be told of with the way that works where it is refused with %i', async (status) => {
    await toPhoto();
    await sponsor.pastes({ bytes: await picture(900, 1200), failsWith: [status] });
    await world.work(600);
    expect(world.teams.downloads()).toHaveLength(1);
    expect(lastText()).toContain('select “Add the photo”');
    expect(sponsor.buttons()).toEqual(['Continue']);
    await sponsor.presses('Continue');
    expect(sponsor.buttons()).toContain('Add the photo');
  });

  it('should never carry the token anywhere else', async () => {
    await toPhoto();
    for (const sent of ['https://evil.example/teams/v3/attachments/1/views/original', 'http://169.254.169.254/']) {
      await sponsor.pastes(sent);
      await world.work(600);
    }
    await sponsor.pastes({ bytes: Buffer.alloc(0), redirectsTo: `${world.teams.serviceUrl}elsewhere` });
    await world.work(600);
    expect(world.teams.downloads()).toHaveLength(1);
    expect(lastText()).toContain('select “Add the photo”');
    expect(blobs()).toEqual([]);
  });
});
