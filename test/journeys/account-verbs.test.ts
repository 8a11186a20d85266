import type { InMemoryPeople } from '../fakes/in-memory-people';
import type { TeamsPerson } from '../fakes/teams-client';
import { samplePeople, startWorld, type World } from '../fakes/world';
import { headId, sponsorId } from '../make';
import { eventsOf, forges, makesRequest, messagesLike, requestIn, seenBy } from './steps';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let deputy: TeamsPerson;
let admin: TeamsPerson;
let stranger: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  sponsor = await world.somebody('sponsor');
  head = await world.somebody('head');
  deputy = await world.somebody('deputy');
  admin = await world.somebody('admin');
  stranger = await world.somebody('stranger');
});
afterEach(async () => await world.stop());

/** An account from 1 February to 30 June 2027, approved on 18 January; its window opens on 31 May. */
async function hasAccount(day?: string): Promise<void> {
  await makesRequest(world, sponsor);
  await head.presses('Approve');
  await world.work();
  if (day) await comes(day);
}

/** A day comes, and everybody looks at the request as it is then. */
async function comes(day: string): Promise<void> {
  world.clock.set(`${day}T09:00:00`);
  for (const person of [sponsor, head, admin]) await opens(person);
}

async function opens(person: TeamsPerson): Promise<void> {
  await person.says(requestIn(world).id);
}

/** Presses what a card that was on the screen before still shows. */
async function pressesOld(person: TeamsPerson, seen: ReturnType<TeamsPerson['lastCard']>, title: string, typed = {}): Promise<string> {
  await person.presses(title, typed, { seen });
  return seenBy(person);
}

async function leaves(id: string): Promise<void> {
  const known = samplePeople.find((one) => one.id === id);
  if (known) await (world.stores.people as unknown as InMemoryPeople).save({ ...known, isEnabled: false });
}

describe('keeping an account', () => {
  it('should be offered in the window only, which the card names before', async () => {
    await hasAccount('2027-05-30');
    expect(sponsor.buttons()).toEqual(['Another like this', 'Hand over', 'Shorten', 'End now']);
    expect(seenBy(sponsor)).toContain('It can be kept longer from Mon 31 May 2027 on.');
    await comes('2027-05-31');
    expect(sponsor.buttons()).toEqual(['Keep', 'Let it end', 'Another like this', 'Hand over', 'Shorten', 'End now']);
    expect(sponsor.inputs()).toEqual({ until: '2027-11-30' });
    expect(seenBy(sponsor)).not.toContain('It can be kept longer');
    for (const person of [head, admin]) expect(person.buttons()).not.toContain('Keep');
  });

  it('should set the day that was picked, once, and be shown on every card', async () => {
    await hasAccount('2027-06-10');
    const seen = sponsor.lastCard();
    await sponsor.presses('Keep', { until: '2027-10-31' });
    expect(seenBy(sponsor)).toContain('Kept longer by Marisol Okafor on Thu 10 Jun 2027 at 09:00 in Teams.');
    expect(seenBy(sponsor)).toContain('It can be kept longer from Fri 1 Oct 2027 on.');
    expect(await pressesOld(sponsor, seen, 'Keep', { until: '2027-12-31' })).toContain('nothing was changed');
    await world.teams.repeatLast({ newId: true });
    expect(requestIn(world)).toMatchObject({
      validTo: '2027-10-31',
      status: 'approved',
      account: { reapproved: { by: sponsorId, from: '2027-07-01' } },
    });
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'reapprove']);
    await world.work();
    await opens(head);
    expect(seenBy(head)).toContain('Sun 31 Oct 2027');
  });

  it.each([
    ['2027-06-30', 'Please choose a day after the present last day, Wed 30 Jun 2027.'],
    ['2030-06-11', 'For this reason of visit, please choose a day up to Mon 10 Jun 2030.'],
    ['', 'Please give a date'],
  ])('should keep a day that cannot be (%s) beside the reason, with every button', async (until, sentence) => {
    await hasAccount('2027-06-10');
    await sponsor.presses('Keep', { until });
    expect(seenBy(sponsor)).toContain(`⚠ ${sentence}`);
    expect(sponsor.inputs()).toEqual({ until });
    expect(sponsor.buttons()).toContain('Let it end');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should name what a client without a calendar typed', async () => {
    await hasAccount('2027-06-10');
    const { id, revision } = requestIn(world);
    const answer = await forges(world, sponsor, 'reapprove', { request: id, revision, until: 'next summer' }, sponsor.lastCard().activity);
    expect(answer.text).toContain('You gave: next summer');
  });

  it('should be refused after the last day, and revive nothing', async () => {
    await hasAccount('2027-06-30');
    const seen = sponsor.lastCard();
    world.clock.set('2027-07-01T00:00:00');
    for (const title of ['Keep', 'Let it end', 'End now'])
      expect(await pressesOld(sponsor, seen, title)).toContain('The last day has passed, so the account cannot be kept any more.');
    expect(sponsor.buttons()).toEqual(['Ask again', 'Another like this']);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });
});

