import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import type { InMemoryPeople } from '../fakes/in-memory-people';
import { samplePeople } from '../fakes/sample';
import { problemOf } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { adminId, headId, sponsorId } from '../make';
import { eventsOf, forges, makesRequest, newsOf, requestIn, resubmits, seenBy, textOf } from './steps';

/** Staff of another department, who has nothing to do with the request until it is offered. */
const colleagueId = '3648245e-dafa-4a38-bf00-6745f3194a3b';
const colleagueMail = 'Xavier.Iqbal@bantshire.example';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let admin: TeamsPerson;
let colleague: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  sponsor = await world.somebody('sponsor');
  head = await world.somebody('head');
  admin = await world.somebody('admin');
  colleague = await world.person(colleagueId);
});
afterEach(async () => await world.stop());

async function opens(person: TeamsPerson): Promise<void> {
  await person.says(requestIn(world).id);
}

async function hasAccount(): Promise<void> {
  await makesRequest(world, sponsor);
  await head.presses('Approve');
  await world.work();
  await opens(sponsor);
}

/** The whole of an offer, delivered. */
async function offers(by: TeamsPerson, mail = colleagueMail, title = 'Hand over'): Promise<void> {
  await by.presses(title);
  await by.presses('Continue', { mail });
  await by.presses('Ask them');
  await world.work();
}

async function becomes(id: string, changes: { isStaff?: boolean; isEnabled?: boolean }): Promise<void> {
  const known = samplePeople.find((one) => one.id === id);
  if (known) await (world.stores.people as unknown as InMemoryPeople).save({ ...known, ...changes });
}

const textsOf = (person: TeamsPerson) => person.cards().map(({ card }) => textOf(card));

