import { z } from 'zod';
import { type GraphLimits, type GraphOptions, graphClient, graphLimits } from '../../../../bot/adapters/graph/graph-client';
import { GraphFault } from '../../../../bot/adapters/graph/graph-fault';
import { type FakeGraph, graphToken, makeGraphUser, startGraph } from '../../../fakes/graph';
import { StoryClock } from '../../../fakes/story-clock';

const someone = '3ceaaf30-8142-48ea-b1d9-3080f9b439fc';
const group = '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11';
const path = `/users/${someone}?$select=id,displayName`;
const shape = z.object({ id: z.string(), displayName: z.string() });
const members = `/groups/${group}/transitiveMembers/microsoft.graph.user?$select=id&$count=true`;
const member = z.object({ id: z.string() });

let graph: FakeGraph;
let clock: StoryClock;
beforeEach(async () => {
  graph = await startGraph();
  clock = new StoryClock();
  graph.users.set(someone, {
    id: someone,
    displayName: 'Marisol Okafor',
    mail: 'marisol.okafor@bantshire.example',
    userPrincipalName: 'mo27@bantshire.example',
    accountEnabled: true,
    userType: 'Member',
    employeeType: null,
  });
});
afterEach(async () => await graph.stop());

const open = (limits: Partial<GraphLimits> = {}, options: Partial<GraphOptions> = {}) =>
  graphClient({ tokens: async () => graphToken, limits: { ...graphLimits.turn, ...limits }, clock, baseUrl: graph.url, ...options });
const inJob = (limits: Partial<GraphLimits> = {}) => open({ ...graphLimits.job, ...limits });

/** The fault, which tells nothing of anybody. */
async function faultOf(answer: Promise<unknown>): Promise<GraphFault> {
  const fault: unknown = await answer.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(GraphFault);
  const told = `${String(fault)} ${JSON.stringify(fault)} ${(fault as Error).stack ?? ''}`;
  expect(told).not.toMatch(new RegExp(`Marisol|Okafor|${someone}|${graphToken}`));
  return fault as GraphFault;
}

describe('Graph', () => {
  it('should answer a question with what the shape asks for', async () => {
    expect(await open().read(path, shape)).toEqual({ id: someone, displayName: 'Marisol Okafor' });
    expect(graph.calls).toEqual([`GET /v1.0${path}`]);
  });

  it('should say that there is no such thing only when Graph itself does', async () => {
    graph.users.clear();
    expect(await open().read(path, shape)).toBeUndefined();
    expect(await open().ask(`/users/${someone}/checkMemberGroups`, { groupIds: [group] }, z.unknown())).toBeUndefined();
    expect(await open().readAll(members, member)).toBeUndefined();
    graph.trouble({ status: 404, body: '<h1>Not here</h1>', contentType: 'text/html' });
    expect(await faultOf(open().read(path, shape))).toMatchObject({ code: 'Http404' });
  });

  it.each([
    ['no JSON', { body: '{"id": "3ce' }, 'Malformed'],
    ['JSON of another shape', { body: '{"id":"Marisol Okafor","displayName":7}' }, 'Malformed'],
    ['a page of somebody in between', { body: '<html>Marisol Okafor</html>', contentType: 'text/html' }, 'Malformed'],
    ['a refusal', { status: 403, code: 'Authorization_RequestDenied' }, 'Authorization_RequestDenied'],
    ['a refusal with a sentence for a code', { status: 403, code: 'Marisol Okafor is away' }, 'Http403'],
    ['an expired token', { status: 401, code: 'InvalidAuthenticationToken' }, 'InvalidAuthenticationToken'],
    ['an error that is no JSON', { status: 400, body: 'Marisol Okafor', contentType: 'text/plain' }, 'Http400'],
    ['a redirection', { status: 302, location: 'https://graph.example/steal' }, 'Unreachable'],
  ])('should fault on %s, at once and without a word of it', async (_what, trouble, code) => {
    graph.trouble({ ...trouble, times: 9 });
    expect(await faultOf(open({ tries: 1 }).read(path, shape))).toMatchObject({ code });
    expect(graph.calls).toHaveLength(1);
  });

  it('should follow no redirection, as the token would go along', async () => {
    graph.trouble({ status: 307, location: `${graph.url}/v1.0${path}` });
    expect(await faultOf(open({ tries: 1 }).read(path, shape))).toMatchObject({ code: 'Unreachable' });
    expect(graph.calls).toHaveLength(1);
  });

  it('should not send the same wrong question twice', async () => {
    graph.trouble({ status: 400, code: 'Request_BadRequest', times: 9 });
    await faultOf(inJob().read(path, shape));
    expect(graph.calls).toHaveLength(1);
  });
});

