import { draftOf, makesRequest, newsOf, requestIn, requestsIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);
beforeEach(async () => {
  await makesRequest(world, sponsor, { reason: 'contractor-consultant', employer: 'Fenwick Instruments Ltd' });
});

describe('another like this', () => {
  it('should ask for the names alone, and make a request of its own beside the first', async () => {
    const first = requestIn(world);
    await sponsor.presses('Request another like this');
    expect(seenBy(sponsor)).toContain('Who is visiting, and why?');
    expect(sponsor.inputs()).toEqual({ reason: 'contractor-consultant', firstName: '', lastName: '' });
    await sponsor.presses('Next', { firstName: 'Ines', lastName: 'Vale' });
    expect(Object.fromEntries(Object.entries(sponsor.inputs()).filter(([, value]) => value !== ''))).toEqual({
      employer: 'Fenwick Instruments Ltd',
      validFrom: '2027-02-01',
      validTo: '2027-06-30',
      itAccess: 'staff-like',
      idCard: 'no',
    });
    await sponsor.presses('Next');
    await sponsor.presses('Make request');
    await world.work();
    const second = requestsIn(world)
      .all()
      .find(({ id }) => id !== first.id);
    expect(second?.answers).toEqual({
      department: 'computer-science',
      reason: 'contractor-consultant',
      employer: 'Fenwick Instruments Ltd',
      firstName: 'Ines',
      lastName: 'Vale',
      validFrom: '2027-02-01',
      validTo: '2027-06-30',
      itAccess: 'staff-like',
      idCard: false,
    });
    expect(
      requestsIn(world)
        .all()
        .find(({ id }) => id === first.id),
    ).toEqual(first);
    expect(seenBy(head)).toContain('Ines Vale');
  });

  it('should not lose what is being typed to a decision about the first, which is told in a message of its own', async () => {
    await sponsor.presses('Request another like this');
    const draft = sponsor.lastCard().activity;
    await head.presses('Approve');
    await world.work();
    expect(newsOf(sponsor)).toContain('Eleanor Brightwater approved your request');
    expect(sponsor.buttons(draft)).toContain('Next');
    await sponsor.presses('Next', { firstName: 'Ines', lastName: 'Vale' }, { on: draft });
    expect(await draftOf(world, sponsor)).toMatchObject({ step: 'visit', answers: { firstName: 'Ines' } });
  });

  it('should be there for a request that is over', async () => {
    await head.presses('Reject');
    await head.presses('Reject', { words: 'No room.' });
    await world.work();
    await sponsor.presses('Request another like this');
    expect(seenBy(sponsor)).toContain('Who is visiting, and why?');
    expect((await draftOf(world, sponsor)).answers).not.toHaveProperty('firstName');
  });
});
