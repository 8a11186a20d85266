import type { TokenWishes } from '../../../fakes/local-issuer';
import { tenantId } from '../../../fakes/teams-bot';

/** The id of another tenant, app or audience. */
export const elsewhere = '99999999-0000-4000-8000-000000000000';

/** What makes a token of Entra one that nobody takes, whichever app asked for it. @param scope the one that is asked for. */
export const refusedTokens = (scope: string, oid: string): [string, TokenWishes][] => [
  ['a forged signature', { key: 'forged' }],
  ['no signature', { alg: 'none' }],
  ['the public key taken for a shared secret', { alg: 'HS256' }],
  ['its end behind it', { expiresIn: -120 }],
  ['no end', { claims: { exp: undefined } }],
  ['its start before it', { claims: { nbf: 4_000_000_000 } }],
  ['another tenant’s issuer', { iss: `https://login.microsoftonline.com/${elsewhere}/v2.0` }],
  ['another tenant’s issuer of version 1', { iss: `https://sts.windows.net/${elsewhere}/` }],
  ['an issuer that begins like ours', { iss: `https://sts.windows.net/${tenantId}/evil` }],
  ['another audience', { aud: elsewhere }],
  ['Graph’s audience', { aud: '00000003-0000-0000-c000-000000000000' }],
  ['another tenant', { claims: { tid: elsewhere } }],
  ['no tenant', { claims: { tid: undefined } }],
  ['another app', { claims: { azp: elsewhere, appid: elsewhere } }],
  ['no app', { claims: { azp: undefined, appid: undefined } }],
  ['another scope', { claims: { scp: 'openid User.Read' } }],
  ['a scope that ours is the beginning of', { claims: { scp: `${scope}.All` } }],
  ['a scope that ours is the end of', { claims: { scp: `no_${scope}` } }],
  ['no scope, as an app has by itself', { claims: { scp: undefined, roles: [scope] } }],
  ['scopes as a list', { claims: { scp: [scope] } }],
  ['nobody', { claims: { oid: undefined, sub: oid, upn: 'e.brightwater@bantshire.example' } }],
  ['somebody who is not an id', { claims: { oid: 'e.brightwater@bantshire.example' } }],
];

/** What stands in a header that carries no token. */
export const headersWithoutToken = [null, '', 'Bearer', 'Bearer ', 'Basic dXNlcjpwYXNz', 'Bearer not-a-token', 'Bearer a.b.c d'];