describe('Graph in trouble', () => {
  it.each([
    ['a dropped connection', { drop: true }],
    ['half an answer', { drop: true, body: '{"id":"3ceaaf30","displayName":"M"}' }],
    ['503', { status: 503, code: 'ServiceUnavailable' }],
    ['502 of a proxy', { status: 502, body: 'bad gateway', contentType: 'text/plain' }],
    ['504', { status: 504, code: 'GatewayTimeout' }],
  ])('should be asked once more after %s, in a turn too', async (_what, trouble) => {
    graph.trouble(trouble);
    expect(await open().read(path, shape)).toMatchObject({ id: someone });
    graph.trouble({ ...trouble, times: 9 });
    await faultOf(open().read(path, shape));
    expect(graph.calls).toHaveLength(4);
  });

  it('should fault within the limit when it says nothing, and be left alone for a while', async () => {
    graph.trouble({ silent: true, times: 9 });
    const client = open({ milliseconds: 150 });
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'NoAnswer' });
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'Throttled' });
    expect(graph.calls).toHaveLength(1);
    clock.pass({ seconds: 5 });
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'NoAnswer' });
  });

  it('should hold a token that does not come to the same limit', async () => {
    const client = open({ milliseconds: 150 }, { tokens: () => new Promise(() => undefined) });
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'NoAnswer' });
    expect(graph.calls).toEqual([]);
  });

  it('should tell why there is no token, and not ask without one', async () => {
    const client = open({}, { tokens: () => Promise.reject(new GraphFault('SignIn_invalid_client')) });
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'SignIn_invalid_client' });
    expect(graph.calls).toEqual([]);
  });
});

describe('Graph that is asked too often', () => {
  it('should fault in a turn, saying when to come again, and not be asked before', async () => {
    graph.trouble({ status: 429, code: 'TooManyRequests', retryAfter: 30 });
    const client = open();
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'Throttled', status: 429, afterSeconds: 30 });
    clock.pass({ seconds: 29 });
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'Throttled', afterSeconds: 1 });
    expect(graph.calls).toHaveLength(1);
    clock.pass({ seconds: 1 });
    expect(await client.read(path, shape)).toMatchObject({ id: someone });
  });

  it('should not wait longer because it is asked again and again', async () => {
    graph.trouble({ status: 429, retryAfter: 2 });
    const client = open();
    await faultOf(client.read(path, shape));
    for (let asked = 0; asked < 7; asked += 1) {
      clock.pass({ milliseconds: 250 });
      await faultOf(client.read(path, shape));
    }
    clock.pass({ milliseconds: 250 });
    expect(await client.read(path, shape)).toMatchObject({ id: someone });
  });

  it('should be waited for by a job, as long as it says', async () => {
    graph.trouble({ status: 429, retryAfter: 1 });
    graph.trouble({ status: 503, retryAfter: new Date(Date.now() + 1_000).toUTCString() });
    expect(await inJob().read(path, shape)).toMatchObject({ id: someone });
    expect(graph.calls).toHaveLength(3);
  });

  it('should not be waited for by a job beyond its time, nor asked without end', async () => {
    graph.trouble({ status: 429, retryAfter: 60 });
    expect(await faultOf(inJob().read(path, shape))).toMatchObject({ code: 'Throttled', afterSeconds: 60 });
    graph.trouble({ status: 503, times: 99 });
    expect(await faultOf(inJob().read(path, shape))).toMatchObject({ status: 503 });
    expect(graph.calls).toHaveLength(1 + graphLimits.job.tries);
  });
});

