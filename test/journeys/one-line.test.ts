import { fieldsIn, viewIn } from '../fakes/tab-person';
import { requestsIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor', 'head']);
const line = 'new visitor Zoë Ito, contractor at Acme Robotics, 8 Feb to 30 Jul, staff-like, no card';

describe('a new visitor in one line', () => {
  it('should be a draft filled with all that was understood, to be checked before anything is sent', async () => {
    await sponsor.says(line);
    expect(seenBy(sponsor)).toContain('Check and make the request');
    expect(seenBy(sponsor)).toContain(
      'I understood: Reason Contractor/Consultant; First name Zoë; Last name Ito; Employing organisation Acme Robotics; Valid from Mon 8 Feb 2027; Valid to Fri 30 Jul 2027; IT access Staff-like; ID card No.',
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
    expect(seenBy(sponsor)).toMatch(/I understood: Reason Contractor\/Consultant; Employing organisation Acme Robotics/);
    expect(seenBy(sponsor)).not.toContain('First name Zoë');
  });

  it('should say what was understood as often as its card is drawn, until that step is left', async () => {
    const said = 'I understood: Reason Contractor/Consultant; Employing organisation Acme Robotics';
    await sponsor.says('new visitor Zoë, contractor at Acme Robotics, 8 Feb to 30 Jul, staff-like, no card');
    await sponsor.presses('Next', { reason: 'contractor-consultant', firstName: 'Zoë' });
    expect(seenBy(sponsor)).toContain('Please correct');
    expect(seenBy(sponsor)).toContain(said);
    await sponsor.presses('Next', { reason: 'contractor-consultant', firstName: 'Zoë', lastName: 'Ito' });
    expect(seenBy(sponsor)).not.toContain(said);
    await sponsor.presses('Back');
    expect(seenBy(sponsor)).toContain('Who is visiting, and why?');
    expect(seenBy(sponsor)).not.toContain(said);
  });

  it('should ask what the form presumes, where the line does not say it', async () => {
    await sponsor.says('new visitor Zoë Ito, volunteer, 8 Feb to 30 Jul');
    expect(seenBy(sponsor)).toContain('Dates, access and details');
  });

  it('should propose Valid from as the cards do, where the line has no date that can be read', async () => {
    await sponsor.says('new visitor Zoë Ito, volunteer, Chemistry');
    expect(seenBy(sponsor)).toContain('Dates, access and details');
    expect(sponsor.inputs()).toMatchObject({ validFrom: '2027-01-19' });
  });

  it('should stand beside a draft that is kept', async () => {
    await sponsor.says('new visitor');
    await sponsor.says(line);
    expect(await world.stores.drafts.list(sponsor.id, 5)).toHaveLength(2);
  });

  it('should continue the untouched draft of the same line, and begin one for any other', async () => {
    const count = async () => (await world.stores.drafts.list(sponsor.id, 9)).length;
    await sponsor.says(line);
    await sponsor.says('New visitor: Zoë Ito, contractor at Acme Robotics, 8 Feb to 30 Jul; staff-like, no card');
    expect(seenBy(sponsor)).toContain('I understood: Reason');
    expect(await count()).toBe(1);
    await sponsor.says(line.replace('Ito', 'Vale'));
    expect(await count()).toBe(2);
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { firstName: 'Zoe' });
    await sponsor.says(line.replace('Ito', 'Vale'));
    expect(await count()).toBe(3);
  });

  it('should say how many more drafts there are than a card shows, and of which school each is', async () => {
    for (const name of ['Ann', 'Bea', 'Cai', 'Dee', 'Eve', 'Fay', 'Gil']) {
      await sponsor.says(`new visitor ${name} Ito, volunteer, Chemistry`);
      world.clock.pass({ minutes: 1 });
    }
    for (const said of ['my visitors', 'new visitor']) {
      await sponsor.says(said);
      expect(seenBy(sponsor)).toContain('Gil Ito');
      expect(seenBy(sponsor)).toContain('School of Chemistry');
      expect(seenBy(sponsor)).not.toContain('Bea Ito');
      expect(seenBy(sponsor)).toContain('2 more drafts in the tab.');
    }
  });

  it('should say what it did not understand', async () => {
    await sponsor.says('new visitor anna li, visiting scholar, from 30 Feb to 1 Jan, staff access, id card, email anna @gmail.com');
    expect(seenBy(sponsor)).toContain('I understood: First name anna; Last name li; IT access Staff-like; ID card Yes.');
    expect(seenBy(sponsor)).toContain('I did not understand: “visiting scholar”, “from 30 Feb to 1 Jan”, “email anna @gmail.com”.');
  });

  it('should be as without a line where it says nothing', async () => {
    await sponsor.says('new visitor account please, thanks');
    expect(seenBy(sponsor)).toContain('Which school or professional service');
    expect(seenBy(sponsor)).not.toMatch(/I understood|I did not understand/);
  });

  it('should begin the plain form, and say what was not understood, where nothing of it is', async () => {
    await sponsor.says('new visitor the usual one from Acme, around Easter, please');
    expect(seenBy(sponsor)).toContain('Which school or professional service');
    expect(seenBy(sponsor)).toContain('I did not understand: “the usual one from Acme”, “around Easter”.');
    expect(seenBy(sponsor)).not.toContain('I understood');
    expect(sponsor.buttons()).toContain('Next');
    await sponsor.presses('Next', { department: 'computer-science' });
    expect(seenBy(sponsor)).not.toContain('did not understand');
  });

  it('should say so over the saved drafts too, and begin none for it', async () => {
    await sponsor.says(line);
    await sponsor.says('new visitor some_one_ later');
    expect(seenBy(sponsor)).toMatch(/You have a saved draft\nI did not understand: “some_one_ later”\.\nContinue a saved draft/);
    expect(await world.stores.drafts.list(sponsor.id, 9)).toHaveLength(1);
  });

  it('should ask for commas in a line without, over the saved drafts, after their refresh and after “Start another” too', async () => {
    const sentence =
      'I did not understand: “Ravi Patel volunteer from next Monday for 3 months”. Separate the parts with commas, as in “new visitor Zoë Ito, volunteer, 8 Feb to 30 Jul, student-like, no card”.';
    const unread = 'new visitor Ravi Patel volunteer from next Monday for 3 months';
    await sponsor.says(unread);
    expect(seenBy(sponsor)).toContain(sentence);
    await sponsor.says(line);
    await sponsor.says(unread);
    expect(seenBy(sponsor)).toContain(sentence);
    await sponsor.refreshes();
    expect(seenBy(sponsor)).toContain(sentence);
    await sponsor.presses('Start another');
    expect(seenBy(sponsor)).toContain('Step 1 of 4');
    expect(seenBy(sponsor)).toContain(sentence);
  });

  it('should understand the example that it gives', async () => {
    await sponsor.says('new visitor Zoë Ito, volunteer, 8 Feb to 30 Jul, student-like, no card');
    expect(seenBy(sponsor)).toContain('Check and make the request');
    expect(seenBy(sponsor)).not.toContain('did not understand');
  });

  it('should not be complete with dates that nobody entered where it said some, in chat, list and page', async () => {
    const page = world.tab(sponsor);
    await sponsor.says('new visitor Zoë Ito, volunteer, 1/2/2027 - 1/3/2027, staff access, no id card');
    expect(seenBy(sponsor)).toContain('Dates, access and details');
    expect(seenBy(sponsor)).toContain('“1/2/2027 - 1/3/2027”');
    expect(sponsor.inputs()).not.toHaveProperty('validFrom', expect.stringContaining('2027'));
    await sponsor.presses('Next');
    expect(seenBy(sponsor)).toContain('Please enter Valid from.');
    expect(seenBy(sponsor)).toContain('Please enter Valid to.');
    const [row] = (await page.drafts()).drafts;
    expect(row).toMatchObject({ title: 'Zoë Ito', next: 'Next: Valid from' });
    const draft = row?.draft ?? '';
    const shown = viewIn(await page.opensDraft(draft));
    expect(shown.missing.map(({ field }) => field)).toEqual(['validFrom', 'validTo']);
    expect(fieldsIn(shown).get('validFrom')?.value).toBe('');
    await page.fills(draft, { validFrom: '2027-02-01' });
    expect((await page.drafts()).drafts).toMatchObject([{ next: 'Next: Valid to' }]);
    await page.fills(draft, { validTo: '2027-07-30' });
    expect((await page.drafts()).drafts).toMatchObject([{ next: 'Ready to send' }]);
  });

  it('should be refused to whoever may not sponsor', async () => {
    world.stores.people.person = async () => ({ id: sponsor.id, name: 'x', mail: 'x', isEnabled: true, isStaff: false, isAdmin: false });
    await sponsor.says(line);
    expect(seenBy(sponsor)).not.toContain('Ito');
  });
});
