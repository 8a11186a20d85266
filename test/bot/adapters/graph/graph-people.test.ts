import { graphClient, graphLimits } from '../../../../bot/adapters/graph/graph-client';
import { GraphFault } from '../../../../bot/adapters/graph/graph-fault';
import { type GraphPeople, graphPeople } from '../../../../bot/adapters/graph/graph-people';
import { type FakeGraph, type GraphUser, graphToken, makeGraphUser, startGraph } from '../../../fakes/graph';
import { InMemoryDirectory } from '../../../fakes/in-memory-directory';
import { StoryClock } from '../../../fakes/story-clock';
import { adminId, deputyId, headId, sponsorId } from '../../../make';

const groups = {
  staff: '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30',
  admins: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
  cardOffice: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
};
const school = '0a1b2c3d-4e5f-4a6b-8c7d-9e8f7a6b5c4d';

let graph: FakeGraph;
let clock: StoryClock;
let table: InMemoryDirectory;
let logged: string;
beforeEach(async () => {
  graph = await startGraph();
  clock = new StoryClock();
  table = new InMemoryDirectory();
  logged = '';
  for (const group of Object.values(groups)) graph.groups.set(group, new Set());
});
afterEach(async () => await graph.stop());

/** A process of its own, over the same storage and directory. */
function open(milliseconds: number = graphLimits.turn.milliseconds): GraphPeople {
  const record = (...line: unknown[]) => void (logged += JSON.stringify(line));
  return graphPeople({
    graph: graphClient({ tokens: async () => graphToken, limits: { ...graphLimits.turn, milliseconds }, clock, baseUrl: graph.url }),
    table,
    groups,
    visitorTypes: ['Visitor', 'associate'],
    clock,
    log: { info: record, warn: record, error: record },
  });
}

/** Puts somebody into the directory, a member of these groups. */
function has(overrides: Partial<GraphUser> = {}, memberOf: string[] = [groups.staff]): GraphUser {
  const user = makeGraphUser({ id: sponsorId, ...overrides });
  graph.users.set(user.id, user);
  for (const group of memberOf) graph.groups.set(group, (graph.groups.get(group) ?? new Set()).add(user.id));
  return user;
}

describe('who is staff', () => {
  it.each<[string, Partial<GraphUser>, string[], boolean]>([
    ['a member of staff', {}, [groups.staff], true],
    ['a member of staff without an employee type', { employeeType: null }, [groups.staff], true],
    ['a member of a group inside the staff group', {}, [school], true],
    ['an admin who is not in the staff group', {}, [groups.admins], false],
    ['a student', { employeeType: 'Student' }, [], false],
    ['a guest', { userType: 'Guest' }, [groups.staff], false],
    [
      'a guest of another university',
      { userType: 'Guest', userPrincipalName: 'x_other.example#EXT#@bantshire.example' },
      [groups.staff],
      false,
    ],
    ['a member synchronised from another tenant', { userPrincipalName: 'x_other.example#EXT#@bantshire.example' }, [groups.staff], false],
    ['somebody of no known kind', { userType: null }, [groups.staff], false],
    ['a visitor', { employeeType: 'Visitor' }, [groups.staff], false],
    ['a visitor written otherwise', { employeeType: ' VISITOR ' }, [groups.staff], false],
    ['a visitor of another kind', { employeeType: 'Associate' }, [groups.staff], false],
    ['somebody whose account is disabled', { accountEnabled: false }, [groups.staff], false],
  ])('should say so of %s: %#', async (_who, user, memberOf, isStaff) => {
    graph.groups.get(groups.staff)!.add(school);
    has(user, memberOf);
    expect(await open().person(sponsorId)).toMatchObject({ id: sponsorId, isStaff });
  });

  it('should not know somebody of another tenant', async () => {
    expect(await open().person(headId)).toBeUndefined();
  });
});

