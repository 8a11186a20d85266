import { graphClient, graphLimits } from '../../bot/adapters/graph/graph-client';
import { graphPeople } from '../../bot/adapters/graph/graph-people';
import { type GroupRole, groupRoles } from '../../bot/domain/organisation/roles';
import { verbs as table, type VerbName } from '../../bot/domain/verbs/table';
import { bodyOf as partsOf } from '../../bot/domain/verbs/verb';
import { type ActionName, actions } from '../../cards/actions';
import { type FakeGraph, type GraphUser, graphToken, startGraph } from '../fakes/graph';
import { InMemoryDirectory } from '../fakes/in-memory-directory';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import { startWorld, type World } from '../fakes/world';
import { adminId, deputyId, headId, makeCommit, makeRequest, sponsorId } from '../make';
import { draftOf, eventsOf, fillsIn, forges, requestsIn } from './steps';

const groups = {
  staff: '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30',
  admins: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
  cardOffice: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
  itService: '2d6c1b9a-7f43-4e8d-a5c0-91b2e3f4d5a6',
};
const kinds: [string, Partial<GraphUser>][] = [
  ['a guest', { userType: 'Guest', userPrincipalName: 'g_other.example#EXT#@bantshire.example' }],
  ['a federated member', { userPrincipalName: 'f_other.example#EXT#@bantshire.example' }],
  ['a student', { employeeType: 'Student' }],
  ['a visitor', { employeeType: 'Visitor' }],
  ['somebody disabled', { accountEnabled: false }],
];
const outsiderId = '00000000-0000-4000-8000-0000000000a1';
const outsiderMail = 'odd.one@bantshire.example';
/** Nobody of the department may decide, so the admins do. */
const departments = sampleDepartments.map((one) => {
  const { head: _head, ...rest } = one;
  return one.id === 'computer-science' ? { ...rest, deputies: [] } : one;
});
const verbs = Object.keys(table) as VerbName[];
const telling = /Ottoline|Fairweather|Okafor/;

let graph: FakeGraph;
let world: World;
beforeEach(async () => {
  graph = await startGraph();
  for (const group of Object.values(groups)) graph.groups.set(group, new Set());
  for (const { id, name, mail, isEnabled, isStaff, isAdmin } of samplePeople) {
    has({ id, displayName: name, mail, userPrincipalName: mail, accountEnabled: isEnabled });
    if (isStaff) graph.groups.get(groups.staff)?.add(id);
    if (isAdmin) graph.groups.get(groups.admins)?.add(id);
  }
});
afterEach(async () => {
  await world.stop();
  await graph.stop();
});

function has(user: Partial<GraphUser> & Pick<GraphUser, 'id'>): void {
  graph.users.set(user.id, {
    displayName: 'Odd One',
    mail: outsiderMail,
    userPrincipalName: outsiderMail,
    accountEnabled: true,
    userType: 'Member',
    employeeType: 'Employee',
    ...user,
  });
}

function becomes(kind: Partial<GraphUser>, roles: readonly GroupRole[]): void {
  has({ id: outsiderId, ...kind });
  for (const role of groupRoles) graph.groups.get(groups[role])?.delete(outsiderId);
  for (const role of roles) graph.groups.get(groups[role])?.add(outsiderId);
}

/** The product over a directory in which the one to be tried is of this kind, and in these groups. */
async function opens(kind: Partial<GraphUser>, roles: readonly GroupRole[], given = departments): Promise<void> {
  becomes(kind, roles);
  const clock = new StoryClock();
  const log = { info() {}, warn() {}, error() {} };
  const client = graphClient({ tokens: async () => graphToken, limits: graphLimits.turn, clock, baseUrl: graph.url });
  const people = graphPeople({ graph: client, table: new InMemoryDirectory(), groups, visitorTypes: ['visitor'], clock, log });
  world = await startWorld({ clock, departments: given, stores: { people: people as unknown as World['stores']['people'] } });
  for (const [id, status] of [
    ['VR-0000000P', 'pending'],
    ['VR-0000000A', 'active'],
  ] as const) {
    const decision = { verb: 'approve', by: adminId, at: '2027-01-18T10:00:00Z', channel: 'tab' } as const;
    const request = makeRequest({ id, status, validTo: '2027-02-10', validFrom: '2027-01-04', ...(status === 'active' && { decision }) });
    await requestsIn(world).commit(makeCommit({ request: { ...request, events: 1 }, todos: [] }));
  }
}
const references = ['VR-0000000P', 'VR-0000000A'];
const stored = () => JSON.stringify(requestsIn(world).all());
const bodies = {
  words: 'Because.',
  was: '4711',
  terms: { validTo: '2027-02-09' },
  until: '2027-02-08',
  to: deputyId,
  field: 'title',
  value: 'Prof',
};
const bodyOf = (verb: VerbName) => ({
  revision: 1,
  ...Object.fromEntries(partsOf[table[verb].takes].map((name) => [name, bodies[name]])),
});