describe('letting an account end', () => {
  it('should be taken back until it ends', async () => {
    await hasAccount('2027-06-10');
    const seen = sponsor.lastCard();
    await sponsor.presses('Let it end');
    expect(seenBy(sponsor)).toContain('Let end by Marisol Okafor on Thu 10 Jun 2027 at 09:00 in Teams. Nobody is asked about it any more.');
    expect(sponsor.buttons().slice(0, 1)).toEqual(['Keep after all']);
    expect(sponsor.inputs()).toEqual({});
    expect(await pressesOld(sponsor, seen, 'Let it end')).toContain('nothing was changed');
    await sponsor.presses('Keep after all');
    expect(sponsor.buttons().slice(0, 2)).toEqual(['Keep', 'Let it end']);
    expect(requestIn(world).account).not.toHaveProperty('ending');
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'let-end', 'keep-after-all']);
  });
});

describe('shortening', () => {
  it('should ask for the day, keep what cannot be, and set what can', async () => {
    await hasAccount('2027-03-01');
    await sponsor.presses('Shorten');
    expect(sponsor.buttons()).toEqual(['Shorten', 'Cancel']);
    for (const [until, sentence] of [
      ['2027-02-28', 'Please choose Mon 1 Mar 2027 or a later day.'],
      ['2027-06-30', 'Please choose a day before the present last day, Wed 30 Jun 2027.'],
    ] as const) {
      await sponsor.presses('Shorten', { until });
      expect(seenBy(sponsor)).toContain(sentence);
      expect(sponsor.inputs()).toEqual({ until });
    }
    await sponsor.presses('Shorten', { until: '2027-04-30' });
    expect(seenBy(sponsor)).toContain('The last day is Fri 30 Apr 2027.');
    expect(requestIn(world)).toMatchObject({ validTo: '2027-04-30', account: { shortened: { by: sponsorId } } });
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'shorten']);
  });

  it('should be told to the sponsor when an admin does it, once', async () => {
    await hasAccount('2027-03-01');
    await admin.presses('Shorten');
    const before = sponsor.messages().length;
    await admin.presses('Shorten', { until: '2027-04-30' });
    await world.work();
    await world.work();
    expect(sponsor.messages()).toHaveLength(before + 1);
    expect(sponsor.lastCard().summary).toMatch(/: ends earlier$/);
    expect(seenBy(sponsor)).toContain("The last day was brought forward by Siobhán O'Driscoll on Mon 1 Mar 2027 at 09:00 in Teams.");
    await opens(head);
    expect(head.buttons()).not.toContain('Shorten');
  });
});

describe('ending at once', () => {
  it.each([
    ['the sponsor', () => sponsor, 'Marisol Okafor', 0],
    ['the head', () => head, 'Eleanor Brightwater', 1],
    ['an admin', () => admin, "Siobhán O'Driscoll", 1],
  ] as const)('should be asked first and then done by %s, of which the sponsor hears from others', async (_who, person, name, rings) => {
    await hasAccount('2027-03-01');
    const seen = person().lastCard();
    await person().presses('End now');
    expect(seenBy(person())).toContain('End this account now? This cannot be undone.');
    await person().presses('Cancel');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    await person().presses('End now');
    await person().presses('End now');
    expect(seenBy(person())).toContain(`Ended\nEnded by ${name} on Mon 1 Mar 2027 at 09:0`);
    expect(await pressesOld(person(), seen, 'End now')).toContain('nothing was changed');
    const before = sponsor.messages().length;
    await world.work();
    expect(sponsor.messages().length - before).toBe(rings);
    for (const one of [sponsor, head]) {
      await opens(one);
      expect(seenBy(one)).toContain(`Ended by ${name}`);
    }
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'end']);
  });

  it('should be done before the first day too', async () => {
    await hasAccount('2027-01-20');
    expect(requestIn(world).status).toBe('approved');
    await head.presses('End now');
    await head.presses('End now');
    expect(requestIn(world)).toMatchObject({ status: 'ended', account: { end: { by: headId } } });
  });

  it('should be one end for two who press at once, and the other sees who it was', async () => {
    await hasAccount('2027-03-01');
    await sponsor.presses('End now');
    await head.presses('End now');
    await Promise.all([sponsor.presses('End now'), head.presses('End now')]);
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'end']);
    expect([seenBy(sponsor), seenBy(head)].filter((text) => text.includes('nothing was changed'))).toHaveLength(1);
    for (const person of [sponsor, head]) expect(seenBy(person)).toContain('Ended by');
  });
});

