import { buttonsOf } from '../fakes/card-form';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { headId } from '../make';
import { eventsOf, makesRequest, requestIn, requestsIn, seenBy } from './steps';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
});
afterEach(async () => {
  await world.stop();
});

const open = (person: TeamsPerson) => buttonsOf(person.lastCard().card).filter(({ title }) => title === 'Open');

describe('my visitors', () => {
  it('should show each with its status, who has it and since when, and open one', async () => {
    await makesRequest(world, sponsor);
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toMatch(
      /Ottoline Fairweather\nOpen\nWaiting for Eleanor Brightwater · since 18 Jan 2027\nSchool of Computer Science · 1 Feb to 30 Jun 2027/,
    );
    await sponsor.presses('Open');
    expect(seenBy(sponsor)).toContain(requestIn(world).id);
    expect(sponsor.buttons()).toEqual(['Edit', 'New visitor', 'Request another like this', 'Hand over', 'Withdraw']);
  });

  it.each([
    ['approve', 'Approved'],
    ['reject', 'Rejected'],
    ['return', 'Returned with a question'],
    ['withdraw', 'Withdrawn'],
  ])('should say where a request stands after %s, without a name that has it', async (verb, status) => {
    await makesRequest(world, sponsor);
    if (verb === 'approve') await head.presses('Approve');
    if (verb === 'reject') await inWords(head, 'Reject');
    if (verb === 'return') await inWords(head, 'Return with a question');
    if (verb === 'withdraw') {
      await sponsor.presses('Withdraw');
      await sponsor.presses('Withdraw');
    }
    await world.work();
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toMatch(new RegExp(`Fairweather\n(?:Open\n)?${status} · since 18 Jan 2027\nSchool`));
    await head.says('waiting for me');
    expect(seenBy(head)).toContain('Nothing is waiting for your decision.');
  });

  it('should go over several cards past ten', async () => {
    for (let number = 1; number <= 12; number += 1) {
      await makesRequest(world, sponsor, { names: { firstName: 'Ines', lastName: `Vale-${String.fromCharCode(64 + number)}` } });
    }
    for (const [person, words] of [
      [sponsor, 'my visitors'],
      [head, 'waiting for me'],
    ] as const) {
      await person.says(words);
      expect(seenBy(person)).toContain('1 to 10 of 12');
      const first = open(person).map(({ data }) => data['request']);
      await person.presses('Show more');
      expect(seenBy(person)).toContain('11 to 12 of 12');
      const rest = open(person).map(({ data }) => data['request']);
      expect(new Set([...first, ...rest])).toEqual(
        new Set(
          requestsIn(world)
            .all()
            .map(({ id }) => id),
        ),
      );
      await person.presses('Show previous');
      expect(open(person)).toHaveLength(10);
    }
  });

  it('should hold nobody else’s', async () => {
    await makesRequest(world, sponsor);
    for (const role of ['stranger', 'head', 'admin'] as const) {
      const person = await world.somebody(role);
      await person.says('my visitors');
      expect(seenBy(person)).toContain('You have no visitors yet.');
    }
  });
});

describe('waiting for me', () => {
  it('should be the same for head and deputy, and empty for everybody else', async () => {
    await makesRequest(world, sponsor);
    for (const person of [head, await world.somebody('deputy')]) {
      await person.says('waiting for me');
      expect(seenBy(person)).toMatch(
        /Ottoline Fairweather\n(?:Open\n)?Visiting Professor · Staff-like · no ID card · since \d+ \w+ \d{4}\n[^\n]* · Marisol Okafor/,
      );
      await person.presses('Open');
      const more = person === head ? ['Ask my deputy'] : [];
      expect(person.buttons()).toEqual(['Approve', 'Reject', 'Return with a question', 'Approve with changes', ...more]);
    }
    for (const person of [sponsor, await world.somebody('stranger'), await world.somebody('admin')]) {
      await person.says('waiting for me');
      expect(seenBy(person)).toContain('Nothing is waiting for your decision.');
    }
  });

  it('should hold for an admin what a department without head and deputies waits for', async () => {
    const admin = await world.somebody('admin');
    await makesRequest(world, sponsor, { department: 'archive' });
    expect(seenBy(admin)).toContain('Ottoline');
    await admin.says('waiting for me');
    expect(seenBy(admin)).toContain('Ottoline Fairweather');
    await admin.presses('Open');
    await admin.presses('Approve');
    expect(requestIn(world).status).toBe('approved');
  });

  it('should hold for an admin what waits for people whose accounts are disabled', async () => {
    await world.stop();
    const people = samplePeople.map((one) =>
      one.department === 'computer-science' && one.role !== 'sponsor' ? { ...one, isEnabled: false } : one,
    );
    world = await startWorld({ people });
    const [asker, admin] = [await world.somebody('sponsor'), await world.somebody('admin')];
    await makesRequest(world, asker);
    expect(admin.lastCard().summary).toContain(' needs your approval ');
    await admin.says('waiting for me');
    expect(seenBy(admin)).toContain('Ottoline Fairweather');
    await asker.says('my visitors');
    expect(seenBy(asker)).toContain("Waiting for Siobhán O'Driscoll");
  });
});

describe('withdrawing', () => {
  it('should ask first, and do nothing on Cancel', async () => {
    await makesRequest(world, sponsor);
    await sponsor.presses('Withdraw');
    expect(seenBy(sponsor)).toContain('Withdraw this request?');
    expect(requestIn(world).status).toBe('pending');
    await sponsor.presses('Cancel');
    expect(sponsor.buttons()).toEqual(['Edit', 'New visitor', 'Request another like this', 'Hand over', 'Withdraw']);
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should close the head’s card, and a late press there changes nothing', async () => {
    await makesRequest(world, sponsor);
    const seen = head.lastCard();
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    await world.work();
    expect(seenBy(head)).toContain('Withdrawn');
    expect(head.buttons()).toEqual([]);
    expect(head.cards()).toHaveLength(2);
    await head.presses('Approve', {}, { seen });
    expect(seenBy(head)).toContain('nothing was done');
    expect(requestIn(world)).toMatchObject({ status: 'withdrawn' });
    expect(requestIn(world).decision).toBeUndefined();
    expect(head.id).toBe(headId);
  });
});

async function inWords(person: TeamsPerson, title: string): Promise<void> {
  await person.presses(title);
  await person.presses(title, { words: 'Which room will they use?' });
}
