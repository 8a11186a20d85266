import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { actionsAppId, type OutlookTokenOptions, outlookTokens } from '../../../../bot/adapters/entra/outlook-token';
import { type LocalIssuer, startIssuer } from '../../../fakes/local-issuer';
import { type LogLine, logInto } from '../../../fakes/log-lines';
import { actionsApp, outlookToken, outlookWorld } from '../../../fakes/outlook-token';
import { tenantId } from '../../../fakes/teams-bot';
import { elsewhere, headersWithoutToken, refusedTokens } from './refused-tokens';

const oid = '0ff9bb51-0944-4e0c-bdfb-369bab13dfae';
type Wishes = Omit<Parameters<typeof outlookToken>[1], 'version'>;

let issuer: LocalIssuer;
let lines: LogLine[];
beforeEach(async () => {
  issuer = await startIssuer({ aud: '' });
  lines = [];
});
afterEach(async () => await issuer.stop());

function checker(options: Partial<OutlookTokenOptions> = {}) {
  const { appId, appUri, scope } = outlookWorld;
  const log = logInto(lines);
  return outlookTokens({ tenantId, appId, appUri, scope, jwksUrl: issuer.jwksUrl, log, ...options });
}

async function holder(version: 'v1' | 'v2', wishes: Wishes = {}, options: Partial<OutlookTokenOptions> = {}) {
  return await checker(options)(`Bearer ${await outlookToken(issuer, { version, oid, ...wishes })}`);
}

const person = { kind: 'person', person: oid };
const nobody = { kind: 'unknown' };

it('should know Microsoft’s app that calls the endpoints of actionable messages', () => {
  expect(actionsAppId).toBe(actionsApp);
});

