import type { InMemoryPhotos } from '../fakes/in-memory-photos';
import { samplePeople } from '../fakes/sample';
import { adminId, deputyId, headId, sponsorId } from '../make';
import { eventsOf, forges, linkOn, makesRequest, requestIn, seenBy, textOf, uploads } from './steps';
import { story } from './story';

const officeId = samplePeople.find(({ role }) => role === 'cardoffice')?.id ?? '';
const { world, sponsor, head } = story(['sponsor', 'head']);

/** Approved with student-like access and no card, from 1 February; it is 18 January. */
async function hasVisitor(): Promise<string> {
  await makesRequest(world, sponsor, { access: { itAccess: 'student-like', idCard: 'no' } });
  await head.presses('Approve');
  await world.work();
  world.clock.pass({ hours: 1 });
  await sponsor.says(requestIn(world).id);
  return requestIn(world).id;
}

async function asksFor(typed: Record<string, string>): Promise<void> {
  await sponsor.presses('Request a change');
  await sponsor.presses('Request a change', typed);
  await world.work();
}

const opens = async (person = sponsor) => {
  await person.says(requestIn(world).id);
  return seenBy(person);
};
const stands = () => {
  const { answers, validFrom } = requestIn(world);
  return [answers.itAccess, answers.idCard, validFrom];
};
describe('a change of what was approved', () => {
  it('should be asked for with what can change alone, bad input beside its field and nothing typed lost', async () => {
    await hasVisitor();
    await sponsor.presses('Request a change');
    expect(seenBy(sponsor)).toContain('Valid from (approved: Mon 1 Feb 2027)');
    const typed = { validFrom: '2027-07-01', itAccess: 'staff-like', words: 'Her visa comes late.' };
    await sponsor.presses('Request a change', typed);
    expect(seenBy(sponsor)).toContain('Choose a day up to Wed 30 Jun 2027, the last day.');
    expect(JSON.stringify(sponsor.lastCard().card)).toContain('"value":"Her visa comes late."');
    expect(JSON.stringify(sponsor.lastCard().card)).toContain('"value":"2027-07-01"');
    await sponsor.presses('Request a change', { ...typed, validFrom: '2027-02-01', itAccess: 'student-like', words: '' });
    expect(seenBy(sponsor)).toContain('Nothing is different from what was approved or already requested.');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should be seen to wait by everybody, while what was approved stands', async () => {
    const id = await hasVisitor();
    await asksFor({ itAccess: 'staff-like', validFrom: '2027-02-15', words: 'She teaches two modules.' });
    expect(stands()).toEqual(['student-like', false, '2027-02-01']);
    const waits =
      'The change to Staff-like access and Valid from Mon 15 Feb 2027 is waiting for Eleanor Brightwater; until it is agreed, the account stays as approved.';
    expect(await opens()).toContain(waits);
    expect(sponsor.buttons()).toEqual(expect.arrayContaining(['Edit the change', 'Withdraw the change']));
    expect(head.lastCard().summary).toEqual(
      expect.stringMatching(/^Visiting Professor, 1 Feb to .*, change: Marisol Okafor needs your approval by Mon 1 Feb$/),
    );
    for (const part of ['A change for your decision', 'Staff-like access (now Student-like access)', 'She teaches two modules.'])
      expect(seenBy(head)).toContain(part);
    const admin = world.tab({ id: adminId });
    expect((await admin.opens(id)).line).toContain(waits);
    expect((await admin.lists('requests', { filter: { waits: 'any' } })).rows).toMatchObject([
      { request: id, statusLabel: 'Approved', proposed: 'Change to Staff-like access and Valid from 15 Feb 2027' },
    ]);
    expect((await world.tab({ id: headId }).lists('waiting')).rows).toMatchObject([
      { request: id, statusLabel: 'Change requested', tone: 'accent', since: '2027-01-18', may: [] },
    ]);
    expect((await world.tab({ id: headId }).counts()).waiting).toEqual({ total: 1, isMore: false });
    expect((await admin.opens(id)).timeline.map(({ title }) => title)).toContain('Change requested');
    await world.product.sweep();
    expect((await admin.overview()).figures).toMatchObject({ waiting: 1 });
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('Change to Staff-like access and Valid from 15 Feb 2027 is waiting for Eleanor Brightwater');
  });

  it('should be agreed to in Outlook, and its sponsor be told; the account follows', async () => {
    const id = await hasVisitor();
    await asksFor({ itAccess: 'staff-like', validFrom: '2027-02-15' });
    const mailbox = world.outlook({ id: headId });
    await mailbox.getsMail(id);
    expect(mailbox.buttons()).toEqual(['Agree', 'Refuse', 'Open in Teams']);
    expect(await mailbox.presses('Agree')).toMatchObject({ status: 200 });
    expect(stands()).toEqual(['staff-like', false, '2027-02-15']);
    await world.work();
    expect(sponsor.lines().at(-1)?.summary).toEqual(expect.stringMatching(/, change: Eleanor Brightwater agreed$/));
    expect((await world.tab({ id: sponsorId }).opens(id)).timeline[0]).toMatchObject({
      title: 'Change agreed',
      changes: expect.arrayContaining([{ label: 'IT access', before: 'Student-like', after: 'Staff-like' }]),
    });
    await world.passTo('2027-02-02T09:00');
    expect(requestIn(world).status).toBe('approved');
    await world.passTo('2027-02-15T09:00');
    expect(requestIn(world).status).toBe('active');
  });

  it('should be refused in the tab with a reason, and edited or withdrawn by its sponsor before', async () => {
    const id = await hasVisitor();
    await asksFor({ itAccess: 'staff-like' });
    await opens();
    await sponsor.presses('Edit the change');
    await sponsor.presses('Edit the change', { itAccess: 'student-like', validFrom: '2027-02-08' });
    await world.work();
    expect(requestIn(world).account?.proposal?.open?.change).toEqual({ validFrom: '2027-02-08' });
    await opens();
    await sponsor.presses('Withdraw the change');
    await sponsor.presses('Withdraw the change');
    await world.work();
    for (const { card } of head.cards()) expect(textOf(card)).not.toContain('A change for your decision');
    const tab = world.tab({ id: sponsorId });
    const done = await tab.does('propose-change', id, { terms: { itAccess: 'none', idCard: false } }).catch(({ problem }) => problem);
    expect(done).toMatchObject({
      status: 422,
      field: 'itAccess',
      title: 'Choose IT access or an ID card. To close the account, end it instead.',
    });
    await tab.does('propose-change', id, { terms: { itAccess: 'staff-like' } });
    await world.work();
    const answer = await world.tab({ id: deputyId }).does('refuse', id, { words: 'Student-like is enough.' });
    expect(answer.sentence).toBe('You refused the change. The account stays as approved, and the sponsor will see your reason.');
    await world.work();
    expect(await opens()).toContain('Student-like is enough.');
    expect(await eventsOf(world)).toEqual([
      'request',
      'approve',
      'propose-change',
      'propose-change',
      'cancel-proposal',
      'propose-change',
      'refuse',
    ]);
  });

  it('should be reminded of by its sponsor and by the clock, and reach the admins', async () => {
    const id = await hasVisitor();
    await asksFor({ itAccess: 'staff-like' });
    await world.passTo('2027-01-19T10:00');
    await opens();
    await sponsor.presses('Send a reminder');
    await world.work();
    expect(head.cards().at(-1)?.summary).toEqual(expect.stringMatching(/, change: Marisol Okafor reminds you to decide$/));
    await world.passTo('2027-01-27T09:00');
    const { items } = await world.tab({ id: adminId }).attention();
    expect(items).toContainEqual(expect.objectContaining({ kind: 'unanswered', request: id }));
  });

  it('should be agreed to by nobody who is involved, and not on what was shown before', async () => {
    const id = await hasVisitor();
    await asksFor({ itAccess: 'staff-like' });
    const { revision } = requestIn(world);
    expect((await forges(world, sponsor, 'agree', { request: id, revision })).text).toContain('someone else has to decide it');
    const seen = head.lastCard();
    await opens();
    await sponsor.presses('Edit the change');
    await sponsor.presses('Edit the change', { validFrom: '2027-02-08' });
    await head.presses('Agree', {}, { seen });
    expect(stands()).toEqual(['student-like', false, '2027-02-01']);
  });
});

