import type { VerbBody } from '../../bot/channels/tab/contract';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { isOver, type Status, statuses } from '../../bot/domain/statuses/table';
import { verbs as table, type VerbName } from '../../bot/domain/verbs/table';
import { samplePeople } from '../fakes/sample';
import { problemOf } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';
import { adminId, deputyId, headId, makeCommit, makeRequest, sponsorId, strangerId } from '../make';
import { someOf } from '../torture/tries';
import { requestsIn } from './steps';

const verbs = Object.keys(table) as VerbName[];

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.clock.set('2027-08-10T10:00');
});
afterAll(() => world.stop());

const staff = samplePeople.filter(({ role, isStaff, isEnabled }) => role === undefined && isStaff && isEnabled);
const [formerId = '', namedId = '', successorId = '', otherId = ''] = staff.slice(0, 4).map(({ id }) => id);
const people: Record<string, string> = {
  'the sponsor': sponsorId,
  'a former sponsor': formerId,
  'the head': headId,
  'a deputy': deputyId,
  'whoever was named to decide': namedId,
  'whom it was offered to': successorId,
  'an admin': adminId,
  'a stranger': strangerId,
};

const by = (person: string) => ({ by: person, at: '2027-08-10T08:55:00Z', channel: 'teams' as const });
/** In its last thirty days, or waiting for them. */
const inTime: Partial<Record<Status, Partial<VisitorRequest>>> = {
  pending: { validFrom: '2027-09-01', validTo: '2027-12-31' },
  returned: { validFrom: '2027-09-01', validTo: '2027-12-31' },
  approved: { validFrom: '2027-08-20', validTo: '2027-08-31' },
};

let count = 0;
/** One of its own for every try, as each may change it. */
async function has(status: Status, more: Partial<VisitorRequest>): Promise<string> {
  count += 1;
  const verb = status === 'returned' ? 'return' : status === 'rejected' ? 'reject' : 'approve';
  const isDecided = status !== 'pending' && status !== 'withdrawn' && status !== 'lapsed';
  const request = makeRequest({
    id: `VR-${String(count).padStart(8, '0')}`,
    status,
    revision: 3,
    involved: [formerId, sponsorId],
    answers: { ...makeRequest().answers, itAccess: 'staff-like' },
    ...(isDecided && {
      decision: {
        verb,
        ...by(headId),
        ...(verb !== 'approve' && { words: 'Why?' }),
        ...(status === 'returned' && { changeableFrom: 3 }),
      },
    }),
    ...(status === 'ended' && { account: { end: by(sponsorId) } }),
    ...inTime[status],
    ...more,
  });
  await requestsIn(world).commit(makeCommit({ request: { ...request, events: 1 }, todos: [] }));
  return request.id;
}

/** What each verb needs to be taken, where it may be done at all. */
function bodyOf(verb: VerbName, { validTo }: { validTo: string }): Partial<VerbBody> {
  switch (table[verb].takes) {
    case 'words':
      return { words: 'Because.' };
    case 'terms':
      return { terms: { validTo, itAccess: 'student-like', idCard: true } };
    case 'day':
      return { until: verb === 'shorten' ? '2027-08-25' : '2027-10-31' };
    case 'colleague':
      return { to: otherId };
    case 'person':
      return { to: deputyId, words: 'Please.' };
    case 'correction':
      return { field: 'title', value: 'Prof' };
    case 'confirm':
      return {};
  }
}

/** Taken, but not offered, as in the chat: another offer in place of an open one, and keeping what is let end in one step. */
const unoffered: Record<string, VerbName> = { 'offered to a colleague': 'offer-handover', 'let end': 'reapprove' };

/** How an admin may be involved. */
const steering: VerbName[] = ['resend', 'reassign-sponsor', 'reassign-decider', 'correct'];
const involvements: [string, Partial<VisitorRequest>][] = [
  ['made and sponsors it', { sponsor: adminId, involved: [adminId] }],
  ['sponsors it since', { sponsor: adminId, involved: [sponsorId, adminId] }],
  ['sponsored it before', { involved: [adminId, sponsorId] }],
  ['changed it', { involved: [formerId, sponsorId, adminId] }],
];

describe.each(involvements)('an admin who %s', (_how, more) => {
  it.each(statuses)('should neither be offered nor be able to decide or steer what is %s', async (status) => {
    const admin = world.tab({ id: adminId });
    const offered = (await admin.opens(await has(status, more))).verbs.map(({ verb }) => verb);
    for (const verb of [...steering, 'approve', 'approve-changed', 'reject', 'return'] as const) {
      expect(offered).not.toContain(verb);
      const one = await has(status, more);
      const before = (await requestsIn(world).read(one))?.value;
      const answer = await admin.calls('POST', `/requests/${one}/${verb}`, {
        revision: 3,
        ...bodyOf(verb, { validTo: before?.validTo ?? '' }),
      });
      const isLate = isOver(status) && steering.includes(verb);
      expect([verb, answer.status]).toEqual([verb, isLate ? 409 : 403]);
      expect((await requestsIn(world).read(one))?.value).toEqual(before);
    }
    for (const verb of ['reassign-sponsor', 'reassign-decider'] as const) {
      const one = await has(status, more);
      const named = samplePeople.find(({ id }) => id === otherId)?.mail ?? '';
      expect(await problemOf(admin.findsColleagues(one, { revision: 3, verb, text: named }))).toMatchObject({
        status: isOver(status) ? 409 : 403,
      });
    }
    const isRunning = status === 'approved' || status === 'active';
    for (const verb of ['end', 'shorten'] as const) {
      expect(offered.includes(verb)).toBe(isRunning);
      const answer = await admin.calls('POST', `/requests/${await has(status, more)}/${verb}`, {
        revision: 3,
        ...bodyOf(verb, { validTo: '' }),
      });
      expect(answer.ok).toBe(isRunning);
    }
  });
});

const variants: [string, Partial<VisitorRequest>][] = [
  ['as it is', {}],
  ['let end', { account: { ending: by(sponsorId) } }],
  ['offered to a colleague', { handover: { open: { ...by(sponsorId), to: successorId, revision: 3 } } }],
  ['given to another decider', { assigned: { ...by(adminId), to: namedId } }],
];

describe.each(statuses)('a request that is %s', (status) => {
  it.each(variants)('should offer in the tab exactly what is taken: %s', async (name, more) => {
    for (const [who, id] of someOf(Object.entries(people), 3)) {
      const person = world.tab({ id });
      const shown = await has(status, more);
      const response = await person.calls('GET', `/requests/${shown}`);
      const view = response.ok ? await person.opens(shown) : undefined;
      const offered = view?.verbs.map(({ verb }) => verb) ?? [];
      const taken: VerbName[] = [];
      for (const verb of verbs) {
        const one = await has(status, more);
        const before = (await requestsIn(world).read(one))?.value;
        const body = { revision: 3, ...bodyOf(verb, { validTo: before?.validTo ?? '' }) };
        const answer = await person.calls('POST', `/requests/${one}/${verb}`, body);
        if (answer.ok) taken.push(verb);
        else expect((await requestsIn(world).read(one))?.value).toEqual(before);
        expect(answer.status).toBeLessThan(500);
      }
      const wanted = taken.filter((verb) => verb !== unoffered[name]);
      expect([who, [...offered].sort()]).toEqual([who, wanted.sort()]);
    }
  });
});
