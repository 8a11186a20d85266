import type { FunctionsHost } from '../fakes/functions-host';
import { connectorIssuer, type TokenWishes } from '../fakes/local-issuer';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { loadFunctions } from './load';

let world: World;
let host: FunctionsHost;
let sponsor: TeamsPerson;
beforeAll(async () => {
  world = await startWorld();
  sponsor = await world.somebody('sponsor');
  host = loadFunctions(world.product);
});
afterAll(async () => {
  await world.stop();
});

const help = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb: 'help', data: {} }, trigger: 'manual' },
};

async function post(body: unknown, headers: Record<string, string>): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers };
  return await host.http(new Request('https://alms.bantshire.example/api/messages', { method: 'POST', headers: all, body: text }));
}

async function signed(wishes: TokenWishes = {}): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await world.issuer.mint({ serviceurl: world.teams.serviceUrl, ...wishes })}` };
}

describe('the bot endpoint behind the host', () => {
  it('should answer a press of a caller with a good token, the answer’s status inside', async () => {
    const response = await post(sponsor.activityOf(help), await signed());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard' },
    });
  });

  it('should answer a message in the chat', async () => {
    const before = sponsor.messages().length;
    const response = await post(sponsor.activityOf({ type: 'message', text: 'My visitors' }), await signed());
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(sponsor.messages()).toHaveLength(before + 1);
  });

  const forgeries: [string, TokenWishes][] = [
    ['of somebody else’s key', { key: 'forged' }],
    ['without a signature', { alg: 'none' }],
    ['signed with our published key', { alg: 'HS256' }],
    ['of another issuer', { iss: `${connectorIssuer}.example` }],
    ['for another bot', { aud: '3f9f3a54-2b1b-4a3f-9ad4-0f6b6a3b8c11' }],
    ['that is over', { expiresIn: -3600 }],
    ['for another service', { serviceurl: 'https://smba.trafficmanager.net/other/' }],
  ];
  it.each(forgeries)('should refuse a token %s', async (_which, wishes) => {
    const response = await post(sponsor.activityOf(help), await signed(wishes));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ status: 401, title: 'Unauthorized' });
  });

  it('should refuse a caller without a token', async () => {
    expect((await post(sponsor.activityOf(help), {})).status).toBe(401);
  });

  it.each([
    ['nothing', '', 400],
    ['half a JSON', '{"type":', 400],
    ['an empty object', {}, 400],
    ['a megabyte', 'x'.repeat(1024 * 1024), 413],
  ])('should answer %s with a JSON error', async (_what, body, status) => {
    const response = await post(body, await signed());
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status });
  });
});
