import type { InMemoryPhotos } from '../fakes/in-memory-photos';
import { sampleDepartments } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { deputyId, headId } from '../make';
import { eventsOf, makesRequest, photoLink, requestIn, seenBy, textOf, uploads } from './steps';
import { story } from './story';

const { world, sponsor, head, deputy } = story(['sponsor', 'head', 'deputy']);

describe('the question to the head', () => {
  it('should hold what a decider needs, how long the stay is, who asks, and what to look at', async () => {
    await makesRequest(world, sponsor, { dates: { validFrom: '2027-02-01', validTo: '2027-02-20' }, more: { telephone: '01632 960 147' } });
    expect(seenBy(head)).toMatch(
      /A visitor request for your decision\nOttoline Fairweather, Visiting Professor\nSponsor: Marisol Okafor[^]*Mon 1 Feb 2027 to Sat 20 Feb 2027[^]*Staff-like[^]*Requested on Mon 18 Jan 2027 at 10:15[^]*School of Computer Science[^]*20 days/,
    );
    expect(seenBy(head)).toContain('The stay is shorter than a month.');
    expect(seenBy(head)).not.toContain('01632');
    expect(deputy.cards()).toHaveLength(1);
  });
});

describe('approving', () => {
  it.each([
    ['2027-02-01', 'approved', 'Approved'],
    ['2027-01-18', 'active', 'Active'],
  ])('should make an account from %s %s', async (validFrom, status, shown) => {
    await makesRequest(world, sponsor, { dates: { validFrom, validTo: '2027-06-30' } });
    await head.presses('Approve');
    expect(seenBy(head)).toContain(`${shown}\nApproved by Eleanor Brightwater on Mon 18 Jan 2027 at 10:15 in Teams.`);
    expect(head.buttons()).toEqual(['Undo my decision', 'Next one', 'End the account now']);
    expect(requestIn(world)).toMatchObject({ status, decision: { by: headId, verb: 'approve' } });
    await world.work();
    // The card of the draft became the request’s own; the outcome is a line of its own, so that it rings.
    const [made, told] = sponsor.cards().slice(-2);
    expect(textOf(made?.card ?? {})).toContain(shown);
    expect(told?.summary).toContain('Eleanor Brightwater approved your request');
  });

  it('should be refused once the last day has passed', async () => {
    await makesRequest(world, sponsor);
    world.clock.set('2027-07-01T09:00:00');
    await head.presses('Approve');
    expect(seenBy(head)).toContain('Lapsed');
    expect(await eventsOf(world)).toEqual(['request']);
  });
});

describe.each([
  ['Reject', 'rejected', 'reject', 'Why are you rejecting this request?'],
  ['Return with a question', 'returned', 'return', 'What do you need the sponsor to answer or change?'],
])('%s', (title, status, verb, question) => {
  it('should ask for words, show them to the sponsor as they are, and record them', async () => {
    await makesRequest(world, sponsor);
    await head.presses(title);
    expect(seenBy(head)).toContain(question);
    expect(requestIn(world).status).toBe('pending');
    await head.presses(title, { words: 'We have no *desk*; is [room 2](x) free?' });
    await world.work();
    expect(requestIn(world)).toMatchObject({ status, decision: { verb, words: 'We have no *desk*; is [room 2](x) free?' } });
    expect(seenBy(sponsor)).toContain('We have no *desk*; is [room 2](x) free?');
    expect(seenBy(head)).toContain('We have no *desk*');
  });

  it.each([
    ['nothing', '   ', 'Please write a few words'],
    ['5,000 characters', `${'word '.repeat(999)}end`, 'at most 1000 characters'],
  ])('should ask again after %s, with what was typed kept', async (_what, words, sentence) => {
    await makesRequest(world, sponsor);
    await head.presses(title);
    await head.presses(title, { words });
    expect(seenBy(head)).toContain(sentence);
    expect(words.startsWith(String(head.inputs()['words']))).toBe(true);
    expect(String(head.inputs()['words']).length).toBeGreaterThanOrEqual(Math.min(words.length, 3000));
    expect(await eventsOf(world)).toEqual(['request']);
    await head.presses('Cancel');
    expect(head.buttons()).toContain('Approve');
  });
});

