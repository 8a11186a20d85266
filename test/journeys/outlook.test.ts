import { outlookCard } from '../../cards/outlook-schema';
import { InMemoryPeople } from '../fakes/in-memory-people';
import type { OutlookPerson } from '../fakes/outlook-client';
import { outlookToken, outlookWorld } from '../fakes/outlook-token';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World, type WorldWishes } from '../fakes/world';
import { deputyId, headId, strangerId } from '../make';
import { eventsOf, makesRequest, requestIn, requestsIn, resubmits, seenBy, textOf } from './steps';

const openInTeams = ['Open in Teams'];
/** Whoever decided has ten minutes to think again. */
const decided = ['Undo my decision', 'Open in Teams'];
const deciding = ['Approve', 'Approve with changes', 'Reject', 'Return with a question', 'Ask my deputy', 'Open in Teams'];
const nothingHere = 'This request does not exist or you do not have access to it.';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let mailbox: OutlookPerson;

async function begins(wishes: WorldWishes = {}): Promise<void> {
  world = await startWorld(wishes);
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await makesRequest(world, sponsor);
  mailbox = world.outlook(head);
  await mailbox.getsMail(requestIn(world).id);
}
afterEach(async () => {
  // Whatever happens in Outlook: no name, address or word of anybody in the log.
  expect(JSON.stringify(world.lines)).not.toMatch(/Ottoline|Fairweather|Brightwater|Okafor|bantshire\.example|Bearer|eyJ/);
  await world.stop();
});

const seen = () => textOf(mailbox.card);

describe('deciding in Outlook', () => {
  it('should turn the card into the outcome and close the cards in Teams', async () => {
    await begins();
    expect(mailbox.buttons()).toEqual(deciding);
    expect(seen()).toMatch(/A visitor request for your decision[^]*Sponsor: Marisol Okafor/);
    expect(await mailbox.presses('Approve')).toMatchObject({ status: 200 });
    expect(seen()).toContain('Approved by Eleanor Brightwater on Mon 18 Jan 2027 at 10:15 in Outlook.');
    expect(mailbox.buttons()).toEqual(decided);
    expect(requestIn(world)).toMatchObject({ status: 'approved', decision: { by: headId, channel: 'outlook' } });
    await world.work();
    for (const card of head.cards()) expect(textOf(card.card)).not.toContain('A visitor request for your decision');
    expect(seenBy(head)).toContain('in Outlook.');
    expect(seenBy(sponsor)).toContain('Approved by Eleanor Brightwater on Mon 18 Jan 2027 at 10:15 in Outlook.');
  });

  it.each([
    ['Reject', 'rejected', 'reject'],
    ['Return with a question', 'returned', 'return'],
  ])('should bring the words of *%s* to the sponsor as they were typed', async (title, status, verb) => {
    await begins();
    const typed = '  He said "no",\nand \\ <b>{{words.value}}</b> ${x} & **why** – 語 ';
    await mailbox.presses(title, typed);
    const words = 'He said "no", and \\ <b>{{words.value}}</b> ${x} & **why** – 語';
    expect(requestIn(world)).toMatchObject({ status, decision: { verb, words, channel: 'outlook' } });
    expect(seen()).toContain('He said "no", and \\\\ \\<b\\>\\{\\{words.value\\}\\}\\</b\\>');
    expect(mailbox.buttons()).toEqual(verb === 'reject' ? decided : openInTeams);
    await world.work();
    expect(seenBy(sponsor)).toContain('He said "no", and');
  });

  it('should say, opened again after an edit, that a newer mail replaces it', async () => {
    await begins();
    const old = mailbox.card;
    await mailbox.opens();
    expect(seen()).not.toContain('since this email was sent');
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-05-31' });
    await sponsor.presses('Resubmit');
    await world.work();
    mailbox.receives(old);
    await mailbox.opens();
    expect(seen()).toContain('The sponsor has resubmitted this request since this email was sent, so a newer email replaces it.');
    expect(seen()).toContain('Mon 31 May 2027');
    await mailbox.getsMail(requestIn(world).id);
    await mailbox.opens();
    expect(seen()).not.toContain('since this email was sent');
    await mailbox.presses('Approve');
    mailbox.receives(old);
    await mailbox.opens();
    expect(seen()).not.toContain('since this email was sent');
  });

  it('should take the decision back for ten minutes, and not after that', async () => {
    await begins();
    await mailbox.presses('Approve');
    const old = mailbox.card;
    world.clock.pass({ minutes: 9 });
    expect(await mailbox.presses('Undo my decision')).toMatchObject({ status: 200 });
    expect(seen()).toContain('You reversed your decision');
    expect(mailbox.buttons()).toEqual(deciding);
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'recall']);
    // The button of the card before is of no use any more.
    await mailbox.presses('Undo my decision', '', { seen: old });
    expect(requestIn(world).status).toBe('pending');

    await mailbox.opens();
    await mailbox.presses('Approve');
    const late = mailbox.card;
    world.clock.pass({ minutes: 10 });
    await mailbox.presses('Undo my decision', '', { seen: late });
    expect(requestIn(world).status).toBe('approved');
    await mailbox.opens();
    expect(mailbox.buttons()).toEqual(openInTeams);
  });

  it('should show what was decided in Teams when the mail is opened, and when its old button is pressed', async () => {
    await begins();
    const old = mailbox.card;
    await head.presses('Approve');
    expect(await mailbox.opens()).toMatchObject({ status: 200 });
    expect(seen()).toContain('Approved by Eleanor Brightwater on Mon 18 Jan 2027 at 10:15 in Teams.');
    expect(await mailbox.presses('Reject', 'No.', { seen: old })).toMatchObject({ status: 200 });
    expect(seen()).toContain('Approved by Eleanor Brightwater on Mon 18 Jan 2027 at 10:15 in Teams.');
    expect(mailbox.buttons()).toEqual(decided);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should say so to a deputy whose card came second, and decide nothing', async () => {
    await begins();
    const deputy = world.outlook({ id: deputyId });
    await deputy.getsMail(requestIn(world).id);
    await mailbox.presses('Approve');
    await deputy.presses('Reject', 'Not with us.');
    expect(textOf(deputy.card)).toMatch(/This request has changed since you opened it[^]*Approved by Eleanor Brightwater/);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should take a call that is made again for what it is, and tell the same', async () => {
    await begins();
    const old = mailbox.card;
    await mailbox.presses('Approve');
    const first = seen();
    await mailbox.presses('Approve', '', { seen: old });
    expect(seen()).toBe(first);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });
});

