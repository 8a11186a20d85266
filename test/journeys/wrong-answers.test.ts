import { ofType } from '../cards/walk';
import { sampleDepartments } from '../fakes/sample';
import { fillsIn, photoLink, requestIn, requestsIn, seenBy, uploads } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor']);

const start: [string, Record<string, string>][] = [
  ['department', { department: 'computer-science' }],
  ['who', { reason: 'contractor-consultant', firstName: 'Ines', lastName: 'Vale' }],
];
/** What the card of the visit is filled with, but for what is wrong. */
const visit = {
  employer: 'Fenwick Instruments Ltd',
  validFrom: '2027-02-01',
  validTo: '2027-06-30',
  itAccess: 'staff-like',
  idCard: 'no',
};

/** The last sentence of a card, above its buttons. */
function lastTextOf(person: { lastCard(): { card: object } }): unknown {
  return ofType(person.lastCard().card, 'TextBlock', 'TextRun').at(-1)?.text;
}

async function upTo(step: string): Promise<void> {
  await sponsor.says('new visitor');
  for (const [name, typed] of start) {
    if (name === step) return;
    await sponsor.presses('Next', typed);
  }
}

describe('a wrong answer', () => {
  const ines = { reason: 'contractor-consultant', firstName: 'Ines', lastName: 'Vale' };
  const wrong: [string, Record<string, string>, string][] = [
    ['who', { firstName: 'Ines', lastName: 'Vale' }, 'Please choose the reason from the list.'],
    ['who', { ...ines, firstName: '' }, 'Please give the visitor’s first name.'],
    ['who', { ...ines, lastName: '' }, 'Please give the visitor’s last name.'],
    ['who', { ...ines, firstName: '1234' }, 'This needs at least one letter.'],
    ['who', { ...ines, firstName: 'a'.repeat(300) }, 'at most 60 characters'],
    ['visit', { ...visit, employer: '   ' }, 'Please give the organisation that employs the visitor.'],
    ['visit', { ...visit, validFrom: '' }, 'Please enter Valid from'],
    ['visit', { ...visit, validFrom: '2027-02-29' }, 'There is no such date.'],
    ['visit', { ...visit, validFrom: '2027-01-03' }, 'The earliest date you can choose is Mon 4 Jan 2027'],
    ['visit', { ...visit, validFrom: '2027-03-01', validTo: '2027-02-28' }, 'Valid to is before Valid from.'],
    ['visit', { ...visit, validFrom: '2027-01-05', validTo: '2027-01-10' }, 'Valid to has already passed.'],
    ['visit', { ...visit, validTo: '2028-02-01' }, 'no later than Mon 31 Jan 2028'],
    ['visit', { ...visit, personalEmail: 'not an address' }, 'does not look like an email address'],
    ['visit', { ...visit, personalEmail: 'ines@cs.Bantshire.example' }, 'This is a university address.'],
    ['visit', { ...visit, telephone: 'call me' }, 'Please use digits'],
    ['visit', { ...visit, itAccess: 'none' }, 'You have chosen no IT access and no ID card'],
  ];
  it.each(wrong)('should be told beside its field on the step %s, with all that was typed kept: %j', async (step, typed, sentence) => {
    await upTo(step);
    const before = sponsor.messages().length;
    await sponsor.presses('Next', typed);
    expect(seenBy(sponsor)).toContain(sentence);
    expect(sponsor.messages()).toHaveLength(before);
    for (const [field, value] of Object.entries(typed)) {
      const shown = sponsor.inputs()[field];
      // A calendar input can hold real days only: another one stands beside it in words.
      if (value === '2027-02-29') expect(seenBy(sponsor)).toContain('You entered: \n2027-02-29');
      else expect(shown).toBe(value.trim());
    }
  });

  it('should be counted above the buttons too, where the card is long', async () => {
    await upTo('visit');
    await sponsor.presses('Next', { ...visit, validFrom: '', telephone: 'call me' });
    expect(lastTextOf(sponsor)).toBe('⚠ 2 answers need correcting above.');
    await sponsor.presses('Next', { telephone: '' });
    expect(lastTextOf(sponsor)).toBe('⚠ 1 answer needs correcting above.');
  });

  it('should be mended on the same card', async () => {
    await upTo('visit');
    await sponsor.presses('Next', { ...visit, validFrom: '2027-03-01', validTo: '2027-02-28' });
    await sponsor.presses('Next', { validTo: '2027-04-30' });
    expect(seenBy(sponsor)).toContain('Check and make the request');
  });

  it('should take 29 February where there is one', async () => {
    await upTo('visit');
    await sponsor.presses('Next', { ...visit, validFrom: '2027-06-01', validTo: '2028-02-29' });
    expect(seenBy(sponsor)).toContain('Check and make the request');
  });

  it('should warn of a short visit and of a start in the past, and go on', async () => {
    await fillsIn(world, sponsor, { dates: { validFrom: '2027-01-11', validTo: '2027-01-25' } });
    expect(seenBy(sponsor)).toMatch(/Valid from has passed[^]*Valid to\n[^]*shorter than a month[^]*temporary account[^]*Length/);
    expect(sponsor.buttons()).toContain('Make request');
  });
});

