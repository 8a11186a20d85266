import { sampleDepartments } from '../fakes/sample';
import { eventsOf, makesRequest, requestIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);
let id: string;
beforeEach(async () => {
  await makesRequest(world, sponsor);
  id = requestIn(world).id;
});

describe('a reference', () => {
  it.each<[string, (id: string) => string]>([
    ['as it is', (one) => one],
    ['in lower case', (one) => one.toLowerCase()],
    ['without the dash', (one) => one.replace('-', '')],
    ['after find', (one) => `find ${one}`],
    ['after status', (one) => `Status ${one}?`],
  ])('should open what each person may see, typed %s', async (_how, typed) => {
    await sponsor.says(typed(id));
    expect(seenBy(sponsor)).toMatch(
      /^Your visitor request\nOttoline Grace Fairweather, Visiting Professor\n.*\nWaiting for a decision\nWith Eleanor Brightwater since Mon 18 Jan 2027 at 10:15\.\nA decision is needed by Mon 1 Feb 2027, when the visit starts\./,
    );
    await head.says(typed(id));
    expect(head.buttons()).toEqual(['Approve', 'Reject', 'Return with a question', 'Approve with changes', 'Ask my deputy']);
    const admin = await world.somebody('admin');
    await admin.says(typed(id));
    expect(seenBy(admin)).toMatch(/^Visitor request\n/);
  });

  it('should tell a stranger the same whether there is such a request or not', async () => {
    for (const person of [
      await world.somebody('stranger'),
      await world.person(sampleDepartments.find(({ id: one }) => one === 'history')?.head ?? ''),
    ]) {
      await person.says(id);
      const answer = person.lastCard();
      await person.says('VR-00000000');
      expect(person.lastCard().card).toEqual(answer.card);
      expect(seenBy(person)).toContain('This request does not exist or you do not have access to it.');
    }
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should open a card that decides, and that changes nothing once another was faster', async () => {
    await head.says(id);
    const seen = head.lastCard();
    const deputy = await world.somebody('deputy');
    await deputy.says(`status ${id}`);
    await deputy.presses('Approve');
    await head.presses('Approve', {}, { seen });
    expect(seenBy(head)).toContain('nothing was done');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should say by when the answer to a returned request is needed, to its sponsor and to others', async () => {
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which room?' });
    await sponsor.says(id);
    expect(seenBy(sponsor)).toContain('Answer the question or edit your request by Mon 1 Feb 2027, when the visit starts.');
    await head.says(id);
    expect(seenBy(head)).toContain('The sponsor’s answer is needed by Mon 1 Feb 2027, when the visit starts.');
  });
});

describe('find', () => {
  it('should find by preferred name, employer and any word of a name, for an admin too', async () => {
    await makesRequest(world, sponsor, {
      reason: 'contractor-consultant',
      names: { firstName: 'Zoë', lastName: 'Ní Bhriain' },
      more: { middleNames: 'Úna', preferredName: 'Pip', personalEmail: 'p@example.org' },
    });
    await world.work();
    for (const person of [sponsor, head, await world.somebody('admin')]) {
      for (const sought of ['pip', 'fenwick', 'zoe', 'una', 'bhriain', 'NI BHR']) {
        await person.says(`find ${sought}`);
        expect(seenBy(person)).toMatch(/^Visitors found\nZoë Ní Bhriain \(Pip\)\n/);
        expect(seenBy(person)).not.toContain('Fairweather');
      }
    }
  });

  it('should list the matches of this person, to be opened', async () => {
    await makesRequest(world, sponsor, { names: { firstName: 'Ines', lastName: 'Vale' } });
    for (const [person, role] of [
      [sponsor, 'Your visitor request'],
      [head, 'A visitor request for your decision'],
      [await world.somebody('admin'), 'Visitor request'],
    ] as const) {
      await person.says('find FAIR');
      expect(seenBy(person)).toMatch(/^Visitors found\nOttoline Fairweather\nOpen\nWaiting for a decision, requested by Marisol Okafor/);
      expect(seenBy(person)).not.toContain('Vale');
      await person.presses('Open');
      expect(seenBy(person)).toMatch(new RegExp(`^${role}\n`));
    }
  });

  it('should find for a decider what was decided long ago', async () => {
    await head.presses('Approve');
    await world.work();
    await head.says('find fairweather');
    expect(seenBy(head)).toContain('Approved, requested by Marisol Okafor');
  });

  it('should tell nobody of the visitors of others, not even that there are any', async () => {
    for (const person of [
      await world.somebody('stranger'),
      await world.person(sampleDepartments.find(({ id: one }) => one === 'history')?.head ?? ''),
    ]) {
      await person.says('find nobody');
      const answer = seenBy(person);
      await person.says('find fairweather');
      expect(seenBy(person)).toBe(answer);
      expect(answer).toContain('No visitors found.');
    }
  });

  it('should turn its pages, looking for the same name', async () => {
    for (let number = 1; number <= 11; number += 1) {
      await makesRequest(world, sponsor, { names: { firstName: 'Ines', lastName: `Vale-${String.fromCharCode(64 + number)}` } });
    }
    await sponsor.says('find vale');
    expect(seenBy(sponsor)).toContain('1 to 10 of 11');
    await sponsor.presses('Show more');
    expect(seenBy(sponsor)).toContain('11 to 11 of 11');
    expect(seenBy(sponsor)).not.toContain('Fairweather');
    await sponsor.refreshes();
    expect(seenBy(sponsor)).toContain('11 to 11 of 11');
    await sponsor.presses('Show previous');
    expect(seenBy(sponsor)).toContain('1 to 10 of 11');
  });

  it('should say how, where no name is given', async () => {
    await sponsor.says('help');
    await sponsor.presses('Find');
    expect(seenBy(sponsor)).toContain('Write “find” and the beginning of a name');
  });
});