describe('words that will not do', () => {
  beforeEach(async () => await begins());

  it.each([
    ['', 'Please write a few words: the sponsor will read them.'],
    ['   \n', 'Please write a few words: the sponsor will read them.'],
    ['no '.repeat(1667).slice(0, 5000), 'That is too long: please use at most 1000 characters.'],
  ])('should be asked for again beside what was typed', async (typed, problem) => {
    expect(await mailbox.presses('Reject', typed)).toMatchObject({ status: 200 });
    expect(seen()).toContain(`⚠ ${problem}`);
    expect(JSON.stringify(mailbox.card)).toContain(`"value":${JSON.stringify(typed)}`);
    expect(mailbox.buttons()).toEqual(['Reject', 'Cancel', 'Open in Teams']);
    expect(await eventsOf(world)).toEqual(['request']);
    await mailbox.presses('Reject', 'We have nobody free.');
    expect(requestIn(world)).toMatchObject({ status: 'rejected', decision: { words: 'We have nobody free.' } });
  });

  it('should go back to the question on *Cancel*', async () => {
    await mailbox.presses('Return with a question', '');
    await mailbox.presses('Cancel');
    expect(mailbox.buttons()).toEqual(deciding);
    expect(seen()).toContain('A visitor request for your decision');
  });

  it.each([
    ['too large for a card', '語'.repeat(9000), 422],
    ['too large for anything', 'x'.repeat(70_000), 413],
  ])('should stay where they were typed: %s', async (_, typed, status) => {
    const before = mailbox.card;
    expect(await mailbox.presses('Reject', typed)).toEqual({ status, text: 'That is too long: please use at most 1000 characters.' });
    expect(mailbox.card).toBe(before);
    expect(await eventsOf(world)).toEqual(['request']);
  });
});