describe.each(['v1', 'v2'] as const)('a token of version %s', (version) => {
  it.each<[string, Wishes]>([
    ['as Outlook sends it', {}],
    ['that ran out within the minute that clocks may differ', { expiresIn: -30 }],
    ['with our scope alone', { claims: { scp: outlookWorld.scope } }],
  ])('should be taken: %s', async (_, wishes) => {
    expect(await holder(version, wishes)).toEqual(person);
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it.each<[string, Wishes]>([
    ...refusedTokens(outlookWorld.scope, oid),
    ['the issuer that Outlook’s own tokens had', { iss: 'https://substrate.office.com/sts/' }],
    ['the endpoint as its audience', { aud: 'https://alms.bantshire.example' }],
    ['another app in the newer claim, ours in the older', { claims: { azp: elsewhere, appid: actionsApp } }],
  ])('should be refused with %s', async (_, wishes) => {
    expect(await holder(version, wishes)).toEqual(nobody);
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

describe('what comes without a token', () => {
  it.each(headersWithoutToken)('should be nobody: %s', async (header) => {
    expect(await checker()(header)).toEqual(nobody);
  });
});

describe('a good token', () => {
  it.each([
    ['under another scheme', (token: string) => `Basic ${token}`],
    ['with something after it', (token: string) => `Bearer ${token} more`],
    ['without a scheme', (token: string) => token],
  ])('should be refused %s', async (_, header) => {
    expect(await checker()(header(await outlookToken(issuer, { oid })))).toEqual(nobody);
  });
});

describe('the settings', () => {
  it.each<[string, Partial<OutlookTokenOptions>, Wishes]>([
    ['tenant', { tenantId: '', jwksUrl: '' }, { iss: 'https://sts.windows.net//', claims: { tid: '' } }],
    ['app', { appId: '' }, { aud: '' }],
    ['app URI', { appUri: '' }, { aud: '' }],
    ['scope', { scope: '' }, { claims: { scp: ' ' } }],
    ['scope, and none in the token', { scope: ' ' }, { claims: { scp: '' } }],
    ['issuer beside ours', { extraIssuers: [''] }, { iss: '' }],
    ['audience beside ours', { extraAudiences: [''] }, { aud: '' }],
  ])('should let nobody in when left empty: %s', async (_, options, wishes) => {
    const jwksUrl = issuer.jwksUrl;
    expect(await holder('v2', wishes, { ...options, jwksUrl })).toEqual(nobody);
    expect(lines).toEqual([expect.objectContaining({ fields: { code: 'settings-empty' } })]);
  });

  it('should add an issuer and an audience, and switch nothing else off', async () => {
    const options = { extraIssuers: ['https://issuer.example/'], extraAudiences: ['https://alms.bantshire.example'] };
    const added = { iss: 'https://issuer.example/', aud: 'https://alms.bantshire.example' };
    expect(await holder('v2', added, options)).toEqual(person);
    expect(await holder('v2', {}, options)).toEqual(person);
    for (const claims of [{ tid: elsewhere }, { azp: elsewhere }, { scp: 'openid' }, { oid: undefined }, { exp: 1 }]) {
      expect(await holder('v2', { ...added, claims }, options)).toEqual(nobody);
    }
    expect(await holder('v2', { ...added, key: 'forged' }, options)).toEqual(nobody);
  });
});

describe('the keys', () => {
  it('should be fetched once, however many tokens come', async () => {
    const check = checker();
    for (let count = 0; count < 5; count += 1) await check(`Bearer ${await outlookToken(issuer, { oid })}`);
    expect(issuer.fetches()).toBe(1);
  });

  it('should not be fetched anew for every token with an unknown key', async () => {
    const check = checker();
    await check(`Bearer ${await outlookToken(issuer, { oid })}`);
    const [, payload, signature] = (await outlookToken(issuer, { oid })).split('.');
    for (let count = 0; count < 5; count += 1) {
      const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid: `invented-${count}` })).toString('base64url');
      expect(await check(`Bearer ${header}.${payload}.${signature}`)).toEqual(nobody);
    }
    expect(issuer.fetches()).toBe(1);
  });

  it.each([503, 200])('should put callers off, not refuse them, while they cannot be had: answer %d', async (status) => {
    const server = await publishes(status, 'not keys');
    expect(await holder('v2', {}, { jwksUrl: server.url })).toEqual({ kind: 'later' });
    expect(lines.map(({ level }) => level)).toEqual(['error']);
    await server.stop();
  });

  it('should take RS256 only, whatever else the tenant’s key could do', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS512');
    const { alg: _any, ...jwk } = await exportJWK(publicKey);
    const server = await publishes(200, JSON.stringify({ keys: [{ ...jwk, kid: 'strong' }] }));
    const claims = decodeJwt(await outlookToken(issuer, { oid }));
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS512', kid: 'strong' }).sign(privateKey);
    expect(await checker({ jwksUrl: server.url })(`Bearer ${token}`)).toEqual(nobody);
    await server.stop();
  });
});

async function publishes(status: number, body: string): Promise<{ url: string; stop(): Promise<unknown> }> {
  const server = createServer((_request, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(body));
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  return { url, stop: () => new Promise((closed) => void server.close(closed)) };
}

describe('the log', () => {
  const values = [oid, tenantId, 'somebody@else.example', actionsApp];

  it('should name the claims of the first token, never what they hold, and once', async () => {
    const check = checker();
    for (let count = 0; count < 3; count += 1) await check(`Bearer ${await outlookToken(issuer, { oid })}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.fields.claims).toEqual(['aud', 'azp', 'exp', 'iat', 'iss', 'nbf', 'oid', 'scp', 'tid', 'upn', 'ver']);
    for (const value of values) expect(JSON.stringify(lines)).not.toContain(value);
  });

  it('should name them too where the first token is refused, with the claim that was not right', async () => {
    expect(await holder('v2', { aud: 'https://alms.bantshire.example' })).toEqual(nobody);
    expect(lines.map(({ fields }) => fields)).toEqual([
      { claims: expect.arrayContaining(['aud', 'oid']) as string[] },
      { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED aud' },
    ]);
    for (const value of values) expect(JSON.stringify(lines)).not.toContain(value);
  });

  it('should not repeat what an unsigned token claims', async () => {
    await holder('v2', { alg: 'none', claims: { invented: 'x' } });
    expect(JSON.stringify(lines)).not.toContain('invented');
  });
});
