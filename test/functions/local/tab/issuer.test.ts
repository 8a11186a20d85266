import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { localAppId, localTenantId } from '../../../../bot/data/local-organisation';
import { localPeople } from '../../../../functions/local/storage/seed';
import { startIssuer } from '../../../../functions/local/tab/issuer';

const head = localPeople.find(({ role }) => role === 'head')!;
const expected = { issuer: `https://login.microsoftonline.com/${localTenantId}/v2.0`, audience: localAppId, algorithms: ['RS256'] };

describe('the issuer of local mode', () => {
  it.each([
    ['tab', { azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', scp: 'access_as_user' }],
    ['outlook', { azp: '48af08dc-f6d2-435f-b2a7-069abd99c086', scp: 'decide' }],
  ] as const)('should sign a token for %s that its published keys prove', async (audience, client) => {
    const { token, jwks } = await startIssuer();
    const { payload } = await jwtVerify(await token(head, audience), createLocalJWKSet(jwks as JSONWebKeySet), expected);
    expect(payload).toMatchObject({
      oid: head.id,
      tid: localTenantId,
      name: head.name,
      preferred_username: head.mail,
      ver: '2.0',
      ...client,
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it('should be believed by nobody who has the keys of another start', async () => {
    const [first, second] = [await startIssuer(), await startIssuer()];
    const keys = createLocalJWKSet(second.jwks as JSONWebKeySet);
    await expect(jwtVerify(await first.token(head, 'tab'), keys, expected)).rejects.toThrow('signature verification failed');
  });

  it('should publish no private key', async () => {
    const { keys } = (await startIssuer()).jwks as JSONWebKeySet;
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });
});