describe('handing over', () => {
  it('should show whose address it is, offer, and change nothing until the colleague accepts', async () => {
    await hasAccount();
    await sponsor.presses('Hand over');
    expect(sponsor.buttons()).toEqual(['Continue', 'Cancel']);
    await sponsor.presses('Continue', { mail: `  ${colleagueMail} ` });
    expect(seenBy(sponsor)).toContain('Xavier Iqbal, xavier.iqbal@bantshire.example');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    await sponsor.presses('Ask them');
    expect(seenBy(sponsor)).toContain('You asked Xavier Iqbal on Mon 18 Jan 2027 at 10:1');
    await world.work();

    expect(newsOf(colleague)).toMatch(/: Marisol Okafor asks you to become the sponsor; /);
    expect(seenBy(colleague)).toContain('Marisol Okafor asked you on Mon 18 Jan 2027');
    expect(colleague.buttons()).toEqual(['Accept', 'Decline']);
    expect(sponsor.buttons()).toEqual([
      'Request another like this',
      'Request a change',
      'Cancel the handover',
      'Bring the last day forward',
      'End the account now',
    ]);
    expect(requestIn(world)).toMatchObject({ sponsor: sponsorId, involved: [sponsorId] });
    await colleague.says('my visitors');
    expect(seenBy(colleague)).toContain('You have no visitors yet.');
  });

  it('should make the colleague the sponsor, tell the former one, who reads only from then on', async () => {
    await hasAccount();
    const old = sponsor.lastCard();
    await offers(sponsor);
    const before = [sponsor.messages().length, colleague.messages().length];
    await colleague.presses('Accept');
    expect(colleague.buttons()).toEqual([
      'Request another like this',
      'Request a change',
      'Hand over',
      'Bring the last day forward',
      'End the account now',
    ]);
    await world.work();
    expect(requestIn(world)).toMatchObject({ sponsor: colleagueId, involved: [sponsorId, colleagueId], status: 'approved' });
    expect([sponsor.messages().length, colleague.messages().length]).toEqual([(before[0] ?? 0) + 1, before[1]]);
    expect(newsOf(sponsor)).toContain('accepted the handover');
    expect(seenBy(sponsor)).toContain('Xavier Iqbal accepted and is now the sponsor');
    expect(sponsor.buttons()).toEqual([]);

    for (const title of ['End the account now', 'Bring the last day forward', 'Hand over']) {
      const { card = {} } = await sponsor.presses(title, {}, { seen: old });
      expect(textOf(card)).toContain('nothing was done');
    }
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'offer-handover', 'accept-handover']);
    await colleague.says('my visitors');
    expect(seenBy(colleague)).toContain('Ottoline Fairweather');
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('You have no visitors yet.');
  });

  it('should tell nobody old news when it is handed on and back', async () => {
    await hasAccount();
    await offers(sponsor);
    await colleague.presses('Accept');
    await world.work();
    await offers(colleague, 'marisol.okafor@bantshire.example');
    const [mine, theirs] = [sponsor.messages().length, colleague.messages().length];
    await sponsor.presses('Accept');
    await world.work();
    expect([sponsor.messages().length, colleague.messages().length]).toEqual([mine, theirs + 1]);
    expect(requestIn(world)).toMatchObject({ sponsor: sponsorId, involved: [sponsorId, colleagueId] });
  });

  it('should be declined, of which the sponsor hears, and the colleague sees it no longer', async () => {
    await hasAccount();
    await offers(sponsor);
    const seen = colleague.lastCard();
    await colleague.presses('Decline');
    expect(seenBy(colleague)).toContain('You declined to become this visitor’s sponsor. Nothing has changed');
    await colleague.presses('Decline', {}, { seen });
    expect(seenBy(colleague)).toContain('You declined to become this visitor’s sponsor. Nothing has changed');
    await colleague.presses('Accept', {}, { seen });
    expect(seenBy(colleague)).toContain('This request does not exist or you do not have access to it.');
    await world.work();
    expect(textsOf(colleague).join()).not.toContain('Fairweather');
    expect(newsOf(sponsor)).toContain('declined the handover');
    expect(seenBy(sponsor)).toContain('Xavier Iqbal declined, so nothing has changed');
    expect(sponsor.buttons()).toContain('Hand over');
    expect(requestIn(world)).toMatchObject({ sponsor: sponsorId, involved: [sponsorId] });
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'offer-handover', 'decline-handover']);
  });

  it('should be taken back, after which the colleague learns and changes nothing', async () => {
    await hasAccount();
    await offers(sponsor);
    const seen = colleague.lastCard();
    await sponsor.presses('Cancel the handover');
    await world.work();
    expect(seenBy(colleague)).toBe('This request is no longer with you.');
    for (const title of ['Accept', 'Decline']) {
      await colleague.presses(title, {}, { seen });
      expect(seenBy(colleague)).toContain('This request does not exist or you do not have access to it.');
    }
    expect(requestIn(world)).toMatchObject({ sponsor: sponsorId });
    expect(requestIn(world)).not.toHaveProperty('handover');
  });

  it.each([
    ['', 'nothing'],
    ['nobody.at.all@bantshire.example', 'nobody’s'],
    ['jurgen.hakansson@bantshire.example', 'a student’s or guest’s'],
    ['philomena.thackeray-njoroge@bantshire.example', 'one of a disabled account'],
    ["' or startswith(mail,'a", 'no address at all'],
  ])('should say the same of each address that will not do, and keep it: %s (%s)', async (mail) => {
    await hasAccount();
    await sponsor.presses('Hand over');
    await sponsor.presses('Continue', { mail });
    expect(seenBy(sponsor)).toContain('⚠ No member of staff has this address. Please check it');
    expect(sponsor.inputs()).toEqual({ mail });
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should not be offered to the sponsor themselves', async () => {
    await hasAccount();
    await sponsor.presses('Hand over');
    await sponsor.presses('Continue', { mail: 'marisol.okafor@bantshire.example' });
    expect(seenBy(sponsor)).toContain('This colleague is already the sponsor.');
  });

  it('should be refused a colleague who has left the staff between offer and answer', async () => {
    await hasAccount();
    await offers(sponsor);
    await becomes(colleagueId, { isStaff: false });
    await colleague.presses('Accept');
    expect(seenBy(colleague)).toContain('Only members of staff can request visitor accounts.');
    expect(requestIn(world)).toMatchObject({ sponsor: sponsorId, handover: { open: { to: colleagueId } } });
  });

  it('should be refused by whom a tampered card names, where they may not sponsor', async () => {
    await hasAccount();
    const { id: request, revision } = requestIn(world);
    for (const to of [
      '5e78454d-f065-41c2-b4cc-4549c1acc990',
      'a22ea180-c5c2-42af-a977-a65499356597',
      '99999999-aaaa-4bbb-8ccc-000000000099',
    ]) {
      const { text } = await forges(world, sponsor, 'offer-handover', { request, revision, to });
      expect(text).toContain('No member of staff has this address.');
    }
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should wait where the directory does not answer, and keep what was typed', async () => {
    await hasAccount();
    await sponsor.presses('Hand over');
    (world.stores.people as unknown as InMemoryPeople).fault = new Error('away');
    const { text } = await sponsor.presses('Continue', { mail: colleagueMail });
    expect(text).toContain('We cannot reach the staff directory at the moment, so nothing was done.');
    expect(sponsor.buttons()).toEqual(['Continue', 'Cancel']);
  });

  it('should pass a returned request on, and clear away what the former sponsor was changing', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which room?' });
    await world.work();
    await sponsor.presses('Edit and resubmit');
    expect(await world.stores.drafts.list(sponsorId, 5)).toHaveLength(1);
    await opens(sponsor);
    await offers(sponsor);
    await colleague.presses('Accept');
    await world.work();
    expect(await world.stores.drafts.list(sponsorId, 5)).toEqual([]);
    expect(seenBy(colleague)).toContain('Which room?');
    await resubmits(colleague);
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'pending', sponsor: colleagueId });
    expect(seenBy(head)).toContain('Sponsor: Xavier Iqbal');
  });

  it('should keep a head who takes a request over from deciding it', async () => {
    await makesRequest(world, sponsor);
    await opens(sponsor);
    await offers(sponsor, 'eleanor.brightwater@bantshire.example');
    await opens(head);
    expect(head.buttons()).toEqual([
      'Accept',
      'Decline',
      'Approve',
      'Reject',
      'Return with a question',
      'Approve with changes',
      'Ask my deputy',
    ]);
    await head.presses('Accept');
    await world.work();
    expect(head.buttons()).not.toContain('Approve');
    const deputy = await world.somebody('deputy');
    await opens(deputy);
    expect(deputy.buttons()).toContain('Approve');
  });
});