describe('a card of another time', () => {
  it('should show the new round to who pressed the old one, and decide that one only', async () => {
    await begins();
    const old = mailbox.card;
    await mailbox.presses('Return with a question', 'Which room?');
    await world.work();
    await resubmits(sponsor);
    await world.work();
    await mailbox.presses('Approve', '', { seen: old });
    expect(await eventsOf(world)).toEqual(['request', 'return', 'resubmit']);
    expect(seen()).toMatch(/This request has changed since you opened it[^]*A visitor request for your decision/);
    expect(mailbox.buttons()).toEqual(deciding);
    await mailbox.presses('Approve');
    expect(await eventsOf(world)).toEqual(['request', 'return', 'resubmit', 'approve']);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['withdrawn', async () => [await sponsor.presses('Withdraw'), await sponsor.presses('Withdraw')], /Withdrawn on \w{3} /],
    ['lapsed', async () => world.clock.set('2027-07-01T09:00:00'), /stopped working, as it is more than 30 days old/],
  ])('should say what became of it when it is opened: %s', async (_, happens, said) => {
    await begins();
    await happens();
    await mailbox.opens();
    expect(seen()).toMatch(said);
    expect(mailbox.buttons()).toEqual(openInTeams);
  });

  it('should say that its last day has passed, though nothing has moved it yet', async () => {
    await begins();
    world.clock.set('2027-07-01T09:00:00');
    await mailbox.getsMail(requestIn(world).id);
    await mailbox.opens();
    expect(seen()).toMatch(/Lapsed[^]*This request lapsed because it was not decided by its last day/);
  });

  it('should decide for thirty days, then change nothing', async () => {
    await begins();
    const old = mailbox.card;
    world.clock.pass({ days: 30 });
    expect(await mailbox.presses('Approve', '', { seen: old })).toMatchObject({ status: 200 });
    expect(seen()).toContain('more than 30 days old');
    expect(await eventsOf(world)).toEqual(['request']);
    world.clock.pass({ seconds: -1 });
    await mailbox.presses('Approve', '', { seen: old });
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should work until the key that signed it is accepted no more', async () => {
    const [key] = outlookWorld.linkKeys;
    const other = new Uint8Array(32).fill(9);
    await begins();
    const { stores, clock, queue } = world;
    const old = mailbox.card;
    for (const [linkKeys, status] of [
      [[other], 403],
      [[other, key!], 200],
    ] as const) {
      const next = await startWorld({ stores, clock, queue, outlook: { linkKeys } });
      const there = next.outlook(head);
      expect(await there.presses('Approve', '', { seen: old })).toMatchObject({ status });
      await next.stop();
    }
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });
});

describe('whoever has no business there', () => {
  beforeEach(async () => await begins());

  it.each([
    ['a stranger', strangerId],
    ['a deputy, who may decide by a mail of their own', deputyId],
  ])('should get nothing out of a forwarded mail: %s', async (_, id) => {
    const card = mailbox.card;
    const other = world.outlook({ id });
    for (const title of ['Approve', 'Reject'])
      expect(await other.presses(title, 'x', { seen: card })).toEqual({ status: 403, text: nothingHere });
    expect(await other.opens()).toEqual({ status: 403, text: nothingHere });
    expect(await eventsOf(world)).toEqual(['request']);
    expect(world.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', fields: { person: id, request: requestIn(world).id, isSigned: true } }),
    );
  });

  it('should get a card in the answer that says no more than the sentence', async () => {
    const response = await calls(mailbox.action('Approve').url, await token({ oid: strangerId }));
    expect(response.status).toBe(403);
    const card = outlookCard.parse(await response.json());
    expect(textOf(card)).toBe(`${nothingHere}\nOpen in Teams`);
  });

  it.each([
    ['approve', 'reject'],
    ['/1/', '/2/'],
    [headId, deputyId],
    ['VR-', 'VR-0'],
    ['/api/outlook/', '/api/outlook/..%2f..%2f'],
  ])('should not be believed on a bent address: %s', async (part, other) => {
    const url = mailbox.action('Approve').url.replace(part, other);
    for (const oid of [headId, deputyId]) {
      expect((await calls(url, await token({ oid }))).status).toBe(403);
    }
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should not be the head of before', async () => {
    const { stores, clock, queue } = world;
    const departments = sampleDepartments.map((one) => ({ ...one, head: strangerId, deputies: [] }));
    const there = await startWorld({ stores: withoutDepartments(stores), clock, queue, departments });
    const before = there.outlook(head);
    expect(await before.presses('Approve', '', { seen: mailbox.card })).toEqual({ status: 403, text: nothingHere });
    expect(await before.opens()).toEqual({ status: 403, text: nothingHere });
    expect(await eventsOf(there)).toEqual(['request']);
    await there.stop();
  });

  it('should be told that a request is no longer kept, if the mail was theirs', async () => {
    const { clock, queue } = world;
    const empty = await startWorld({ clock, queue });
    const there = empty.outlook(head);
    const old = mailbox.card;
    expect(await there.presses('Approve', '', { seen: old })).toMatchObject({ status: 200 });
    expect(textOf(there.card)).toContain('This request is no longer kept');
    there.receives(old);
    expect(await there.opens()).toMatchObject({ status: 200 });
    expect(textOf(there.card)).toContain('This request is no longer kept');
    await empty.stop();
  });
});