describe('a card that is newly wanted', () => {
  it('should be asked with its photo, which is added by a link, and reach the card office with the agreement', async () => {
    const id = await hasVisitor();
    const blobs = () => (world.stores.photos as InMemoryPhotos).names();
    const before = head.messages().length;
    await asksFor({ idCard: 'yes' });
    expect([head.messages().length, stands()[1]]).toEqual([before, false]);
    expect(seenBy(sponsor)).toContain('The change to an ID card goes to the approver once the photo has been added.');
    await sponsor.presses('Add the photo');
    const link = linkOn(sponsor.lastCard().card);
    expect((await uploads(world, link)).status).toBe(200);
    expect((await uploads(world, link)).status).toBe(410);
    await world.work();
    expect(seenBy(head)).toContain('an ID card (now none)');
    expect(linkOn(head.lastCard().card)).toContain(id);
    expect((await world.tab({ id: headId }).opens(id)).hasPhoto).toBe(true);
    const cards = async () => (await world.tab({ id: officeId }).lists('cards')).rows.map(({ request }) => request);
    expect(await cards()).toEqual([]);
    await head.presses('Agree');
    await world.work();
    expect(await cards()).toEqual([id]);
    expect([stands()[1], requestIn(world).answers.photo?.blob]).toEqual([true, blobs()[0]]);
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'propose-change', 'photo-link', 'propose-photo', 'agree']);
  });

  it('should have its photo deleted by the night where it is refused, and not before', async () => {
    const id = await hasVisitor();
    const blobs = () => (world.stores.photos as InMemoryPhotos).names();
    const tab = world.tab({ id: sponsorId });
    await tab.does('propose-change', id, { terms: { idCard: true } });
    expect((await tab.opens(id)).photoWanted).toMatchObject({ label: 'Photo for the ID card' });
    await uploads(world, `https://x.example/photo#${await tab.proposedPhotoLink(id)}`);
    await world.work();
    const nights = async (days: number) => {
      for (let day = 0; day < days; day += 1) {
        // With the two hours of work below, a day: each night looks at another thirtieth.
        world.clock.pass({ hours: 22 });
        await world.product.reconcile();
        await world.work(7_200);
      }
    };
    await nights(3);
    expect(blobs()).toHaveLength(1);
    await world.tab({ id: headId }).does('refuse', id, { words: 'No card.' });
    await nights(30);
    expect(blobs()).toEqual([]);
  });

  it('should be nobody else’s to add, and not once it is withdrawn', async () => {
    const id = await hasVisitor();
    const tab = world.tab({ id: sponsorId });
    await tab.does('propose-change', id, { terms: { idCard: true } });
    await expect(world.tab({ id: headId }).proposedPhotoLink(id)).rejects.toMatchObject({ problem: { status: 403 } });
    const link = `https://x.example/photo#${await tab.proposedPhotoLink(id)}`;
    await tab.does('cancel-proposal', id);
    expect((await uploads(world, link)).status).toBe(410);
    expect((world.stores.photos as InMemoryPhotos).names()).toEqual([]);
  });
});
