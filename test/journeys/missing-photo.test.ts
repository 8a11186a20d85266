import { picture } from '../fakes/hostile-files';
import type { InMemoryPhotos } from '../fakes/in-memory-photos';
import { headId, sponsorId } from '../make';
import { draftOf, eventsOf, makesRequest, requestIn, seenBy, textOf } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);
const blobs = () => (world.stores.photos as InMemoryPhotos).names();
const proposal = () => requestIn(world).account?.proposal;

/** An account with a card that is newly wanted, whose photo is not there yet; asked for on Mon 18 January. */
async function wantsCard(): Promise<string> {
  await makesRequest(world, sponsor, { access: { itAccess: 'student-like', idCard: 'no' } });
  await head.presses('Approve');
  await world.work();
  const { id } = requestIn(world);
  await world.tab({ id: sponsorId }).does('propose-change', id, { terms: { idCard: true } });
  await world.work();
  return id;
}

describe('a card that was requested without its photo', () => {
  it('should be asked for twice, then lapse with a reason, and trouble no approver', async () => {
    const id = await wantsCard();
    const before = head.messages().length;
    const asked: string[] = [];
    await world.passTo('2027-02-04T09:00', () => {
      const text = seenBy(sponsor);
      if (/needs a photo/.test(text)) asked.push(world.clock.now().toPlainDate().toString());
    });
    // After three and seven working days.
    expect([...new Set(asked)].slice(0, 2)).toEqual(['2027-01-21', '2027-01-27']);
    expect(seenBy(sponsor)).toContain('Add the photo by Fri 5 Feb 2027, or the change to an ID card lapses.');
    expect(head.messages().length).toBe(before);
    await world.passTo('2027-02-08T09:00');
    expect(proposal()?.last).toMatchObject({ answer: 'unanswered', awaitsPhoto: true, answered: { channel: 'clock' } });
    expect((await eventsOf(world)).at(-1)).toBe('lapse-proposal');
    expect(JSON.stringify(sponsor.messages())).toContain('lapsed, as no photo was added; it stays as approved');
    await sponsor.says(id);
    expect(seenBy(sponsor)).toMatch(/The change to an ID card lapsed on Mon 8 Feb 2027, as no photo was added\./);
    const { timeline, photoWanted } = await world.tab({ id: sponsorId }).opens(id);
    expect([timeline[0]?.title, photoWanted]).toEqual(['Requested change lapsed, as no photo was added', undefined]);
    expect(head.messages().length).toBe(before);
  });

  it('should be asked for no more once it has its photo', async () => {
    const id = await wantsCard();
    await sponsor.sendsFile(await picture(900, 1200));
    await world.work();
    expect((await eventsOf(world)).slice(-2)).toEqual(['photo-sent', 'propose-photo']);
    expect([blobs(), proposal()?.open?.photo?.blob]).toEqual([[proposal()?.open?.photo?.blob], blobs()[0]]);
    expect((await world.tab({ id: headId }).opens(id)).hasPhoto).toBe(true);
    expect(seenBy(head)).toContain('an ID card (now none)');
    await world.passTo('2027-02-12T09:00');
    expect(proposal()?.open).toBeDefined();
    expect(seenBy(sponsor)).not.toContain('needs a photo');
  });
});

describe('a picture sent in the chat', () => {
  it('should be taken for the only card that lacks one, one at a time, and be told when it is there', async () => {
    await wantsCard();
    const file = await picture(900, 1200);
    const [answer] = await sponsor.sendsFile(file);
    expect(textOf(answer!.card!)).toContain('We are checking the photo');
    expect((await sponsor.sendsFile(file))[0]?.text).toContain('still checking your last photo');
    await world.work();
    expect(sponsor.messages().some(({ card }) => card && textOf(card).includes('The photo has been added and cropped automatically'))).toBe(
      true,
    );
    expect(blobs()).toHaveLength(1);
    // There is nothing left to which it could belong.
    const [late] = await sponsor.sendsFile(file);
    expect(textOf(late!.card!)).toContain('None of your drafts needs a photo');
    await world.work();
    expect(blobs()).toHaveLength(1);
  });

  it('should be told why where it is no picture, and leave the request as it was', async () => {
    await wantsCard();
    await sponsor.sendsFile(Buffer.from('no picture'));
    await world.work();
    expect(proposal()?.open?.awaitsPhoto).toBe(true);
    expect(blobs()).toEqual([]);
    world.clock.pass({ minutes: 2 });
    await sponsor.sendsFile(await picture(900, 1200));
    await world.work();
    expect(proposal()?.open?.photo).toBeDefined();
  });

  it('should be asked about where a draft lacks one too, and name the request', async () => {
    const id = await wantsCard();
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Osei' });
    await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
    const draft = (await draftOf(world, sponsor)).id;
    const [answer] = await sponsor.sendsFile(await picture(900, 1200));
    expect(textOf(answer!.card!)).toContain(`If it is for the ID card of ${id}, open that request and select “Add the photo”.`);
    await sponsor.presses('Use it here');
    await world.work();
    expect((await world.stores.drafts.read(sponsor.id, draft))?.value.answers.photo?.blob).toBe(blobs()[0]);
    expect(proposal()?.open?.awaitsPhoto).toBe(true);
  });
});
