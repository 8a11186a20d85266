import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { GraphFault } from '../../../../bot/adapters/graph/graph-fault';
import { graphTokens } from '../../../../bot/adapters/graph/graph-token';
import { connectorCredentials } from '../../../../bot/adapters/teams/teams-connector';
import { type BotCertificate, readCertificate } from '../../../../bot/settings/certificate';
import { selfSigned } from '../../../fakes/self-signed';

const appId = '07b2de9f-2640-4c74-838a-a3cf3608219a';
const tenantId = '7a7edc27-9ba1-4a59-931e-318ab5fc3797';
const password = 'a-very-secret-word';

interface Call {
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let calls: Call[];
let answer: { status: number; body: object };
let url: string;
let stop: () => Promise<void>;
beforeEach(async () => {
  calls = [];
  answer = { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: 'the-token' } };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      calls.push({ url: request.url ?? '', headers: request.headers, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
});
afterEach(async () => await stop());

/** MSAL's HTTP, with what is meant for Entra sent to this machine. */
const network = {
  sendGetRequestAsync: <T>(address: string) => sent<T>(address, {}),
  sendPostRequestAsync: <T>(address: string, options?: { headers?: Record<string, string>; body?: string }) =>
    sent<T>(address, { method: 'POST', ...options }),
};

async function sent<T>(address: string, init: RequestInit): Promise<{ headers: Record<string, string>; body: T; status: number }> {
  const { pathname, search, origin } = new URL(address);
  expect(origin).toBe('https://login.microsoftonline.com');
  const response = await fetch(url + pathname + search, init);
  return { headers: Object.fromEntries(response.headers), body: (await response.json()) as T, status: response.status };
}

async function faultOf(token: Promise<string>): Promise<GraphFault> {
  const fault: unknown = await token.catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(GraphFault);
  expect(`${String(fault)} ${(fault as Error).stack ?? ''} ${JSON.stringify(fault)}`).not.toMatch(
    new RegExp(`${password}|the-token|quoted`),
  );
  return fault as GraphFault;
}

describe('tokens by secret', () => {
  const open = () => graphTokens({ appId, tenantId, appType: 'SingleTenant', password }, network);

  it('should come from the one tenant, for Graph, and be kept', async () => {
    const tokens = open();
    expect(await tokens()).toBe('the-token');
    expect(await tokens()).toBe('the-token');
    expect(calls).toHaveLength(1);
    expect(calls[0]?.url).toMatch(new RegExp(`^/${tenantId}/oauth2/v2\\.0/token`));
    const asked = new URLSearchParams(calls[0]?.body);
    expect(Object.fromEntries(asked)).toMatchObject({ grant_type: 'client_credentials', client_id: appId, client_secret: password });
    expect(asked.get('scope')?.split(' ')).toContain('https://graph.microsoft.com/.default');
  });

  it('should be a fault with Entra’s code where the secret is wrong, and be asked for again', async () => {
    const tokens = open();
    const good = answer;
    answer = {
      status: 401,
      body: { error: 'invalid_client', error_description: `AADSTS7000215: quoted ${password}`, error_codes: [7000215] },
    };
    expect(await faultOf(tokens())).toMatchObject({ code: 'SignIn_invalid_client' });
    answer = good;
    expect(await tokens()).toBe('the-token');
  });

  it.each<[string, object]>([
    ['without a token', { token_type: 'Bearer', expires_in: 3600 }],
    ['of nothing', {}],
  ])('should be a fault where the answer is one %s', async (_what, body) => {
    answer = { status: 200, body };
    expect((await faultOf(open()())).code).toMatch(/^SignIn/);
  });

  it('should be a fault where nobody answers', async () => {
    await stop();
    expect((await faultOf(open()())).code).toMatch(/^SignIn/);
  });

  it('should not be had without a secret', () => {
    expect(() => graphTokens({ appId, tenantId, appType: 'SingleTenant' })).toThrow('needs its password');
  });
});

describe('tokens by certificate', () => {
  const own = selfSigned();
  const certificate = readCertificate(own.privateKey + own.certificate) as BotCertificate;
  const bot = { appId, tenantId, appType: 'SingleTenant', certificate } as const;

  /** What Entra looks at: signed by the key of the certificate that it knows, by us, for this tenant, now, once. */
  async function expectProof(call: Call | undefined, scope: string): Promise<void> {
    const asked = new URLSearchParams(call?.body);
    expect(Object.fromEntries(asked)).toMatchObject({
      grant_type: 'client_credentials',
      client_id: appId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    expect(asked.has('client_secret')).toBe(false);
    expect(asked.get('scope')?.split(' ')).toContain(scope);
    const { payload, protectedHeader } = await jwtVerify(asked.get('client_assertion') ?? '', own.publicKey, {
      // Whole seconds on one side.
      clockTolerance: 5,
      issuer: appId,
      subject: appId,
      audience: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      requiredClaims: ['exp', 'jti'],
    });
    expect(payload.exp! - payload.nbf!).toBeLessThanOrEqual(600);
    expect(protectedHeader).toMatchObject({
      alg: 'PS256',
      'x5t#S256': Buffer.from(certificate.thumbprint, 'hex').toString('base64url'),
    });
  }

  it('should come for Graph, and be kept', async () => {
    const tokens = graphTokens(bot, network);
    expect(await tokens()).toBe('the-token');
    expect(await tokens()).toBe('the-token');
    expect(calls).toHaveLength(1);
    expect(calls[0]?.url).toMatch(new RegExp(`^/${tenantId}/oauth2/v2\\.0/token`));
    await expectProof(calls[0], 'https://graph.microsoft.com/.default');
  });

  it('should come for the Bot Connector, by the same proof', async () => {
    const scope = 'https://api.botframework.com';
    const endpoint = 'https://login.microsoftonline.com/botframework.com';
    const credentials = await connectorCredentials(bot, network).createCredentials(appId, scope, endpoint, true);
    expect(await (credentials as unknown as { getToken(): Promise<string> }).getToken()).toBe('the-token');
    expect(calls).toHaveLength(1);
    expect(calls[0]?.url).toMatch(new RegExp(`^/${tenantId}/oauth2/v2\\.0/token`));
    await expectProof(calls[0], `${scope}/.default`);
  });

  it('should be a fault with Entra’s code where the certificate is unknown to it', async () => {
    answer = { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS700027: quoted', error_codes: [700027] } };
    expect(await faultOf(graphTokens(bot, network)())).toMatchObject({ code: 'SignIn_invalid_client' });
  });

  it('should be had instead of those by password only', () => {
    expect(() => connectorCredentials({ appId, tenantId, appType: 'SingleTenant' })).toThrow('password or its certificate');
  });
});

describe('tokens by managed identity', () => {
  const before = { ...process.env };
  beforeEach(() => {
    process.env.IDENTITY_ENDPOINT = `${url}/msi/token`;
    process.env.IDENTITY_HEADER = 'of-this-machine';
  });
  afterEach(() => {
    process.env = { ...before };
  });

  it('should come from the machine, for the bot’s own identity', async () => {
    answer.body = { access_token: 'the-token', expires_on: String(Math.floor(Date.now() / 1000) + 3600), token_type: 'Bearer' };
    const tokens = graphTokens({ appId, tenantId, appType: 'UserAssignedMSI' });
    expect(await tokens()).toBe('the-token');
    const asked = new URL(calls[0]?.url ?? '', url);
    expect(asked.pathname).toBe('/msi/token');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({ resource: 'https://graph.microsoft.com', client_id: appId });
    expect(calls[0]?.headers['x-identity-header']).toBe('of-this-machine');
  });

  it('should be a fault where the machine has no such identity', async () => {
    answer = { status: 400, body: { statusCode: 400, message: 'quoted' } };
    // Another identity than before: MSAL keeps the tokens of a process in one place.
    const tokens = graphTokens({ appId: tenantId, tenantId, appType: 'UserAssignedMSI' });
    expect((await faultOf(tokens())).code).toMatch(/^SignIn/);
  });
});
