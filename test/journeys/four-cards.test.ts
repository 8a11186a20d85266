import type { Person } from '../../bot/domain/organisation/organisation';
import { inputsOf } from '../fakes/card-form';
import { samplePeople } from '../fakes/sample';
import { draftOf, makesRequest, photoLink, requestIn, requestsIn, restarted, seenBy, uploads } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor']);

/** The sponsor as the directory has them, who works here. */
async function worksIn(department: string | undefined): Promise<void> {
  const { department: _other, ...person } = samplePeople.find(({ id }) => id === sponsor.id)!;
  const save = (world.stores.people as unknown as { save(person: Person): Promise<void> }).save.bind(world.stores.people);
  await save({ ...person, ...(department !== undefined && { department }) });
}

/**
 * What a person does with a card: a tap is a button, a choice, or opening a list or a calendar and picking from it; typing
 * is none. A choice that stands already costs nothing.
 */
function taps() {
  let cards = 0;
  let count = 0;
  return {
    async press(title: string, filled: Record<string, string> = {}): Promise<void> {
      const inputs = inputsOf(sponsor.lastCard().card);
      for (const [id, value] of Object.entries(filled)) {
        const input = inputs.find((one) => one.id === id);
        if (!input || input.element['value'] === value || input.type === 'Input.Text') continue;
        count += input.type === 'Input.ChoiceSet' && input.element['style'] === 'expanded' ? 1 : 2;
      }
      await sponsor.presses(title, filled);
      count += 1;
      if (title !== 'Make request') cards += 1;
    },
    tap: (more = 1) => void (count += more),
    all: () => ({ cards, taps: count }),
  };
}

describe('a visitor is asked for in four cards', () => {
  it('should take at most 15 taps for a contractor with a photo', async () => {
    await worksIn('School of Computer Science');
    const counted = taps();
    await sponsor.says('help');
    await counted.press('New visitor');
    await counted.press('Next');
    await counted.press('Next', { reason: 'contractor-consultant', firstName: 'Zoë', lastName: 'Ito' });
    await counted.press('6 months', { employer: 'Fenwick Instruments Ltd', itAccess: 'staff-like' });
    await sponsor.presses('Next', { middleNames: 'Mai', personalEmail: 'zoe@example.org' });
    counted.tap();
    // The button that opens the page, the file picker, the file, and "Use this photo".
    const link = await photoLink(sponsor);
    counted.tap(4);
    await uploads(world, link);
    await world.work();
    await counted.press('Make request');
    expect(requestIn(world)).toMatchObject({
      validFrom: '2027-01-19',
      validTo: '2027-07-18',
      answers: { employer: 'Fenwick Instruments Ltd' },
    });
    expect(counted.all()).toEqual({ cards: 4, taps: 12 });
  });

  it('should take at most 10 taps for a visiting academic without a card', async () => {
    await worksIn('School of Computer Science');
    const counted = taps();
    await sponsor.says('help');
    await counted.press('New visitor');
    await counted.press('Next');
    await counted.press('Next', { reason: 'visiting-academic', firstName: 'Zoë', lastName: 'Ito' });
    await counted.press('3 months', { itAccess: 'staff-like', idCard: 'no' });
    await sponsor.presses('Next');
    counted.tap();
    await counted.press('Make request');
    expect(requestIn(world)).toMatchObject({ validFrom: '2027-01-19', validTo: '2027-04-18', answers: { idCard: false } });
    expect(counted.all()).toEqual({ cards: 4, taps: 9 });
  });
});

describe('the school or service', () => {
  it('should be filled with the sponsor’s own, by its name or id in the directory', async () => {
    await worksIn('computer-science');
    await sponsor.says('new visitor');
    expect(sponsor.inputs()).toEqual({ department: 'computer-science' });
  });

  it('should be filled with that of the newest request where the directory names none of ours', async () => {
    await worksIn('Staff Common Room');
    await makesRequest(world, sponsor, { department: 'history' });
    world.clock.pass({ minutes: 1 });
    await makesRequest(world, sponsor, { department: 'computer-science', dates: { validFrom: '2027-02-01', validTo: '2027-05-01' } });
    await sponsor.says('new visitor');
    expect(sponsor.inputs()).toEqual({ department: 'computer-science' });
  });

  it('should be blank for somebody new of whom the directory tells none, or who cannot be looked up', async () => {
    await worksIn(undefined);
    const list = world.stores.views.list.bind(world.stores.views);
    world.stores.views.list = () => Promise.reject(new Error('out of reach'));
    await sponsor.says('new visitor');
    expect(sponsor.inputs()).toEqual({ department: '' });
    world.stores.views.list = list;
    await sponsor.presses('Next');
    expect(seenBy(sponsor)).toContain('Please choose the school or service from the list.');
  });
});

