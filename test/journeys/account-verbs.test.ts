import { accountTitles } from '../../bot/domain/words/account-words';
import type { InMemoryPeople } from '../fakes/in-memory-people';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { headId, sponsorId } from '../make';
import { eventsOf, forges, makesRequest, messagesLike, newsOf, requestIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head, deputy, admin, stranger } = story(['sponsor', 'head', 'deputy', 'admin', 'stranger']);

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
    expect(sponsor.buttons()).toEqual([
      'Request another like this',
      'Request a change',
      'Hand over',
      'Bring the last day forward',
      'End the account now',
    ]);
    expect(seenBy(sponsor)).toContain('You can reapprove it from Mon 31 May 2027.');
    await comes('2027-05-31');
    expect(sponsor.buttons()).toEqual([
      'Reapprove',
      'Let it expire',
      'Request another like this',
      'Request a change',
      'Hand over',
      'Bring the last day forward',
      'End the account now',
    ]);
    expect(sponsor.inputs()).toEqual({ until: '2027-11-30' });
    expect(seenBy(sponsor)).not.toContain('It can be kept longer');
    for (const person of [head, admin]) expect(person.buttons()).not.toContain('Reapprove');
  });

  it('should set the day that was picked, once, and be shown on every card', async () => {
    await hasAccount('2027-06-10');
    const seen = sponsor.lastCard();
    await sponsor.presses('Reapprove', { until: '2027-10-31' });
    expect(seenBy(sponsor)).toContain('Reapproved by Marisol Okafor on Thu 10 Jun 2027 at 09:00 in Teams.');
    expect(seenBy(sponsor)).toContain('You can reapprove it from Fri 1 Oct 2027.');
    expect(await pressesOld(sponsor, seen, 'Reapprove', { until: '2027-12-31' })).toContain('nothing was done');
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
    ['2027-06-30', 'Choose a day after the current last day, Wed 30 Jun 2027.'],
    ['2030-06-11', 'For this reason of visit, please choose a day up to Mon 10 Jun 2030.'],
    ['', 'Enter a date'],
  ])('should keep a day that cannot be (%s) beside the reason, with every button', async (until, sentence) => {
    await hasAccount('2027-06-10');
    await sponsor.presses('Reapprove', { until });
    expect(seenBy(sponsor)).toContain(`⚠ ${sentence}`);
    expect(sponsor.inputs()).toEqual({ until });
    expect(sponsor.buttons()).toContain('Let it expire');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should name what a client without a calendar typed', async () => {
    await hasAccount('2027-06-10');
    const { id, revision } = requestIn(world);
    const answer = await forges(world, sponsor, 'reapprove', { request: id, revision, until: 'next summer' }, sponsor.lastCard().activity);
    expect(answer.text).toContain('You entered: next summer');
  });

  it('should be refused after the last day, and revive nothing', async () => {
    await hasAccount('2027-06-30');
    const seen = sponsor.lastCard();
    world.clock.set('2027-07-01T00:00:00');
    for (const title of ['Reapprove', 'Let it expire', 'End the account now'])
      expect(await pressesOld(sponsor, seen, title)).toContain('The last day has passed, so the account can no longer be reapproved.');
    expect(sponsor.buttons()).toEqual(['Request again', 'Request another like this']);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });
});

describe('letting an account end', () => {
  it('should be taken back until it ends', async () => {
    await hasAccount('2027-06-10');
    const seen = sponsor.lastCard();
    await sponsor.presses('Let it expire');
    expect(seenBy(sponsor)).toContain(
      'Left to expire by Marisol Okafor on Thu 10 Jun 2027 at 09:00 in Teams. No more reminders will be sent.',
    );
    expect(sponsor.buttons().slice(0, 1)).toEqual([accountTitles.undoLetExpire]);
    expect(sponsor.inputs()).toEqual({});
    expect(await pressesOld(sponsor, seen, 'Let it expire')).toContain('nothing was done');
    await sponsor.presses(accountTitles.undoLetExpire);
    expect(sponsor.buttons().slice(0, 2)).toEqual(['Reapprove', 'Let it expire']);
    expect(requestIn(world).account).not.toHaveProperty('ending');
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'let-end', 'keep-after-all']);
  });
});