describe('a person of the directory', () => {
  it('should have a name, an address and no role but their own', async () => {
    has();
    expect(await open().person(sponsorId)).toEqual({
      id: sponsorId,
      name: 'Marisol Okafor',
      mail: 'marisol.okafor@bantshire.example',
      isEnabled: true,
      isStaff: true,
      isAdmin: false,
    });
    expect(graph.calls.map((call) => call.replace(sponsorId, '…')).sort()).toEqual([
      'GET /v1.0/users/…?$select=id,displayName,mail,department,userPrincipalName,accountEnabled,userType,employeeType',
      'POST /v1.0/users/…/checkMemberGroups',
    ]);
  });

  it('should be called by the principal name where there is nothing else', async () => {
    has({ displayName: null, mail: null });
    expect(await open().person(sponsorId)).toMatchObject({ name: 'mo27@bantshire.example', mail: 'mo27@bantshire.example' });
  });

  it('should be an admin or of the card office by group, unless disabled, a guest or a visitor', async () => {
    const both = [groups.admins, groups.cardOffice];
    has({}, both);
    expect(await open().person(sponsorId)).toMatchObject({ isAdmin: true, isCardOffice: true });
    const wrongs = [{ accountEnabled: false }, { userType: 'Guest' }, { employeeType: 'visitor' }, { employeeType: 'Student' }];
    for (const [index, wrong] of wrongs.entries()) {
      const id = `00000000-0000-4000-8000-00000000000${index}`;
      has({ id, ...wrong }, both);
      const person = await open().person(id);
      expect(person).toMatchObject({ isAdmin: false, isEnabled: !('accountEnabled' in wrong) });
      expect(person).not.toHaveProperty('isCardOffice');
    }
  });

  it('should not be taken from an answer about somebody else, or without the groups', async () => {
    has();
    graph.trouble({ when: 'GET', body: JSON.stringify({ ...graph.users.get(sponsorId)!, id: headId }) });
    await expect(open().person(sponsorId)).rejects.toMatchObject({ code: 'Malformed' });
    graph.trouble({ when: 'checkMemberGroups', status: 403, code: 'Authorization_RequestDenied' });
    await expect(open().person(sponsorId)).rejects.toMatchObject({ code: 'Authorization_RequestDenied' });
    expect(table.records.size).toBe(0);
  });

  it('should stay in the path, whatever the id', async () => {
    await expect(open().person('../groups/x?$select=id')).resolves.toBeUndefined();
    expect(graph.calls[0]).toMatch(/^GET \/v1\.0\/users\/\.\.%2Fgroups%2Fx%3F%24select%3Did\?\$select=/);
  });
});

describe('rights', () => {
  it.each<[string, () => void]>([
    ['disabled', () => void has({ accountEnabled: false })],
    ['demoted', () => void graph.groups.get(groups.staff)!.delete(sponsorId)],
    ['made a visitor', () => void has({ employeeType: 'visitor' })],
    ['deleted', () => void graph.users.delete(sponsorId)],
  ])('should be gone a quarter of an hour after somebody was %s, in every process', async (_what, change) => {
    has();
    const [one, other] = [open(), open()];
    expect(await one.person(sponsorId)).toMatchObject({ isStaff: true });
    expect(await other.person(sponsorId)).toMatchObject({ isStaff: true });
    change();
    clock.pass({ minutes: 15 });
    for (const process of [one, other, open()]) expect((await process.person(sponsorId))?.isStaff ?? false).toBe(false);
  });

  it('should never hang on what the directory said a day ago', async () => {
    has({}, [groups.staff, groups.admins]);
    const people = open();
    await people.person(sponsorId);
    await people.admins();
    graph.trouble({ status: 503, times: 999 });
    clock.pass({ hours: 23, minutes: 59 });
    expect(await people.name(sponsorId)).toBe('Marisol Okafor');
    expect(await people.person(sponsorId)).toMatchObject({ isStaff: true });
    expect(await people.admins()).toEqual([sponsorId]);
    clock.pass({ minutes: 1 });
    for (const process of [people, open()]) {
      await expect(process.person(sponsorId)).rejects.toThrow(GraphFault);
      await expect(process.admins()).rejects.toThrow(GraphFault);
      await expect(process.name(sponsorId)).rejects.toThrow(GraphFault);
    }
  });
});

describe('a name', () => {
  it('should be known to a process that has just started, without asking, for a day', async () => {
    has();
    await open().person(sponsorId);
    graph.calls.length = 0;
    clock.pass({ hours: 23 });
    expect(await open().name(sponsorId)).toBe('Marisol Okafor');
    expect(graph.calls).toEqual([]);
  });

  it('should be nobody’s where the directory knows nobody', async () => {
    expect(await open().name(headId)).toBeUndefined();
  });
});

