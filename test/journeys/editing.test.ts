import { problemOf, viewIn } from '../fakes/tab-person';
import { draftOf, eventsOf, forges, makesRequest, messagesLike, requestIn, seenBy, textOf } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);
beforeEach(async () => {
  await makesRequest(world, sponsor);
});

async function shortens(): Promise<void> {
  await sponsor.presses('Edit visit');
  await sponsor.presses('Next', { validTo: '2027-05-31' });
}

const notSent = 'Your changes were not sent: this request was decided or closed before you resubmitted it.';

describe('editing a request that waits for its decision', () => {
  it('should ask the head anew, say what was changed, and close the old question', async () => {
    const asked = head.lastCard();
    await sponsor.presses('Edit');
    expect(requestIn(world)).toMatchObject({ status: 'pending', revision: 1 });
    await shortens();
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { lastName: 'Fairweather-Vale' });
    await sponsor.presses('Resubmit');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'pending', revision: 2, validTo: '2027-05-31', question: { revision: 2 } });
    expect(await eventsOf(world)).toEqual(['request', 'resubmit']);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(2);
    expect(seenBy(head)).toContain(
      'Changed since this was last requested\nLast name Fairweather → Fairweather-Vale; Valid to Wed 30 Jun 2027 → Mon 31 May 2027.',
    );
    expect(seenBy(sponsor)).toContain('Changed since this was last requested');
    expect(seenBy(head)).toContain('Resubmitted on Mon 18 Jan 2027');
    await head.presses('Approve', {}, { seen: asked });
    expect(requestIn(world).status).toBe('pending');
    await head.presses('Approve');
    expect(requestIn(world)).toMatchObject({ status: 'approved', validTo: '2027-05-31' });
    expect(seenBy(head)).not.toContain('Changed since');
    expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
  });

  it('should change nothing until it is sent: the head may decide meanwhile, and the sponsor is told', async () => {
    await sponsor.presses('Edit');
    await shortens();
    const review = sponsor.lastCard();
    await head.presses('Approve');
    await world.work();
    await sponsor.presses('Resubmit', {}, { seen: review });
    expect(seenBy(sponsor)).toContain('Approved by Eleanor Brightwater');
    expect(seenBy(sponsor)).toContain(notSent);
    // Pressed once more, it is plainly the request.
    await sponsor.presses('Resubmit', {}, { seen: review });
    expect(seenBy(sponsor)).not.toContain(notSent);
    expect(requestIn(world)).toMatchObject({ status: 'approved', validTo: '2027-06-30' });
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should let one of sending and deciding win where both come at once', async () => {
    await sponsor.presses('Edit');
    await shortens();
    await Promise.all([sponsor.presses('Resubmit'), head.presses('Approve')]);
    await world.work();
    const events = await eventsOf(world);
    expect(events).toHaveLength(2);
    const { status, validTo } = requestIn(world);
    expect([
      ['pending', '2027-05-31'],
      ['approved', '2027-06-30'],
    ]).toContainEqual([status, validTo]);
  });

  it('should lose nothing that was typed when the head returns it meanwhile', async () => {
    await sponsor.presses('Edit');
    await shortens();
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which project is this for?' });
    await world.work();
    await sponsor.opensNews();
    await sponsor.presses('Edit and resubmit');
    expect(seenBy(sponsor)).toContain('Which project is this for?');
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ validTo: '2027-05-31', lastName: 'Fairweather' });
    await sponsor.presses('Resubmit');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'pending', validTo: '2027-05-31' });
  });

  it('should not ring at anybody where nothing was done', async () => {
    await sponsor.presses('Edit');
    expect(seenBy(sponsor)).toContain('What do you want to edit?\nNothing has been changed yet.');
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next');
    expect(sponsor.buttons()).not.toContain('Resubmit');
    await shortens();
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-06-30' });
    // Changed, and changed back.
    await sponsor.presses('Resubmit');
    await world.work();
    expect(seenBy(sponsor)).toContain('You have not changed anything');
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(1);
    expect(requestIn(world).revision).toBe(1);
  });

  it('should begin reminders anew', async () => {
    await sponsor.presses('Edit');
    await shortens();
    world.clock.pass({ days: 2 });
    await sponsor.presses('Resubmit');
    expect(requestIn(world).question.askedAt.slice(0, 10)).toBe('2027-01-20');
  });

  it('should be for nobody but its sponsor', async () => {
    const { id, revision } = requestIn(world);
    for (const role of ['head', 'deputy', 'admin', 'stranger'] as const) {
      const person = await world.somebody(role);
      if (role !== 'stranger') expect(textOf(person.cards().at(-1)?.card ?? {})).not.toContain('Edit');
      await forges(world, person, 'edit-request', { request: id, revision });
      expect(await world.stores.drafts.list(person.id, 5)).toEqual([]);
    }
  });

  it('should tell deciders that contact details changed, and not what they are', async () => {
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { personalEmail: 'ottoline@example.net', telephone: '01632 960 147' });
    await sponsor.presses('Resubmit');
    await world.work();
    expect(seenBy(head)).toContain('Telephone; Personal email.');
    expect(seenBy(head)).not.toMatch(/example\.net|01632/);
  });
});

