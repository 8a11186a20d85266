import { draftOf, makesRequest, requestIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head, admin } = story(['sponsor', 'head', 'admin']);
beforeEach(async () => {
  await makesRequest(world, sponsor);
});

describe('an edit beside what others do', () => {
  it('should go on where it was begun before the request came back', async () => {
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { lastName: 'One' });
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { lastName: 'Two' });
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which project is this for?' });
    await world.work();
    await sponsor.opensNews();
    await sponsor.presses('Edit and resubmit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { lastName: 'Three' });
    expect((await draftOf(world, sponsor)).answers.lastName).toBe('Three');
  });

  it('should leave the answer on the head’s card', async () => {
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which project is this for?' });
    await world.work();
    await sponsor.presses('Answer', { words: 'For the tidal project' });
    await world.work();
    expect(seenBy(head)).toContain('For the tidal project');
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { firstName: 'Otti' });
    await sponsor.presses('Resubmit');
    await world.work();
    expect(seenBy(head)).toContain('For the tidal project');
  });

  it('should show the head both of two edits', async () => {
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-07-31' });
    await sponsor.presses('Resubmit');
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { firstName: 'Otti' });
    await sponsor.presses('Resubmit');
    await world.work();
    expect(seenBy(head)).toContain('31 Jul 2027.');
  });

  it('should find the answer still there after an admin has sent the question again', async () => {
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which project is this for?' });
    await world.work();
    await sponsor.presses('Answer', { words: 'For the tidal project' });
    await world.work();
    await world.tab(admin).does('resend', requestIn(world).id);
    await world.work();
    expect(seenBy(head)).toContain('For the tidal project');
  });

  it('should be taken where it was begun before an admin sent the question again', async () => {
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { lastName: 'One' });
    const card = sponsor.lastCard();
    await world.tab(admin).does('resend', requestIn(world).id);
    await world.work();
    await sponsor.presses('Resubmit', {}, { seen: card });
    await world.work();
    expect(requestIn(world).answers.lastName).toBe('One');
  });

  it('should say what is missing where it is sent incomplete from the page', async () => {
    await sponsor.presses('Edit');
    const { id } = await draftOf(world, sponsor);
    const tab = world.tab(sponsor);
    const view = await tab.fills(id, { lastName: '' });
    const said = await tab.sends({ draft: id, revision: view.revision, round: view.round });
    expect(JSON.stringify(said)).not.toContain('has changed since');
  });

  it('should say what is missing in the chat where a date has run out since', async () => {
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { lastName: 'Vale' });
    const card = sponsor.lastCard();
    world.clock.pass({ days: 60 });
    await sponsor.presses('Resubmit', {}, { seen: card });
    expect(seenBy(sponsor)).not.toContain('has changed since');
  });
});