describe('a work address', () => {
  it('should lead to its person, by mail or principal name, whatever its case', async () => {
    has();
    for (const address of ['marisol.okafor@bantshire.example', 'MO27@Bantshire.example'])
      expect(await open().byMail(address)).toMatchObject({ id: sponsorId, isStaff: true });
    const filter = encodeURIComponent(
      "mail eq 'marisol.okafor@bantshire.example' or userPrincipalName eq 'marisol.okafor@bantshire.example'",
    );
    expect(graph.calls[0]?.replaceAll('%27', "'")).toBe(`GET /v1.0/users?$select=id&$top=2&$filter=${filter}`);
  });

  it.each([
    "o'driscoll@bantshire.example",
    'a+b@bantshire.example',
    'a&b=c#d/e?f@bantshire.example',
    '100%@bantshire.example',
    'ø@bantshire.example',
  ])('should be asked for as it is: %s', async (mail) => {
    has({ mail });
    expect(await open().byMail(mail)).toMatchObject({ id: sponsorId });
  });

  it('should ask nothing else of the directory than for the address, whatever is typed', async () => {
    has();
    for (const typed of ["x' or accountEnabled eq true or mail eq 'x", "'", 'https://elsewhere.example/', '@odata.nextLink'])
      expect(await open().byMail(typed)).toBeUndefined();
    expect(graph.calls.every((call) => call.startsWith('GET /v1.0/users?$select=id&$top=2&$filter='))).toBe(true);
  });

  it('should be nobody’s where it leads to two', async () => {
    has();
    has({ id: headId, mail: 'other@bantshire.example', userPrincipalName: 'marisol.okafor@bantshire.example' });
    expect(await open().byMail('marisol.okafor@bantshire.example')).toBeUndefined();
  });

  it('should be asked for each time, and throw where the directory does not answer', async () => {
    has();
    const people = open();
    await people.byMail('marisol.okafor@bantshire.example');
    graph.users.delete(sponsorId);
    expect(await people.byMail('marisol.okafor@bantshire.example')).toBeUndefined();
    graph.trouble({ status: 503, times: 9 });
    await expect(people.byMail('marisol.okafor@bantshire.example')).rejects.toThrow(GraphFault);
    expect(logged).not.toMatch(/okafor/i);
  });
});

describe('a search', () => {
  it('should find people by the beginnings of a name, an address or a principal name, with their roles, by two calls of Graph', async () => {
    has();
    has({ id: headId, displayName: 'Eleanor Okafor', mail: 'e.okafor@bantshire.example', userPrincipalName: 'eo1@bantshire.example' }, []);
    has({ id: deputyId, displayName: 'Marisol Gone', mail: null, userPrincipalName: 'gone@bantshire.example', accountEnabled: false });
    const people = open();
    expect((await people.search('okaf mari')).map(({ id }) => id)).toEqual([sponsorId]);
    expect(await people.search('Okaf')).toMatchObject([
      { id: headId, isStaff: false },
      { id: sponsorId, isStaff: true },
    ]);
    for (const typed of ['mo27', 'MARISOL.ok', 'marisol.okafor@bantshire.example'])
      expect((await people.search(typed)).map(({ id }) => id)).toEqual([sponsorId]);
    graph.calls.length = 0;
    await open().search('okaf');
    expect(graph.calls).toHaveLength(2);
  });

  it('should ask nothing else than for the words, whatever is typed', async () => {
    has();
    const people = open();
    const hostile = [
      'x" OR "mail:m',
      '\\" OR displayName:"m',
      "m') or (accountEnabled eq true",
      'https://elsewhere.example/',
      'ab&$filter=x',
      '@odata.nextLink',
    ];
    for (const typed of hostile) expect(await people.search(typed)).toEqual([]);
    const asked = graph.calls.map((call) => new URL(call.replace(/^GET /, 'https://graph.example')).searchParams);
    for (const search of asked) {
      expect([...search.keys()]).toEqual(['$select', '$top', '$count', '$filter', '$search']);
      expect(search.get('$search')).toMatch(/^"\w+:[^"\\()]+"( (AND|OR) "\w+:[^"\\()]+")*$/);
    }
  });

  it('should ask for nobody where too little is typed, and throw where the directory does not answer', async () => {
    for (const typed of ['', 'a', '"*"']) expect(await open().search(typed)).toEqual([]);
    expect(graph.calls).toEqual([]);
    graph.trouble({ status: 503, times: 9 });
    await expect(open().search('okafor')).rejects.toThrow(GraphFault);
    expect(logged).not.toMatch(/okafor/i);
  });
});

describe('what is remembered', () => {
  it('should be told for a day, by a process that has just started too, without a word to Graph', async () => {
    has({}, [groups.staff, groups.admins]);
    const first = open();
    await Promise.all([first.person(sponsorId), first.admins()]);
    const asked = graph.calls.length;
    clock.pass({ hours: 23 });
    for (const { remembered } of [first, open()]) {
      expect(await remembered.person(sponsorId)).toMatchObject({ name: 'Marisol Okafor', isStaff: true });
      expect(await remembered.name(sponsorId)).toBe('Marisol Okafor');
      expect(await remembered.admins()).toEqual([sponsorId]);
    }
    clock.pass({ hours: 2 });
    for (const { remembered } of [first, open()]) {
      await expect(remembered.person(sponsorId)).rejects.toThrow(GraphFault);
      await expect(remembered.admins()).rejects.toThrow(GraphFault);
    }
    await expect(open().remembered.name(headId)).rejects.toThrow(GraphFault);
    expect(graph.calls).toHaveLength(asked);
  });
});