describe('shortening', () => {
  it('should ask for the day, keep what cannot be, and set what can', async () => {
    await hasAccount('2027-03-01');
    await sponsor.presses('Bring the last day forward');
    expect(sponsor.buttons()).toEqual(['Bring the last day forward', 'Cancel']);
    for (const [until, sentence] of [
      ['2027-02-28', 'Please choose Mon 1 Mar 2027 or a later day.'],
      ['2027-06-30', 'Choose a day before the current last day, Wed 30 Jun 2027.'],
    ] as const) {
      await sponsor.presses('Bring the last day forward', { until });
      expect(seenBy(sponsor)).toContain(sentence);
      expect(sponsor.inputs()).toEqual({ until });
    }
    await sponsor.presses('Bring the last day forward', { until: '2027-04-30' });
    expect(seenBy(sponsor)).toContain('The last day is Fri 30 Apr 2027.');
    expect(requestIn(world)).toMatchObject({ validTo: '2027-04-30', account: { shortened: { by: sponsorId } } });
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'shorten']);
  });

  it('should be told to the sponsor when an admin does it, once', async () => {
    await hasAccount('2027-03-01');
    await admin.presses('Bring the last day forward');
    const before = sponsor.messages().length;
    await admin.presses('Bring the last day forward', { until: '2027-04-30' });
    await world.work();
    await world.work();
    expect(sponsor.messages()).toHaveLength(before + 1);
    expect(newsOf(sponsor)).toContain('brought the last day forward to');
    expect(seenBy(sponsor)).toContain("Last day brought forward by Siobhán O'Driscoll on Mon 1 Mar 2027 at 09:00 in Teams.");
    await opens(head);
    expect(head.buttons()).not.toContain('Bring the last day forward');
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
    await person().presses('End the account now');
    expect(seenBy(person())).toContain('End this account now? This cannot be undone.');
    await person().presses('Cancel');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    await person().presses('End the account now');
    await person().presses('End the account now');
    expect(seenBy(person())).toContain(`Ended\nEnded by ${name} on Mon 1 Mar 2027 at 09:0`);
    expect(await pressesOld(person(), seen, 'End the account now')).toContain('nothing was done');
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
    await head.presses('End the account now');
    await head.presses('End the account now');
    expect(requestIn(world)).toMatchObject({ status: 'ended', account: { end: { by: headId } } });
  });

  it('should be one end for two who press at once, and the other sees who it was', async () => {
    await hasAccount('2027-03-01');
    await sponsor.presses('End the account now');
    await head.presses('End the account now');
    await Promise.all([sponsor.presses('End the account now'), head.presses('End the account now')]);
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'end']);
    expect([seenBy(sponsor), seenBy(head)].filter((text) => text.includes('nothing was done'))).toHaveLength(1);
    for (const person of [sponsor, head]) expect(seenBy(person)).toContain('Ended by');
  });
});

describe('reminding the deciders', () => {
  it('should bring the question on top once a working day, and say from when the next', async () => {
    await makesRequest(world, sponsor);
    await opens(sponsor);
    expect(sponsor.buttons()).not.toContain('Send a reminder');
    expect(seenBy(sponsor)).toContain('You can send a reminder from Tue 19 Jan 2027.');
    const asked = messagesLike(head, /needs your approval|please decide|you to decide/);
    world.clock.set('2027-01-19T09:00:00');
    await opens(sponsor);
    const seen = sponsor.lastCard();
    await sponsor.presses('Send a reminder');
    expect(sponsor.buttons()).not.toContain('Send a reminder');
    expect(seenBy(sponsor)).toContain('You can send a reminder from Wed 20 Jan 2027.');
    expect(await pressesOld(sponsor, seen, 'Send a reminder')).toContain('You can send a reminder from Wed 20 Jan 2027.');
    await world.work();
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(asked + 1);
    expect(messagesLike(deputy, /needs your approval|please decide|you to decide/)).toBe(0);
    expect(await eventsOf(world)).toEqual(['request', 'nudge']);
    // The first question is as good as the second.
    const first = head.cards().find(({ summary }) => /needs your approval|please decide|you to decide/.test(summary ?? ''));
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
          expect(answers[0]?.text).toContain('This request does not exist or you do not have access to it.');
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
        expect({ verb, text }).toEqual({
          verb,
          text: expect.stringContaining('This request does not exist or you do not have access to it.'),
        });
      }
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should wait where the directory does not answer, and keep the card', async () => {
    await hasAccount('2027-06-10');
    (world.stores.people as unknown as InMemoryPeople).fault = new Error('away');
    const { text } = await sponsor.presses('Reapprove', { until: '2027-09-30' });
    expect(text).toContain('We cannot reach the staff directory at the moment, so nothing was done.');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(sponsor.buttons()).toContain('Reapprove');
  });
});

describe('a sponsor who is gone', () => {
  it('should be stood in for by the head, who keeps the account or lets it end, recorded as for the sponsor', async () => {
    await hasAccount('2027-06-10');
    await leaves(sponsorId);
    await opens(head);
    expect(seenBy(head)).toContain('The sponsor has left. Please choose a new one;');
    expect(head.buttons()).toEqual([
      'Reapprove',
      'Let it expire',
      'Choose a new sponsor',
      'Bring the last day forward',
      'End the account now',
    ]);
    await head.presses('Let it expire');
    await head.presses(accountTitles.undoLetExpire);
    await head.presses('Reapprove', { until: '2027-09-30' });
    expect(requestIn(world)).toMatchObject({ validTo: '2027-09-30', sponsor: sponsorId, account: { reapproved: { by: headId } } });
    const { events = [] } = (await world.stores.requests.readAll(requestIn(world).id)) ?? {};
    expect(events.slice(2).map(({ verb, actor, actingFor }) => [verb, actor, actingFor])).toEqual([
      ['let-end', headId, sponsorId],
      ['keep-after-all', headId, sponsorId],
      ['reapprove', headId, sponsorId],
    ]);
    await opens(admin);
    expect(admin.buttons()).not.toContain('Reapprove');
  });

  it('should be able to do nothing more from an old card', async () => {
    await hasAccount('2027-06-10');
    const seen = sponsor.lastCard();
    await leaves(sponsorId);
    for (const title of ['Reapprove', 'Let it expire', 'End the account now', 'Bring the last day forward', 'Hand over'])
      expect(await pressesOld(sponsor, seen, title)).toContain('Only members of staff can request visitor accounts.');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });
});