describe.each(kinds)('%s', (kindName, kind) => {
  it.each<[string, readonly GroupRole[]]>([...groupRoles.map((role): [string, GroupRole[]] => [role, [role]]), ['all', groupRoles]])(
    'should have no rights by the group of %s',
    async (_which, roles) => {
      await opens({}, groupRoles);
      const outlook = world.outlook({ id: outsiderId });
      await outlook.getsMail('VR-0000000P');
      const mailed = outlook.card;
      // What they were is no longer true a quarter of an hour later.
      becomes(kind, roles);
      world.clock.pass({ minutes: 15 });
      const before = stored();

      const tab = world.tab({ id: outsiderId });
      const me = await tab.calls('GET', '/me');
      // Whoever is disabled does not even get in.
      expect(me.ok).toBe(kindName !== 'somebody disabled');
      if (me.ok) expect(await me.json()).toMatchObject({ isAdmin: false, decides: false });
      for (const list of ['requests', 'attention']) expect((await tab.calls('POST', `/lists/${list}`, {})).status).toBe(403);
      for (const reference of references) {
        expect((await tab.calls('GET', `/requests/${reference}`)).status).toBe(403);
        expect((await tab.calls('GET', `/requests/${reference}/photo`)).status).toBe(403);
        for (const verb of verbs)
          expect([verb, (await tab.calls('POST', `/requests/${reference}/${verb}`, bodyOf(verb))).status]).toEqual([verb, 403]);
        for (const verb of ['offer-handover', 'reassign-sponsor', 'reassign-decider'])
          expect((await tab.calls('POST', `/requests/${reference}/find-colleague`, { revision: 1, verb, text: outsiderMail })).status).toBe(
            403,
          );
      }

      const chat = await world.person(outsiderId);
      for (const reference of references) {
        await chat.says(reference);
        expect(JSON.stringify(chat.lastCard())).not.toMatch(telling);
        for (const name of Object.keys(actions) as ActionName[]) {
          const data = { request: reference, draft: reference, revision: 1, step: 'who', ...bodies, validTo: '2027-02-09' };
          expect((await forges(world, chat, actions[name].verb, data)).text).not.toMatch(telling);
        }
      }
      for (const words of ['find fairweather', 'waiting for me']) {
        await chat.says(words);
        expect(JSON.stringify(chat.lastCard())).not.toMatch(telling);
      }

      // The card that was mailed before.
      expect(JSON.stringify((await outlook.opens()).card ?? {})).not.toMatch(telling);
      for (const [title, words] of [
        ['Approve', ''],
        ['Reject', 'No.'],
      ] as const) {
        const pressed = await outlook.presses(title, words, { seen: mailed });
        expect(JSON.stringify(pressed)).not.toMatch(telling);
      }
      expect(stored()).toBe(before);
      for (const reference of references) expect(await eventsOf(world, reference)).toEqual(['request']);
    },
  );

  it('should ask for no account, take none over and be named by nobody', async () => {
    await opens({}, ['staff']);
    const chat = await world.person(outsiderId);
    await fillsIn(world, chat);
    const draft = await draftOf(world, chat);
    becomes(kind, groupRoles);
    world.clock.pass({ minutes: 15 });
    await chat.presses('Make request');
    expect(requestsIn(world).all()).toHaveLength(references.length);
    expect((await draftOf(world, chat)).id).toBe(draft.id);
    const admin = world.tab({ id: adminId });
    for (const verb of ['reassign-sponsor', 'reassign-decider', 'offer-handover'] as const)
      expect((await admin.calls('POST', `/requests/VR-0000000A/${verb}`, { revision: 1, to: outsiderId })).status).toBe(422);
  });

  it('should decide for no department, as its head or as a deputy', async () => {
    const named = sampleDepartments.map((one) => (one.id === 'computer-science' ? { ...one, head: outsiderId, deputies: [headId] } : one));
    await opens(kind, ['staff'], named);
    expect((await world.tab({ id: outsiderId }).calls('POST', '/requests/VR-0000000P/approve', { revision: 1 })).status).toBe(403);
    expect((await world.tab({ id: headId }).calls('POST', '/requests/VR-0000000P/approve', { revision: 1 })).status).toBe(200);
  });
});

describe('a member of staff of ours', () => {
  it('should have the rights of the group, in every channel: the same tries as above', async () => {
    await opens({}, groupRoles);
    const tab = world.tab({ id: outsiderId });
    expect(await tab.me()).toMatchObject({ isAdmin: true, decides: true });
    expect((await tab.calls('GET', '/requests/VR-0000000P')).status).toBe(200);
    const chat = await world.person(outsiderId);
    await chat.says('VR-0000000A');
    expect(JSON.stringify(chat.lastCard())).toMatch(telling);
    const outlook = world.outlook({ id: outsiderId });
    await outlook.getsMail('VR-0000000P');
    await outlook.presses('Approve');
    expect(
      requestsIn(world)
        .all()
        .find(({ id }) => id === 'VR-0000000P'),
    ).toMatchObject({ decision: { by: outsiderId } });
    expect((await tab.calls('POST', '/requests/VR-0000000A/end', { revision: 1 })).status).toBe(200);
    expect(
      requestsIn(world)
        .all()
        .every(({ sponsor }) => sponsor === sponsorId),
    ).toBe(true);
  });
});
