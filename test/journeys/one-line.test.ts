import { requestsIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor', 'head']);
const line = 'new visitor Zoë Ito, contractor at Acme Robotics, 8 Feb to 30 Jul, staff-like, no card';

describe('a new visitor in one line', () => {
  it('should be a draft filled with all that was understood, to be checked before anything is sent', async () => {
    await sponsor.says(line);
    expect(seenBy(sponsor)).toContain('Check and make the request');
    expect(seenBy(sponsor)).toContain(
      'Understood: Reason Contractor/Consultant, First name Zoë, Last name Ito, Employer Acme Robotics, Valid from Mon 8 Feb 2027, Valid to Fri 30 Jul 2027, IT access Staff-like, ID card No.',
    );
    expect(requestsIn(world).all()).toEqual([]);
    await sponsor.presses('Make request');
    expect(requestsIn(world).all()).toMatchObject([
      {
        status: 'pending',
        answers: { firstName: 'Zoë', lastName: 'Ito', employer: 'Acme Robotics', validTo: '2027-07-30', idCard: false },
      },
    ]);
  });

  it('should ask the rest, from the first card with something missing', async () => {
    await sponsor.says('new visitor Zoë, contractor at Acme Robotics, 8 Feb to 30 Jul, staff-like, no card');
    expect(seenBy(sponsor)).toContain('Who is visiting, and why?');
    expect(seenBy(sponsor)).toMatch(/Understood: Reason Contractor\/Consultant, Employer Acme Robotics/);
    expect(seenBy(sponsor)).not.toContain('First name Zoë');
  });

  it('should ask what the form presumes, where the line does not say it', async () => {
    await sponsor.says('new visitor Zoë Ito, volunteer, 8 Feb to 30 Jul');
    expect(seenBy(sponsor)).toContain('Dates, access and details');
  });

  it('should stand beside a draft that is kept', async () => {
    await sponsor.says('new visitor');
    await sponsor.says(line);
    expect(await world.stores.drafts.list(sponsor.id, 5)).toHaveLength(2);
  });

  it('should be as without a line where nothing of it is certain', async () => {
    await sponsor.says('new visitor account please');
    expect(seenBy(sponsor)).toContain('Which school or professional service');
    expect(seenBy(sponsor)).not.toContain('Understood');
  });

  it('should be refused to whoever may not sponsor', async () => {
    world.stores.people.person = async () => ({ id: sponsor.id, name: 'x', mail: 'x', isEnabled: true, isStaff: false, isAdmin: false });
    await sponsor.says(line);
    expect(seenBy(sponsor)).not.toContain('Ito');
  });
});