function withoutDepartments(stores: World['stores']): WorldWishes['stores'] & object {
  const { departments: _sample, ...rest } = stores;
  return rest;
}

async function token(wishes: Parameters<typeof outlookToken>[1] = {}): Promise<Record<string, string>> {
  return { 'action-authorization': `Bearer ${await outlookToken(world.issuer, { oid: headId, ...wishes })}` };
}

async function calls(url: string, headers: Record<string, string> = {}, method = 'POST'): Promise<Response> {
  return await world.product.fetch(new Request(url, { method, headers, ...(method === 'POST' && { body: '' }) }));
}

describe('the endpoint', () => {
  beforeEach(async () => await begins());

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('should change nothing on %s, which is what scanners send', async (method) => {
    for (const title of ['Approve', 'Reject']) {
      const response = await calls(mailbox.action(title).url, await token(), method);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should refuse whoever brings no token, and leave the card to them', async () => {
    const { url } = mailbox.action('Approve');
    for (const headers of [{}, { authorization: '' }, { authorization: 'Bearer x.y.z' }]) {
      const response = await calls(url, headers as Record<string, string>);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(response.headers.get('card-action-status')).toMatch(/^Outlook did not say who you are/);
      expect(response.headers.get('card-update-in-body')).toBeNull();
      expect(await response.text()).toBe('{}');
    }
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it.each([
    ['forged', { key: 'forged' }],
    ['over', { expiresIn: -600 }],
    ['for another audience', { aud: 'https://alms.bantshire.example' }],
    ['for another app', { claims: { azp: headId } }],
    ['of nobody', { claims: { oid: undefined } }],
  ] as const)('should let no token through that is %s', async (_, wishes) => {
    expect((await calls(mailbox.action('Approve').url, await token(wishes))).status).toBe(401);
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should take the token from Authorization too, as where an action keeps none of its own', async () => {
    const { 'action-authorization': authorization = '' } = await token({ version: 'v1' });
    const response = await calls(mailbox.action('Approve').url, { authorization });
    expect([response.status, response.headers.get('card-update-in-body'), response.headers.get('cache-control')]).toEqual([
      200,
      'true',
      'no-store',
    ]);
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should not fall back to another token where the first is bad', async () => {
    const { 'action-authorization': authorization = '' } = await token();
    const both = { authorization, 'action-authorization': 'Bearer x.y.z' };
    expect((await calls(mailbox.action('Approve').url, both)).status).toBe(401);
  });

  it('should answer a replay after the decision with the present state', async () => {
    const { url } = mailbox.action('Approve');
    const headers = await token();
    await calls(url, headers);
    const replayed = await calls(url, headers);
    expect(replayed.status).toBe(200);
    expect(textOf((await replayed.json()) as object)).toContain('Approved by Eleanor Brightwater');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should log Microsoft’s ids of card and press, and nothing else that calls itself one', async () => {
    await mailbox.opens();
    expect(world.lines).toContainEqual(
      expect.objectContaining({
        fields: { outcome: 'person', person: headId, card: 'c0ffee00-0000-4000-8000-000000000001', action: 'ac7-1' },
      }),
    );
    await mailbox.presses('Approve', '', {
      headers: { 'card-correlation-id': 'Ottoline Fairweather', 'action-request-id': 'x'.repeat(65) },
    });
    expect(world.lines.filter(({ what }) => what === 'a card in Outlook asks').at(-1)?.fields).toEqual({
      outcome: 'person',
      person: headId,
    });
  });

  it.each([
    ['a reading', () => (requestsIn(world).read = async () => Promise.reject(new Error('Fairweather: no storage')))],
    ['a writing', () => (requestsIn(world).beforeCommit = async () => Promise.reject(new Error('Fairweather: no storage')))],
  ])('should leave the buttons where a fault passes: %s', async (_, breaks) => {
    const reading = requestsIn(world).read;
    const before = mailbox.card;
    breaks();
    const pressed = await mailbox.presses('Approve');
    expect(pressed).toEqual({
      status: 500,
      text: expect.stringMatching(/^Something went wrong on our side.*reference to the IT Service Desk: [0-9A-F]{10}\.$/) as string,
    });
    expect(mailbox.card).toBe(before);
    requestsIn(world).read = reading;
    delete requestsIn(world).beforeCommit;
    expect(await mailbox.presses('Approve')).toMatchObject({ status: 200 });
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should put a decision off while the directory does not answer', async () => {
    const people = world.stores.people as unknown as InMemoryPeople;
    people.fault = new Error('no directory');
    expect(await mailbox.presses('Approve')).toEqual({
      status: 503,
      text: 'We cannot reach the staff directory at the moment, so nothing was decided. Please try again in a few minutes.',
    });
    expect(await eventsOf(world)).toEqual(['request']);
  });
});

describe('opening a mail', () => {
  /** Counts each call by its name. */
  function counted<T extends object>(store: T, calls: string[], name: string): T {
    return new Proxy(store, {
      get: (target, key) => {
        const held = Reflect.get(target, key) as unknown;
        if (typeof held !== 'function') return held;
        return (...given: unknown[]) => {
          calls.push(`${name}.${String(key)}`);
          return (held as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  }

  it('should cost one point read, and ask the directory nothing', async () => {
    await begins();
    const calls: string[] = [];
    const { stores, clock, queue } = world;
    const counting = Object.fromEntries(
      Object.entries(stores)
        .filter(([name]) => name !== 'queue' && name !== 'departments')
        .map(([name, store]) => [name, counted(store as object, calls, name)]),
    ) as WorldWishes['stores'] & object;
    const remembered = counted(new InMemoryPeople(samplePeople), calls, 'remembered');
    const there = await startWorld({ stores: counting, clock, queue, rememberedPeople: remembered });
    const again = there.outlook(head);
    again.receives(mailbox.card);
    await again.opens();
    calls.length = 0;
    const keys = there.issuer.fetches();
    await again.opens();
    expect(calls.filter((call) => !call.startsWith('remembered.'))).toEqual(['requests.read']);
    expect(new Set(calls)).toEqual(new Set(['requests.read', 'remembered.person', 'remembered.name', 'remembered.admins']));
    expect(there.issuer.fetches()).toBe(keys);
    await there.stop();
  });

  it('should show the state without names where none is remembered', async () => {
    const nobody = new InMemoryPeople();
    nobody.fault = new Error('nothing kept');
    await begins({ rememberedPeople: nobody });
    await head.presses('Approve');
    expect(await mailbox.opens()).toMatchObject({ status: 200 });
    expect(seen()).toContain('Approved by a colleague on Mon 18 Jan 2027 at 10:15 in Teams.');
  });
});

describe('where Outlook is off', () => {
  it('should have no endpoint', async () => {
    await begins({ outlook: 'off' });
    for (const method of ['POST', 'GET']) expect((await calls(mailbox.action('Approve').url, await token(), method)).status).toBe(404);
    expect(await eventsOf(world)).toEqual(['request']);
  });
});