describe('editing in the tab', () => {
  const reference = () => requestIn(world).id;

  it('should go on in the draft of the request, and ask the head anew', async () => {
    const tab = world.tab(sponsor);
    expect((await tab.opens(reference())).edit).toBe('Edit');
    expect(viewIn(await tab.edits(reference())).draft).toBe(reference());
    await tab.sends(await tab.fills(reference(), { validTo: '2027-05-31' }));
    await world.work();
    expect(await eventsOf(world)).toEqual(['request', 'resubmit']);
    expect(seenBy(head)).toContain('Valid to Wed 30 Jun 2027 → Mon 31 May 2027.');
  });

  it('should be the same draft as in the chat, with what was typed there', async () => {
    await sponsor.presses('Edit');
    await shortens();
    const { draft } = viewIn(await world.tab(sponsor).edits(reference()));
    expect((await draftOf(world, sponsor)).answers.validTo).toBe('2027-05-31');
    expect(await world.stores.drafts.list(sponsor.id, 5)).toHaveLength(1);
    expect(draft).toBe(reference());
  });

  it('should say that nothing was sent where the head was faster, and then lead to the request', async () => {
    const tab = world.tab(sponsor);
    await tab.edits(reference());
    const edited = await tab.fills(reference(), { validTo: '2027-05-31' });
    await head.presses('Reject');
    await head.presses('Reject', { words: 'No desk is free.' });
    expect(await problemOf(tab.sends(edited))).toMatchObject({ status: 422, title: notSent });
    expect(await tab.sends(edited)).toEqual({ kind: 'request', request: reference() });
    expect(requestIn(world)).toMatchObject({ status: 'rejected', validTo: '2027-06-30' });
  });

  it('should be offered beside the box for the answer, to the sponsor alone, and lead to the request once it is decided', async () => {
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which room?' });
    await world.work();
    const [tab, others] = [world.tab(sponsor), world.tab(head)];
    const { edit, verbs } = await tab.opens(reference());
    expect([edit, verbs[0]?.title]).toEqual(['Edit and resubmit', 'Answer']);
    expect(await others.opens(reference())).not.toHaveProperty('edit');
    expect((await others.calls('POST', `/requests/${reference()}/edit`, {})).status).toBe(403);
    await sponsor.presses('Answer', { words: 'Room 4.12.' });
    await world.work();
    await head.presses('Approve');
    await world.work();
    expect(await tab.opens(reference())).not.toHaveProperty('edit');
    expect(await tab.edits(reference())).toEqual({ kind: 'request', request: reference() });
  });
});