describe('the admins', () => {
  it('should be the enabled members of the group and of groups inside it, page after page', async () => {
    graph.pageSize = 2;
    graph.groups.get(groups.admins)!.add(school);
    for (const id of [adminId, headId, sponsorId]) has({ id }, [school]);
    has({ id: deputyId, accountEnabled: false }, [groups.admins]);
    expect((await open().admins()).sort()).toEqual([adminId, headId, sponsorId].sort());
  });

  it.each<[string, Partial<GraphUser>]>([
    ['a guest', { userType: 'Guest' }],
    ['somebody of no known kind', { userType: null }],
    ['a member synchronised from another tenant', { userPrincipalName: 'x_other.example#EXT#@bantshire.example' }],
    ['a visitor', { employeeType: ' VISITOR ' }],
    ['a student', { employeeType: 'student' }],
  ])('should leave out %s in the group, or in a group inside it', async (_who, wrong) => {
    graph.groups.get(groups.admins)!.add(school);
    has({ id: adminId }, [groups.admins, groups.staff]);
    has({ id: headId, ...wrong }, [groups.admins, groups.staff]);
    has({ id: deputyId, ...wrong }, [school]);
    const people = open();
    expect(await people.admins()).toEqual([adminId]);
    expect(await people.remembered.admins()).toEqual([adminId]);
    for (const id of [headId, deputyId]) expect(await people.person(id)).toMatchObject({ isStaff: false, isAdmin: false });
  });

  it('should be asked for every quarter of an hour', async () => {
    has({ id: adminId }, [groups.admins]);
    const people = open();
    await people.admins();
    graph.groups.get(groups.admins)!.clear();
    clock.pass({ minutes: 14 });
    expect(await people.admins()).toEqual([adminId]);
    expect(await open().admins()).toEqual([adminId]);
    expect(graph.calls).toHaveLength(1);
    clock.pass({ minutes: 1 });
    expect(await people.admins()).toEqual([]);
  });

  it('should be a fault where the setting names no group', async () => {
    graph.groups.delete(groups.admins);
    await expect(open().admins()).rejects.toMatchObject({ code: 'NoAdminGroup' });
  });
});

describe('a directory in trouble', () => {
  it('should fault within the limit of a turn and ask no more at once', async () => {
    has();
    graph.trouble({ silent: true, times: 99 });
    const people = open(150);
    await expect(people.person(sponsorId)).rejects.toMatchObject({ code: 'NoAnswer' });
    await expect(people.admins()).rejects.toMatchObject({ code: 'Throttled' });
  });

  it('should leave nothing of a person in errors and logs', async () => {
    has();
    const told: string[] = [];
    for (const trouble of [
      { status: 429, retryAfter: 1 },
      { status: 404, code: 'Nonsense' },
      { status: 500 },
      { body: '{"value":["Marisol Okafor"]}' },
    ]) {
      graph.trouble({ ...trouble, times: 2 });
      clock.pass({ minutes: 1 });
      const fault = await open()
        .person(sponsorId)
        .catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(GraphFault);
      told.push(String(fault), JSON.stringify(fault));
    }
    expect(told.join() + logged).not.toMatch(/Marisol|Okafor|mo27|@bantshire/i);
    expect(logged).toContain('"code":"Throttled"');
  });
});