describe('an admin', () => {
  it('should hand over for a sponsor who is there, and both hear of the answer', async () => {
    await hasAccount();
    await opens(admin);
    await offers(admin);
    expect(requestIn(world).handover?.open).toMatchObject({ by: adminId, to: colleagueId });
    await colleague.presses('Accept');
    await world.work();
    for (const person of [sponsor, admin]) expect(seenBy(person)).toContain('Xavier Iqbal accepted and is now the sponsor');
  });
});

describe('a sponsor who is gone', () => {
  it('should be followed by a successor whom the head names, of whom the head hears alone', async () => {
    await hasAccount();
    await becomes(sponsorId, { isEnabled: false });
    await opens(head);
    const before = sponsor.messages().length;
    await offers(head, colleagueMail, 'Choose a new sponsor');
    expect(head.buttons()).toContain('Cancel the handover');
    await colleague.presses('Accept');
    await world.work();
    expect(requestIn(world)).toMatchObject({ sponsor: colleagueId, handover: { last: { by: headId, isSponsorGone: true } } });
    expect(seenBy(head)).toContain('Xavier Iqbal accepted and is now the sponsor');
    expect(seenBy(head)).not.toContain('please name a successor');
    expect(head.buttons()).toEqual(['Undo my decision', 'Next one', 'End the account now']);
    expect(sponsor.messages()).toHaveLength(before);
    const { events = [] } = (await world.stores.requests.readAll(requestIn(world).id)) ?? {};
    expect(events.at(-2)).toMatchObject({ verb: 'offer-handover', actor: headId, actingFor: sponsorId });
  });
});

describe('at the same moment', () => {
  const presses = {
    accept: () => colleague.presses('Accept'),
    decline: () => colleague.presses('Decline'),
    withdraw: () => sponsor.presses('Withdraw'),
    'take back': () => sponsor.presses('Cancel the handover'),
    approve: () => head.presses('Approve'),
  };

  it.each([
    ['accept', 'withdraw'],
    ['withdraw', 'accept'],
    ['accept', 'take back'],
    ['take back', 'accept'],
    ['decline', 'take back'],
    ['accept', 'approve'],
    ['approve', 'accept'],
  ] as const)('should let one of %s and %s win, and show the other how it stands', async (first, second) => {
    await makesRequest(world, sponsor);
    await opens(sponsor);
    await offers(sponsor);
    await opens(head);
    if ([first, second].includes('withdraw' as never)) await sponsor.presses('Withdraw');
    await Promise.all([presses[first](), presses[second]()]);
    const events = await eventsOf(world);
    expect(events).toHaveLength(3);
    const { sponsor: now, status } = requestIn(world);
    const won = events.at(-1);
    expect(now).toBe(won === 'accept-handover' ? colleagueId : sponsorId);
    expect(status).toBe(won === 'withdraw' ? 'withdrawn' : won === 'approve' ? 'approved' : 'pending');
    await world.work();
    if (won !== 'accept-handover') expect(seenBy(colleague)).not.toContain('Cancel the handover');
    if (won === 'withdraw') expect(colleague.buttons()).toEqual([]);
    if (won === 'accept-handover') expect(sponsor.buttons()).toEqual([]);
  });

  it('should end the account or hand it over, never both', async () => {
    await hasAccount();
    await offers(sponsor);
    await sponsor.presses('End the account now');
    await Promise.all([sponsor.presses('End the account now'), colleague.presses('Accept')]);
    await world.work();
    const events = await eventsOf(world);
    expect(events).toHaveLength(4);
    const isEnded = requestIn(world).status === 'ended';
    expect(events.at(-1)).toBe(isEnded ? 'end' : 'accept-handover');
    expect(requestIn(world).sponsor).toBe(isEnded ? sponsorId : colleagueId);
    expect(requestIn(world).handover?.open).toBeUndefined();
  });
});