describe('lists of Graph', () => {
  beforeEach(() => {
    const ids = Array.from({ length: 7 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);
    for (const id of ids) graph.users.set(id, { ...graph.users.get(someone)!, id });
    graph.groups.set(group, new Set(ids));
    graph.pageSize = 3;
  });

  it('should be read to the last page', async () => {
    const found = await open().readAll(members, member);
    expect(found).toHaveLength(7);
    expect(new Set(found?.map(({ id }) => id)).size).toBe(7);
    expect(graph.calls).toHaveLength(3);
  });

  it.each(['http://127.0.0.1:9', 'https://graph.example', 'https://graph.microsoft.com'])(
    'should never be followed to %s, where the token would go',
    async (elsewhere) => {
      graph.linksTo = elsewhere;
      expect(await faultOf(open().readAll(members, member))).toMatchObject({ code: 'ForeignLink' });
      expect(graph.calls).toHaveLength(1);
    },
  );

  it.each(['/beta/groups', '/v1.0/groups?from=https://graph.example/v1.0/x', 'no address'])('should not follow %s either', async (link) => {
    const address = link.startsWith('/') ? graph.url + link : link;
    graph.trouble({ body: JSON.stringify({ value: [], '@odata.nextLink': address }) });
    expect(await faultOf(open().readAll(members, member))).toMatchObject({ code: 'ForeignLink' });
    expect(graph.calls).toHaveLength(1);
  });

  it('should end somewhere, even where the links go round', async () => {
    graph.trouble({ body: JSON.stringify({ value: [], '@odata.nextLink': `${graph.url}/v1.0${members}` }), times: 99 });
    expect(await faultOf(open().readAll(members, member))).toMatchObject({ code: 'TooManyPages' });
    expect(graph.calls).toHaveLength(20);
  });

  it('should share one limit of time', async () => {
    graph.trouble({ silent: true, when: 'skiptoken' });
    expect(await faultOf(open({ milliseconds: 300 }).readAll(members, member))).toMatchObject({ code: 'NoAnswer' });
  });
});

describe('many questions to Graph at once', () => {
  const ids = Array.from({ length: 45 }, (_, place) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`);
  const questions = ids.map((id) => ({ path: `/users/${id}?$select=id,displayName`, shape }));
  const batch = 'POST /v1.0/$batch';
  beforeEach(() => {
    for (const id of ids) graph.users.set(id, makeGraphUser({ id }));
  });

  /** The answers: ids, `none` for nobody, the codes of faults. */
  const answersOf = async (asked: Promise<({ id: string } | undefined | GraphFault)[]>) =>
    (await asked).map((one) => (one instanceof GraphFault ? one.code : (one?.id ?? 'none')));

  it('should be answered in their order, twenty a call', async () => {
    graph.users.delete(ids[21]!);
    expect(await answersOf(open().askAll(questions))).toEqual(ids.map((id, place) => (place === 21 ? 'none' : id)));
    expect(graph.calls).toEqual([batch, batch, batch]);
    expect(graph.parts).toHaveLength(45);
    expect(await open().askAll([])).toEqual([]);
  });

  it('should be posted where they have a body', async () => {
    graph.groups.set(group, new Set([ids[1]!]));
    const path = (id: string) => `/users/${id}/checkMemberGroups`;
    const member = z.object({ value: z.array(z.string()) });
    const asked = ids.slice(0, 2).map((id) => ({ path: path(id), body: { groupIds: [group] }, shape: member }));
    expect(await open().askAll(asked)).toEqual([{ value: [] }, { value: [group] }]);
    expect(graph.parts).toEqual(ids.slice(0, 2).map((id) => `POST /v1.0${path(id)}`));
  });

  it('should each have the fault that is theirs, without a word of anybody', async () => {
    graph.trouble({ when: ids[0]!, status: 403, code: 'Authorization_RequestDenied' });
    graph.trouble({ when: ids[1]!, status: 404, code: 'Somewhere_Else' });
    graph.trouble({ when: ids[2]!, status: 404, body: '<h1>Marisol Okafor</h1>', contentType: 'text/html' });
    graph.trouble({ when: ids[3]!, body: JSON.stringify({ id: 7, displayName: 'Marisol Okafor' }) });
    graph.trouble({ when: ids[4]!, status: 403, code: 'Marisol Okafor is away' });
    graph.trouble({ when: ids[5]!, status: 302, location: 'https://graph.example/steal' });
    const codes = ['Authorization_RequestDenied', 'Somewhere_Else', 'Http404', 'Malformed', 'Http403', 'UnknownError'];
    const answers = await open().askAll(questions.slice(0, 7));
    expect(await answersOf(Promise.resolve(answers))).toEqual([...codes, ids[6]]);
    for (const one of answers.slice(0, 6)) await faultOf(Promise.reject(one));
    expect(graph.calls).toEqual([batch]);
  });

  it('should be asked again alone where Graph was too busy for them, after as long as it says', async () => {
    graph.trouble({ when: ids[1]!, status: 503, code: 'ServiceUnavailable' });
    expect(await answersOf(inJob().askAll(questions.slice(0, 3)))).toEqual(ids.slice(0, 3));
    expect(graph.parts.slice(3)).toEqual([`GET /v1.0/users/${ids[1]}?$select=id,displayName`]);
    graph.trouble({ when: ids[2]!, status: 429, code: 'TooManyRequests', retryAfter: 30 });
    const client = inJob();
    expect(await answersOf(client.askAll(questions.slice(0, 3)))).toEqual([ids[0], ids[1], 'Throttled']);
    // It asked for half a minute, for every question.
    expect(await faultOf(client.read(path, shape))).toMatchObject({ code: 'Throttled' });
    clock.pass({ seconds: 30 });
    expect(await answersOf(client.askAll(questions.slice(0, 3)))).toEqual(ids.slice(0, 3));
  });

  it('should be waited for by a job within its time', async () => {
    graph.trouble({ when: ids[2]!, status: 429, retryAfter: 1 });
    expect(await answersOf(inJob().askAll(questions.slice(0, 3)))).toEqual(ids.slice(0, 3));
    graph.trouble({ when: ids[2]!, status: 503, times: 99 });
    const before = graph.calls.length;
    clock.pass({ seconds: 1 });
    expect(await answersOf(inJob().askAll(questions.slice(0, 3)))).toEqual([ids[0], ids[1], 'UnknownError']);
    expect(graph.calls.length - before).toBe(graphLimits.job.tries);
  });

  it.each([
    ['an error', { status: 500, code: 'InternalServerError' }, 'InternalServerError'],
    ['no JSON', { body: '{"responses": [' }, 'Malformed'],
    ['another shape', { body: '{"value":["Marisol Okafor"]}' }, 'Malformed'],
    ['no answers', { body: '{"responses":[]}' }, 'Malformed'],
    ['a 404 of somebody in between', { status: 404, body: 'Marisol Okafor', contentType: 'text/plain' }, 'Http404'],
    ['Graph’s own 404 of the whole', { status: 404, code: 'ResourceNotFound' }, 'ResourceNotFound'],
    ['too many questions', { status: 429, retryAfter: 60 }, 'Throttled'],
  ])('should all fault where the whole call ends in %s, and not be asked further', async (_what, trouble, code) => {
    const many = Array.from({ length: 5 }, () => questions).flat();
    graph.trouble({ when: batch, ...trouble, times: 99 });
    const answers = await open({ tries: 1 }).askAll(many);
    expect(new Set(await answersOf(Promise.resolve(answers)))).toEqual(new Set([code]));
    expect(answers).toHaveLength(many.length);
    for (const one of answers) expect(String(one)).not.toContain('Okafor');
    expect(graph.calls.length).toBeLessThanOrEqual(4);
  });

  it('should all fault in time where Graph says nothing', async () => {
    graph.trouble({ when: batch, silent: true, times: 99 });
    expect(new Set(await answersOf(open({ milliseconds: 150 }).askAll(questions)))).toEqual(new Set(['NoAnswer']));
  });
});
