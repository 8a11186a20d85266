import type { TeamsPerson } from '../fakes/teams-client';
import { sampleDepartments, startWorld, type World } from '../fakes/world';
import { fillsIn, requestIn, requestsIn, seenBy } from './steps';

let world: World;
let sponsor: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  sponsor = await world.somebody('sponsor');
});
afterEach(async () => {
  await world.stop();
});

const start: [string, Record<string, string>][] = [
  ['department', { department: 'computer-science' }],
  ['reason', { reason: 'contractor-consultant' }],
  ['employer', { employer: 'Fenwick Instruments Ltd' }],
  ['names', { firstName: 'Ines', lastName: 'Vale' }],
  ['dates', { validFrom: '2027-02-01', validTo: '2027-06-30' }],
  ['access', { itAccess: 'staff-like', idCard: 'no' }],
];

async function upTo(step: string): Promise<void> {
  await sponsor.says('new visitor');
  for (const [name, typed] of start) {
    if (name === step) return;
    await sponsor.presses('Next', typed);
  }
}

describe('a wrong answer', () => {
  const wrong: [string, Record<string, string>, string][] = [
    ['department', {}, 'Please choose the school or service from the list.'],
    ['reason', {}, 'Please choose the reason from the list.'],
    ['employer', { employer: '   ' }, 'Please give the organisation that employs the visitor.'],
    ['names', { firstName: '', lastName: 'Vale' }, 'Please give the visitor’s first name.'],
    ['names', { firstName: 'Ines', lastName: '' }, 'Please give the visitor’s last name.'],
    ['names', { firstName: '1234', lastName: 'Vale' }, 'This needs at least one letter.'],
    ['names', { firstName: 'a'.repeat(300), lastName: 'Vale' }, 'at most 60 characters'],
    ['dates', { validFrom: '', validTo: '2027-06-30' }, 'Please give the first day'],
    ['dates', { validFrom: '2027-02-29', validTo: '2027-06-30' }, 'There is no such date.'],
    ['dates', { validFrom: '2027-01-03', validTo: '2027-06-30' }, 'no earlier than Mon 4 Jan 2027'],
    ['dates', { validFrom: '2027-03-01', validTo: '2027-02-28' }, 'The last day lies before the first.'],
    ['dates', { validFrom: '2027-01-05', validTo: '2027-01-10' }, 'The last day has passed already.'],
    ['dates', { validFrom: '2027-02-01', validTo: '2028-02-01' }, 'no later than Mon 31 Jan 2028'],
    ['more', { personalEmail: 'not an address' }, 'does not look like an email address'],
    ['more', { personalEmail: 'ines@cs.Bantshire.example' }, 'This is a university address.'],
    ['more', { telephone: 'call me' }, 'Please use digits'],
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
      if (value === '2027-02-29') expect(seenBy(sponsor)).toContain('You gave: \n2027-02-29');
      else expect(shown).toBe(value.trim());
    }
  });

  it('should be mended on the same card', async () => {
    await upTo('dates');
    await sponsor.presses('Next', { validFrom: '2027-03-01', validTo: '2027-02-28' });
    await sponsor.presses('Next', { validTo: '2027-04-30' });
    expect(seenBy(sponsor)).toContain('What does the visitor need?');
  });

  it('should take 29 February where there is one', async () => {
    await upTo('dates');
    await sponsor.presses('Next', { validFrom: '2027-06-01', validTo: '2028-02-29' });
    expect(seenBy(sponsor)).toContain('What does the visitor need?');
  });

  it('should warn of a short visit and of a start in the past, and go on', async () => {
    await fillsIn(world, sponsor, { dates: { validFrom: '2027-01-11', validTo: '2027-01-25' } });
    expect(seenBy(sponsor)).toMatch(/shorter than a month[^]*temporary account[^]*lies in the past/);
    expect(sponsor.buttons()).toContain('Make request');
  });
});