describe('a stranger', () => {
  it('should learn nothing by any verb of a handover, offered or not', async () => {
    await hasAccount();
    const stranger = await world.somebody('stranger');
    for (const isOffered of [false, true]) {
      if (isOffered) await offers(sponsor);
      const before = requestIn(world);
      for (const verb of [
        'ask-offer-handover',
        'find-offer-handover',
        'offer-handover',
        'cancel-handover',
        'accept-handover',
        'decline-handover',
      ])
        for (const revision of [before.revision, 1]) {
          const data = { revision, mail: colleagueMail, to: colleagueId };
          const real = await forges(world, stranger, verb, { ...data, request: before.id });
          expect({ verb, real }).toEqual({ verb, real: await forges(world, stranger, verb, { ...data, request: 'VR-ZZZZZZZZ' }) });
          expect(real.text).toContain('This request does not exist or you do not have access to it.');
        }
      expect(requestIn(world)).toEqual(before);
    }
  });
});

describe('an offer that Teams does not deliver', () => {
  it('should come by mail, and say who offers what', async () => {
    const mailer = new FakeMailer();
    await world.stop();
    world = await startWorld({ mail: channelOf(mailer) });
    [sponsor, head, colleague] = [await world.somebody('sponsor'), await world.somebody('head'), await world.person(colleagueId)];
    await hasAccount();
    colleague.blocks();
    await offers(sponsor);
    await world.work(10);
    const mail = mailer.arrived.find(({ to }) => to.person === colleagueId);
    expect(mail?.subject).toContain('asks you to become the sponsor');
    expect(mail?.html).toContain(sponsor.name);
  });
});

describe('offers made again and again', () => {
  const tab = () => world.tab(sponsor);
  const offersOnce = async (id: string) => {
    const { revision } = await tab().opens(id);
    return (await tab().calls('POST', `/requests/${id}/offer-handover`, { revision, to: colleagueId })).status;
  };

  it('should be refused in a sentence after ten of one request in a day, in the tab and in Teams, and be possible the day after', async () => {
    await hasAccount();
    const { id } = requestIn(world);
    for (let time = 0; time < 10; time += 1) {
      expect(await offersOnce(id)).toBe(200);
      await tab().does('cancel-handover', id);
    }
    const refusal = await problemOf(tab().does('offer-handover', id, { to: colleagueId }));
    const sentence = 'You have asked colleagues to take over this visitor 10 times today. Please try again tomorrow.';
    expect(refusal).toMatchObject({ status: 422, title: sentence });
    await opens(sponsor);
    await offers(sponsor);
    expect(seenBy(sponsor)).toContain(sentence);
    expect(requestIn(world).handover).toBeUndefined();
    world.clock.pass({ hours: 24 });
    expect(await offersOnce(id)).toBe(200);
  });

  it('should be refused after forty of one person in a day, whichever the request, and leave others alone', async () => {
    await makesRequest(world, sponsor);
    const { id } = requestIn(world);
    const today = world.clock.now().toPlainDate().toString();
    for (let place = 0; place < 40; place += 1) await world.stores.views.noteOffer(sponsorId, today, `VR-000000${10 + place}`, 2);
    expect(await problemOf(tab().does('offer-handover', id, { to: colleagueId }))).toMatchObject({
      status: 422,
      title: 'You have asked colleagues to take over visitors 40 times today. Please try again tomorrow.',
    });
    await world.tab(admin).does('offer-handover', id, { to: colleagueId });
    expect(requestIn(world).handover?.open?.by).toBe(adminId);
  });
});