describe('many people at once', () => {
  const ids = Array.from({ length: 100 }, (_, place) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`);
  beforeEach(() => {
    for (const id of ids) has({ id });
  });

  it('should be known as one by one, at a call for eighteen of them', async () => {
    has({ id: ids[1]!, accountEnabled: false });
    has({ id: ids[2]! }, [groups.admins]);
    graph.users.delete(ids[3]!);
    const one = open();
    await one.prefetch([...ids, ids[0]!]);
    expect(graph.calls).toHaveLength(Math.ceil((100 + Math.ceil(100 / 15)) / 20));
    graph.calls.length = 0;
    const known = await Promise.all(ids.slice(0, 3).map((id) => one.person(id)));
    expect(graph.calls).toEqual([]);
    expect(known).toMatchObject([
      { id: ids[0], name: 'Marisol Okafor', mail: 'marisol.okafor@bantshire.example', isEnabled: true, isStaff: true, isAdmin: false },
      { id: ids[1], isEnabled: false, isStaff: false },
      { id: ids[2], isStaff: true, isAdmin: true },
    ]);
    // Another process reads them in storage.
    expect(await Promise.all(ids.slice(0, 3).map((id) => open().person(id)))).toEqual(known);
    expect(await one.person(ids[3]!)).toBeUndefined();
    table.records.clear();
    expect(await Promise.all(ids.slice(0, 3).map((id) => open().person(id)))).toEqual(known);
  });

  it('should not be asked about again within a quarter of an hour', async () => {
    const people = open();
    await people.prefetch(ids);
    graph.calls.length = 0;
    clock.pass({ minutes: 14 });
    await people.prefetch(ids);
    expect(graph.calls).toEqual([]);
    clock.pass({ minutes: 1 });
    await people.prefetch(ids.slice(0, 3));
    expect(graph.calls).toEqual(['POST /v1.0/$batch']);
    expect(graph.parts.at(-1)).toBe(`POST /v1.0/users/${ids[2]}/checkMemberGroups`);
  });

  it.each<[string, Parameters<FakeGraph['trouble']>[0]]>([
    ['too many questions', { when: 'checkMemberGroups', status: 429, code: 'TooManyRequests', retryAfter: 30 }],
    ['a fault', { when: 'checkMemberGroups', status: 500, code: 'InternalServerError' }],
    ['a refusal', { when: 'checkMemberGroups', status: 403, code: 'Authorization_RequestDenied' }],
    ['a 404 of somebody in between', { when: 'checkMemberGroups', status: 404, body: 'nothing here', contentType: 'text/html' }],
    ['Graph’s own 404 of somebody who is there', { when: 'checkMemberGroups', status: 404, code: 'Request_ResourceNotFound' }],
    ['a list that fails', { when: 'id%20in', status: 500, code: 'InternalServerError' }],
    ['a list that leaves them out', { when: 'id%20in', body: '{"value":[]}' }],
    ['a list about others', { when: 'id%20in', body: JSON.stringify({ value: [makeGraphUser({ id: headId })] }) }],
  ])('should be taken for nobody, nor for gone, after %s', async (_what, trouble) => {
    const people = open();
    graph.trouble(trouble);
    await people.prefetch(ids.slice(0, 1));
    graph.calls.length = 0;
    await expect(people.person(ids[0]!)).rejects.toThrow(GraphFault);
    expect(graph.calls).toEqual([]);
    expect(table.records.size).toBe(0);
    clock.pass({ minutes: 1 });
    expect(await people.person(ids[0]!)).toMatchObject({ isStaff: true });
  });

  it('should be known of whom there was an answer, whatever became of the others', async () => {
    const people = open();
    graph.trouble({ when: `${ids[7]}/checkMemberGroups`, status: 403, code: 'Authorization_RequestDenied' });
    await people.prefetch(ids);
    for (const id of ids.slice(0, 7)) expect(await people.person(id)).toMatchObject({ id, isStaff: true });
    await expect(people.person(ids[7]!)).rejects.toThrow(GraphFault);
    expect(logged).toContain('"failed":1');
    expect(logged).not.toMatch(/okafor/i);
  });

  it('should be as they were within the last day while the whole directory is away, which is asked once a minute', async () => {
    const people = open();
    await people.prefetch(ids.slice(0, 50));
    clock.pass({ hours: 1 });
    graph.trouble({ when: '$batch', status: 503, times: 999 });
    graph.calls.length = 0;
    for (let slice = 0; slice < 4; slice += 1) await people.prefetch(ids.slice(slice * 20, slice * 20 + 40));
    const asked = graph.calls.length;
    expect(asked).toBeLessThanOrEqual(4 * graphLimits.turn.tries);
    expect(await people.person(ids[49]!)).toMatchObject({ isStaff: true });
    await expect(people.person(ids[50]!)).rejects.toThrow(GraphFault);
    expect(graph.calls).toHaveLength(asked);
  });

  it('should be asked about by their ids alone, and one by one where that is no id', async () => {
    await open().prefetch(["x') or accountEnabled eq true or id in ('x", '../groups/x', ids[0]!]);
    expect(graph.parts).toEqual([
      `GET /v1.0/users?$select=id,displayName,mail,department,userPrincipalName,accountEnabled,userType,employeeType&$filter=${encodeURIComponent(`id in ('${ids[0]}')`)}`,
      `POST /v1.0/users/${ids[0]}/checkMemberGroups`,
    ]);
  });
});
