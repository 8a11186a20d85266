import { draftOf, makesRequest, requestIn, requestsIn, seenBy, textOf } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);
const named = (lastName: string) => ({ names: { firstName: 'Ottoline', lastName } });
const shownIn = (activity: string, of: typeof sponsor) => textOf(of.cards().find((one) => one.activity === activity)?.card ?? {});

describe('New visitor, on the card of a request just made', () => {
  beforeEach(async () => {
    await makesRequest(world, sponsor);
  });

  it('should begin the next one in a message of its own, and leave the request’s card live', async () => {
    const made = sponsor.lastCard();
    expect(sponsor.buttons().slice(0, 2)).toEqual(['Edit', 'New visitor']);
    expect(await sponsor.presses('New visitor')).toMatchObject({ text: 'Your draft is in a new message at the end of this chat.' });
    expect(shownIn(made.activity, sponsor)).toContain('Waiting for a decision');
    expect(seenBy(sponsor)).toContain('Which school or professional service');
    const draft = sponsor.lastCard().activity;
    await sponsor.presses('Next', { department: 'history' });
    expect(await draftOf(world, sponsor)).toMatchObject({ step: 'who', answers: { department: 'history' } });
    await head.presses('Approve');
    await world.work();
    // What became of the first goes to its own card, and not over the draft.
    expect(shownIn(draft, sponsor)).toContain('Who is visiting, and why?');
    expect(requestIn(world).status).toBe('approved');
  });

  it('should begin one draft where Teams delivers the press twice', async () => {
    await sponsor.presses('New visitor');
    await world.teams.repeatLast({ newId: true });
    expect(await world.stores.drafts.list(sponsor.id, 5)).toHaveLength(1);
  });

  it('should offer the saved drafts where there are some, beside the request too', async () => {
    const made = sponsor.lastCard();
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'history' });
    expect(await sponsor.presses('New visitor', {}, { on: made.activity })).toMatchObject({
      text: 'Your saved drafts are in a new message at the end of this chat.',
    });
    expect(seenBy(sponsor)).toContain('You have a saved draft');
    expect(shownIn(made.activity, sponsor)).toContain('Waiting for a decision');
    await sponsor.presses('Start another');
    expect(await world.stores.drafts.list(sponsor.id, 5)).toHaveLength(2);
  });
});

describe('Next one, on the card of a request just decided', () => {
  beforeEach(async () => {
    for (const lastName of ['Ash', 'Birch', 'Cedar']) {
      await makesRequest(world, sponsor, named(lastName));
      world.clock.pass({ minutes: 1 });
    }
  });
  const cardOf = (lastName: string) => head.cards().findLast(({ card }) => textOf(card).includes(`${lastName}, Visiting`))!;
  const fullCards = () => head.cards().filter(({ card }) => 'refresh' in card && textOf(card).includes('Reference\nVR-'));

  it('should bring the one that has waited longest, as its one live card, a press each', async () => {
    await head.presses('Approve', {}, { on: cardOf('Ash').activity });
    const decided = cardOf('Ash').activity;
    expect(head.buttons(decided)).toContain('Next one');
    await world.work();
    const before = cardOf('Birch').activity;
    expect(await head.presses('Next one', {}, { on: decided })).toMatchObject({
      text: 'The next request is in a new message at the end of this chat.',
    });
    await world.work();
    expect(seenBy(head)).toContain('Birch, Visiting');
    expect(shownIn(decided, head)).toContain('Approved by');
    expect(shownIn(before, head)).toMatch(/: You were asked to decide this request\.$/);
    expect(fullCards()).toHaveLength(3);
    await head.presses('Approve');
    // The lists follow a moment later: what was just decided is not brought again.
    await head.presses('Next one', {}, { on: decided });
    expect(seenBy(head)).toContain('Cedar, Visiting');
    await head.presses('Approve');
    expect(await head.presses('Next one')).toMatchObject({ text: 'No other request is waiting for your decision.' });
    expect(
      requestsIn(world)
        .all()
        .map(({ status }) => status),
    ).toEqual(['approved', 'approved', 'approved']);
  });

  it('should be there after an answer with words too, and not for whoever did not decide', async () => {
    await head.presses('Reject', {}, { on: cardOf('Ash').activity });
    await head.presses('Reject', { words: 'No room.' }, { on: cardOf('Ash').activity });
    expect(head.buttons(cardOf('Ash').activity)).toEqual(['Undo my decision', 'Next one']);
    await world.work();
    await sponsor.opensNews();
    expect(sponsor.buttons()).not.toContain('Next one');
  });
});