describe('the review', () => {
  it('should leave Make request out, name what is missing and lead to the step that asks for it', async () => {
    await fillsIn(world, sponsor);
    world.clock.pass({ days: 40 });
    await sponsor.says('new visitor');
    await sponsor.presses('Continue');
    expect(sponsor.buttons()).not.toContain('Make request');
    expect(seenBy(sponsor)).toContain('The earliest date you can choose');
    await sponsor.presses('Edit Valid from');
    expect(seenBy(sponsor)).toContain('Dates, access and details');
    await sponsor.presses('Next', { validFrom: '2027-03-01' });
    expect(sponsor.buttons()).toContain('Make request');
  });

  it('should say that a photo is missing, and take it', async () => {
    await upTo('visit');
    await sponsor.presses('Next', { ...visit, itAccess: 'none', idCard: 'yes' });
    expect(seenBy(sponsor)).toContain('One more thing is needed before');
    expect(seenBy(sponsor)).toContain('An ID card needs a photo.');
    expect(lastTextOf(sponsor)).toBe('Still needed before you can select “Make request”: the photo.');
    expect(sponsor.buttons()).not.toContain('Make request');
    await uploads(world, await photoLink(sponsor));
    await world.work();
    expect(sponsor.buttons()).toContain('Make request');
  });

  it.each([
    ['visitor', { firstName: 'Agnes', lastName: 'Vale' }],
    ['visit', { preferredName: 'Nessa' }],
  ])('should be where Edit %s leads back to', async (part, typed) => {
    await fillsIn(world, sponsor);
    await sponsor.presses(`Edit ${part}`);
    await sponsor.presses('Next', typed);
    expect(seenBy(sponsor)).toContain('Check and make the request');
    for (const value of Object.values(typed)) expect(seenBy(sponsor)).toContain(value);
  });

  it('should ask on the way back for what a change reveals', async () => {
    await fillsIn(world, sponsor);
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { reason: 'contractor-consultant' });
    expect(seenBy(sponsor)).toContain('Employing organisation');
    await sponsor.presses('Next', { employer: 'Fenwick Instruments Ltd' });
    expect(seenBy(sponsor)).toContain('Check and make the request');
  });

  it('should drop what a change hides', async () => {
    await fillsIn(world, sponsor, { reason: 'contractor-consultant' });
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { reason: 'visiting-academic' });
    await sponsor.presses('Make request');
    expect(requestIn(world).answers).not.toHaveProperty('employer');
  });
});

describe('a blank date', () => {
  it('should show the organisation’s date on the step, the review and the request, and freeze it', async () => {
    await upTo('visit');
    expect(seenBy(sponsor)).toContain('Leave blank to use the University’s default date, Sat 31 Jul 2027.');
    await sponsor.presses('Next', { ...visit, validTo: '' });
    expect(seenBy(sponsor)).toContain('Sat 31 Jul 2027 (the University’s default date)');
    await sponsor.presses('Make request');
    expect(seenBy(sponsor)).toContain('Sat 31 Jul 2027');
    expect(requestIn(world)).toMatchObject({ validTo: '2027-07-31', answers: { validFrom: '2027-02-01' } });
    expect(requestIn(world).answers).not.toHaveProperty('validTo');
  });

  it('should show the department’s own before the organisation’s', async () => {
    expect(sampleDepartments.find(({ id }) => id === 'rail-institute')).toMatchObject({ validFrom: '2027-01-11' });
    await fillsIn(world, sponsor, { department: 'rail-institute', dates: { validFrom: '' } });
    expect(seenBy(sponsor)).toMatch(
      /Mon 11 Jan 2027 \(the University’s default date\)[^]*Fri 17 Dec 2027 \(the University’s default date\)/,
    );
    await sponsor.presses('Make request');
    expect(requestsIn(world).all()).toHaveLength(1);
  });
});