describe('the review', () => {
  it('should leave Make request out, name what is missing and lead to the step that asks for it', async () => {
    await fillsIn(world, sponsor, { access: { itAccess: 'none', idCard: 'no' } });
    expect(sponsor.buttons()).not.toContain('Make request');
    expect(seenBy(sponsor)).toContain('there is nothing to make');
    await sponsor.presses('Change IT access or ID card');
    expect(seenBy(sponsor)).toContain('What does the visitor need?');
    await sponsor.presses('Next', { itAccess: 'student-like', idCard: 'no' });
    expect(sponsor.buttons()).toContain('Make request');
  });

  it('should go on without a photo, name it, and return once it is there', async () => {
    await upTo('access');
    await sponsor.presses('Next', { itAccess: 'none', idCard: 'yes' });
    await sponsor.presses('Next');
    await sponsor.presses('Next');
    expect(seenBy(sponsor)).toContain('One thing is still to be settled.');
    expect(sponsor.buttons()).not.toContain('Make request');
    await sponsor.presses('Add the photo');
    expect(seenBy(sponsor)).toContain('A photo for the ID card');
  });

  it.each([
    ['names', { firstName: 'Agnes', lastName: 'Vale' }, 'Agnes Vale'],
    ['dates', { validFrom: '2027-03-01', validTo: '2027-05-31' }, 'Wed 31 Mar 2027'],
    ['more', { preferredName: 'Nessa' }, 'Nessa'],
  ])('should be where Change of %s leads back to', async (step, typed, _text) => {
    await fillsIn(world, sponsor);
    await sponsor.presses('Change', {}, { where: { step } });
    await sponsor.presses('Next', typed);
    expect(seenBy(sponsor)).toContain('Check and make the request');
    for (const value of Object.values(typed)) if (!value.startsWith('20')) expect(seenBy(sponsor)).toContain(value);
  });

  it('should ask on the way back for what a change reveals', async () => {
    await fillsIn(world, sponsor);
    await sponsor.presses('Change', {}, { where: { step: 'reason' } });
    await sponsor.presses('Next', { reason: 'contractor-consultant' });
    expect(seenBy(sponsor)).toContain('Who employs the visitor?');
    await sponsor.presses('Next', { employer: 'Fenwick Instruments Ltd' });
    expect(seenBy(sponsor)).toContain('Check and make the request');
  });

  it('should drop what a change hides', async () => {
    await fillsIn(world, sponsor, { reason: 'contractor-consultant' });
    await sponsor.presses('Change', {}, { where: { step: 'reason' } });
    await sponsor.presses('Next', { reason: 'visiting-academic' });
    await sponsor.presses('Make request');
    expect(requestIn(world).answers).not.toHaveProperty('employer');
  });
});

describe('a blank date', () => {
  it('should show the organisation’s date on the step, the review and the request, and freeze it', async () => {
    await upTo('dates');
    expect(seenBy(sponsor)).toContain('Leave blank for the organisation’s date, Sat 31 Jul 2027.');
    await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '' });
    await sponsor.presses('Next', { itAccess: 'staff-like', idCard: 'no' });
    await sponsor.presses('Next');
    expect(seenBy(sponsor)).toContain('Sat 31 Jul 2027 (the organisation’s date)');
    await sponsor.presses('Make request');
    expect(seenBy(sponsor)).toContain('Sat 31 Jul 2027');
    expect(requestIn(world)).toMatchObject({ validTo: '2027-07-31', answers: { validFrom: '2027-02-01' } });
    expect(requestIn(world).answers).not.toHaveProperty('validTo');
  });

  it('should show the department’s own before the organisation’s', async () => {
    expect(sampleDepartments.find(({ id }) => id === 'rail-institute')).toMatchObject({ validFrom: '2027-01-11' });
    await fillsIn(world, sponsor, { department: 'rail-institute', dates: {} });
    expect(seenBy(sponsor)).toMatch(/Mon 11 Jan 2027 \(the organisation’s date\)[^]*Fri 17 Dec 2027 \(the organisation’s date\)/);
    await sponsor.presses('Make request');
    expect(requestsIn(world).all()).toHaveLength(1);
  });
});