describe('reminding the deciders', () => {
  it('should bring the question on top once a working day, and say from when the next', async () => {
    await makesRequest(world, sponsor);
    await opens(sponsor);
    expect(sponsor.buttons()).not.toContain('Remind them');
    expect(seenBy(sponsor)).toContain('You can remind them from Tue 19 Jan 2027 on.');
    const asked = messagesLike(head, /waits for your decision/);
    world.clock.set('2027-01-19T09:00:00');
    await opens(sponsor);
    const seen = sponsor.lastCard();
    await sponsor.presses('Remind them');
    expect(sponsor.buttons()).not.toContain('Remind them');
    expect(seenBy(sponsor)).toContain('You can remind them from Wed 20 Jan 2027 on.');
    expect(await pressesOld(sponsor, seen, 'Remind them')).toContain('You can remind them from Wed 20 Jan 2027.');
    await world.work();
    expect(messagesLike(head, /waits for your decision/)).toBe(asked + 1);
    expect(messagesLike(deputy, /waits for your decision/)).toBe(0);
    expect(await eventsOf(world)).toEqual(['request', 'nudge']);
    // The first question is as good as the second.
    const first = head.cards().find(({ summary }) => /waits for your decision/.test(summary ?? ''));
    await head.presses('Approve', {}, { on: first?.activity ?? '' });
    await world.work();
    expect(requestIn(world).status).toBe('approved');
    expect(head.buttons()).not.toContain('Approve');
  });
});

describe('the verbs of somebody else', () => {
  const verbs = ['reapprove', 'let-end', 'keep-after-all', 'ask-shorten', 'shorten', 'ask-end', 'end', 'nudge'];

  it('should tell a stranger nothing, in the window or over, on any revision', async () => {
    await hasAccount('2027-06-10');
    const before = requestIn(world);
    for (const day of ['2027-06-10', '2027-07-01']) {
      world.clock.set(`${day}T09:00:00`);
      for (const verb of verbs)
        for (const revision of [before.revision, 1]) {
          const answers = [];
          for (const request of [before.id, 'VR-ZZZZZZZZ'])
            answers.push(await forges(world, stranger, verb, { request, revision, until: '2027-09-30' }));
          expect({ verb, real: answers[0] }).toEqual({ verb, real: answers[1] });
          expect(answers[0]?.text).toContain('There is nothing here for you to do.');
        }
    }
    expect(requestIn(world)).toEqual(before);
  });

  it('should not be the head’s or an admin’s beyond what is theirs', async () => {
    await hasAccount('2027-06-10');
    const { id: request, revision } = requestIn(world);
    for (const [person, theirs] of [
      [head, ['reapprove', 'let-end', 'keep-after-all', 'ask-shorten', 'shorten', 'nudge']],
      [admin, ['reapprove', 'let-end', 'keep-after-all', 'nudge']],
    ] as const)
      for (const verb of theirs) {
        const { text } = await forges(world, person, verb, { request, revision, until: '2027-09-30' });
        expect({ verb, text }).toEqual({ verb, text: expect.stringContaining('There is nothing here for you to do.') });
      }
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should wait where the directory does not answer, and keep the card', async () => {
    await hasAccount('2027-06-10');
    (world.stores.people as unknown as InMemoryPeople).fault = new Error('away');
    const { text } = await sponsor.presses('Keep', { until: '2027-09-30' });
    expect(text).toContain('The staff directory does not answer just now, so nothing was changed.');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(sponsor.buttons()).toContain('Keep');
  });
});

describe('a sponsor who is gone', () => {
  it('should be stood in for by the head, who keeps the account or lets it end, recorded as for the sponsor', async () => {
    await hasAccount('2027-06-10');
    await leaves(sponsorId);
    await opens(head);
    expect(seenBy(head)).toContain('The sponsor is no longer here: please name a successor.');
    expect(head.buttons()).toEqual(['Keep', 'Let it end', 'Name a successor', 'Shorten', 'End now']);
    await head.presses('Let it end');
    await head.presses('Keep after all');
    await head.presses('Keep', { until: '2027-09-30' });
    expect(requestIn(world)).toMatchObject({ validTo: '2027-09-30', sponsor: sponsorId, account: { reapproved: { by: headId } } });
    const { events = [] } = (await world.stores.requests.readAll(requestIn(world).id)) ?? {};
    expect(events.slice(2).map(({ verb, actor, actingFor }) => [verb, actor, actingFor])).toEqual([
      ['let-end', headId, sponsorId],
      ['keep-after-all', headId, sponsorId],
      ['reapprove', headId, sponsorId],
    ]);
    await opens(admin);
    expect(admin.buttons()).not.toContain('Keep');
  });

  it('should be able to do nothing more from an old card', async () => {
    await hasAccount('2027-06-10');
    const seen = sponsor.lastCard();
    await leaves(sponsorId);
    for (const title of ['Keep', 'Let it end', 'End now', 'Shorten', 'Hand over'])
      expect(await pressesOld(sponsor, seen, title)).toContain('Only members of staff can ask for visitor accounts.');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });
});