describe('the card of the visit', () => {
  async function toVisit(reason = 'visiting-professor', department = 'computer-science'): Promise<void> {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department });
    await sponsor.presses('Next', { reason, firstName: 'Zoë', lastName: 'Ito' });
  }

  it('should have Valid from filled in, and leave it blank once it was cleared', async () => {
    await toVisit();
    expect(sponsor.inputs()).toMatchObject({ validFrom: '2027-01-19', validTo: '' });
    await sponsor.presses('Back', { validFrom: '' });
    await sponsor.presses('Next');
    expect(sponsor.inputs()).toMatchObject({ validFrom: '' });
    const again = await restarted(world);
    const same = await again.somebody('sponsor');
    await same.says('new visitor');
    await same.presses('Continue');
    expect(same.inputs()).toMatchObject({ validFrom: '' });
    await again.stop();
  });

  it('should fill a last day in at one press, from what is typed, and keep all of it', async () => {
    await toVisit('contractor-consultant');
    const typed = { employer: '  Fenwick ', validFrom: '2027-03-01', itAccess: 'student-like', telephone: 'call me' };
    await sponsor.presses('6 months', typed);
    expect(sponsor.inputs()).toMatchObject({ ...typed, employer: 'Fenwick', validTo: '2027-08-31' });
    expect(seenBy(sponsor)).not.toContain('Please use digits');
  });

  it('should say what is wrong with the first day instead, where it is no day', async () => {
    await toVisit();
    const card = sponsor.lastCard();
    await sponsor.presses('Next', { validFrom: '2026-01-01' });
    await sponsor.presses('3 months', { validFrom: '2026-01-01' }, { seen: { ...card } });
    expect(seenBy(sponsor)).toContain('The earliest date you can choose is Mon 4 Jan 2027.');
    expect(sponsor.inputs()).toMatchObject({ validFrom: '2026-01-01' });
  });

  it('should not write over what another device saved', async () => {
    await toVisit();
    const other = sponsor.lastCard();
    await sponsor.presses('3 months', { validFrom: '2027-03-01' });
    await sponsor.presses('6 months', { validFrom: '2027-04-01' }, { seen: other });
    expect(seenBy(sponsor)).toMatch(/Saved on the other device: [^]*Mon 1 Mar 2027/);
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ validFrom: '2027-03-01', validTo: '2027-05-31' });
  });

  it('should take a proposed first day of another department when that is chosen on the way back', async () => {
    await toVisit('visiting-professor', 'computer-science');
    await sponsor.presses('Next', { validTo: '2027-11-30', itAccess: 'staff-like', idCard: 'no' });
    await sponsor.presses('Edit school or service');
    await sponsor.presses('Next', { department: 'rail-institute' });
    expect((await draftOf(world, sponsor)).answers.validFrom).toBe('2027-01-11');
    await sponsor.presses('Make request');
    expect(requestsIn(world).all()).toHaveLength(1);
  });
});

describe('an answer that was emptied', () => {
  it('should be gone, though a client sends nothing at all for an empty input', async () => {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Zoë', lastName: 'Ito' });
    await sponsor.presses('Next', { validTo: '2027-05-31', itAccess: 'staff-like', idCard: 'no', personalEmail: 'zoe@example.org' });
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '', personalEmail: '' });
    const { answers } = await draftOf(world, sponsor);
    expect(answers).not.toHaveProperty('personalEmail');
    expect(answers).not.toHaveProperty('validTo');
    expect(answers).toMatchObject({ firstName: 'Zoë', itAccess: 'staff-like' });
  });
});