describe('a returned request', () => {
  it('should be changed, sent again and asked anew in a new message, the old card closed', async () => {
    await makesRequest(world, sponsor, { access: { itAccess: 'none', idCard: 'yes' } });
    const asked = head.lastCard();
    const photos = world.stores.photos as InMemoryPhotos;
    const [firstPhoto] = photos.names();
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Is the photo recent?' });
    await world.work();
    expect(seenBy(sponsor)).toContain('Is the photo recent?');

    await sponsor.presses('Edit and resubmit');
    expect(seenBy(sponsor)).toContain('Is the photo recent?');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { firstName: 'Octavia', lastName: 'Fairweather' });
    await uploads(world, await photoLink(sponsor));
    await world.work();
    expect(photos.names()).toContain(firstPhoto);
    const before = head.messages().length;
    await sponsor.presses('Resubmit');
    await world.work();

    expect(requestIn(world)).toMatchObject({ status: 'pending', revision: 3, answers: { firstName: 'Octavia' } });
    expect(requestIn(world)).not.toHaveProperty('decision');
    expect(photos.names()).toEqual([requestIn(world).answers.photo?.blob]);
    expect(photos.names()).not.toContain(firstPhoto);
    expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
    expect(head.messages()).toHaveLength(before + 1);
    expect(seenBy(head)).toContain('Octavia');
    // The question of the first round is redrawn as it stands now; as it was seen then, its buttons do nothing.
    await head.presses('Approve', {}, { seen: asked });
    expect(await eventsOf(world)).toEqual(['request', 'return', 'resubmit']);
    await head.presses('Approve');
    await world.work();
    const shown = head.cards().slice(1);
    expect(shown.filter(({ card }) => textOf(card).includes('Approved by'))).toHaveLength(1);
    for (const { activity } of shown) expect(head.buttons(activity)).not.toContain('Approve');
  });

  it('should go on with the change begun before, and drop it when the request is withdrawn', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Who is this?' });
    await world.work();
    const returned = sponsor.lastCard();
    await sponsor.presses('Edit and resubmit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Save for later', { firstName: 'Octavia' });
    await sponsor.says('new visitor');
    expect(seenBy(sponsor)).toContain('Octavia Grace Fairweather');
    await sponsor.presses('Continue');
    await sponsor.presses('Next');
    const review = sponsor.lastCard();
    await sponsor.presses('Withdraw', {}, { seen: returned });
    await sponsor.presses('Withdraw', {}, { on: returned.activity });
    await sponsor.presses('Resubmit', {}, { seen: review });
    expect(seenBy(sponsor)).toContain('Withdrawn');
    expect(requestIn(world)).toMatchObject({ status: 'withdrawn', answers: { firstName: 'Ottoline' } });
    expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
  });
});

describe('a late press', () => {
  it.each(['Approve', 'Reject', 'Return with a question'])(
    'of %s should say who decided, when and where, and change nothing',
    async (title) => {
      await makesRequest(world, sponsor);
      const seen = head.lastCard();
      await deputy.says('waiting for me');
      await deputy.presses('Open');
      world.clock.pass({ hours: 3 });
      await deputy.presses('Approve');
      await head.presses(title, {}, { seen });
      expect(seenBy(head)).toContain('nothing was done');
      expect(seenBy(head)).toMatch(/Approved by Tomasz Więcek on Mon 18 Jan 2027 at 13:1\d in Teams\./);
      expect(head.buttons()).toEqual(['End the account now']);
      expect(await eventsOf(world)).toEqual(['request', 'approve']);
      expect(requestIn(world).decision?.by).toBe(deputyId);
    },
  );
});

describe('who is asked', () => {
  it('should be the deputies for the head’s own request, whose cards all close with the decision of one', async () => {
    const nominees = await Promise.all(
      (sampleDepartments.find(({ id }) => id === 'chemistry')?.deputies ?? []).map((id) => world.person(id)),
    );
    const chair = await world.person(sampleDepartments.find(({ id }) => id === 'chemistry')?.head ?? '');
    await makesRequest(world, chair, { department: 'chemistry' });
    expect(nominees).toHaveLength(2);
    for (const one of nominees) expect(one.buttons()).toContain('Approve');
    expect(chair.buttons()).toEqual(['Edit', 'New visitor', 'Request another like this', 'Hand over', 'Withdraw']);
    const [first, second] = nominees as [TeamsPerson, TeamsPerson];
    await first.presses('Reject');
    await first.presses('Reject', { words: 'Not this term.' });
    await world.work();
    expect(seenBy(second)).toMatch(/Rejected by [^]* in Teams\./);
    expect(second.buttons()).toEqual([]);
    expect(second.messages()).toHaveLength(2);
    expect(seenBy(chair)).toContain('Not this term.');
  });

  it('should be the admins where a department has nobody', async () => {
    await makesRequest(world, sponsor, { department: 'archive' });
    const admin = await world.somebody('admin');
    await admin.says('waiting for me');
    await admin.presses('Open');
    await admin.presses('Approve');
    await world.work();
    expect(seenBy(sponsor)).toContain("Approved by Siobhán O'Driscoll");
  });
});
