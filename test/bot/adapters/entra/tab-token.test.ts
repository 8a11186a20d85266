import { readFile } from 'node:fs/promises';
import { outlookTokens } from '../../../../bot/adapters/entra/outlook-token';
import { type TabTokenOptions, tabClients, tabTokens } from '../../../../bot/adapters/entra/tab-token';
import { type LocalIssuer, startIssuer } from '../../../fakes/local-issuer';
import { type LogLine, logInto } from '../../../fakes/log-lines';
import { actionsApp, outlookToken, outlookWorld } from '../../../fakes/outlook-token';
import { tabToken, tabWorld, teamsWebApp } from '../../../fakes/tab-token';
import { tenantId } from '../../../fakes/teams-bot';
import { elsewhere, headersWithoutToken, refusedTokens } from './refused-tokens';

const oid = '0ff9bb51-0944-4e0c-bdfb-369bab13dfae';
type Wishes = Omit<NonNullable<Parameters<typeof tabToken>[1]>, 'version'>;

let issuer: LocalIssuer;
const lines: LogLine[] = [];
beforeEach(async () => {
  issuer = await startIssuer({ aud: '' });
  lines.length = 0;
});
afterEach(async () => await issuer.stop());

const log = logInto(lines);

function checker(options: Partial<TabTokenOptions> = {}) {
  return tabTokens({ tenantId, ...tabWorld, jwksUrl: issuer.jwksUrl, log, ...options });
}

async function holder(version: 'v1' | 'v2', wishes: Wishes = {}, options: Partial<TabTokenOptions> = {}) {
  return await checker(options)(`Bearer ${await tabToken(issuer, { version, oid, ...wishes })}`);
}

const person = { kind: 'person', person: oid };
const nobody = { kind: 'unknown' };

describe.each(['v1', 'v2'] as const)('a token of version %s', (version) => {
  it.each<[string, Wishes]>([
    ['as Teams gives it', {}],
    ['that ran out within the minute that clocks may differ', { expiresIn: -30 }],
    ['with other scopes beside ours', { claims: { scp: 'openid access_as_user profile' } }],
    ['made out to the app’s id', { aud: tabWorld.appId }],
    ['made out to the app’s URI', { aud: tabWorld.appUri }],
    ['with an id in capitals', { oid: oid.toUpperCase() }],
  ])('should be taken: %s', async (_, wishes) => {
    expect(await holder(version, wishes)).toEqual(person);
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it.each([
    '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
    '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    '4765445b-32c6-49b0-83e6-1d93765276ca',
    '0ec893e0-5785-4de6-99da-4ed124e5296c',
    'd3590ed6-52b3-4102-aeff-aad2292ab01c',
    'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
    '27922004-5251-4030-b22d-91ecd9a37ea4',
  ])('should be taken of each app that shows the tab: %s', async (client) => {
    expect(await holder(version, { client })).toEqual(person);
  });

  it.each<[string, Wishes]>([
    ...refusedTokens('access_as_user', oid),
    ['an audience that begins like ours', { aud: `${tabWorld.appUri}/more` }],
    ['another app’s URI on our host', { aud: `api://alms.bantshire.example/${elsewhere}` }],
    ['Outlook’s audience', { aud: outlookWorld.appId }],
    ['the app that sends Outlook’s actions', { client: actionsApp }],
    ['the tab’s own app', { client: tabWorld.appId }],
    ['another app in the newer claim, Teams in the older', { claims: { azp: elsewhere, appid: teamsWebApp } }],
    ['apps as a list', { claims: { azp: [teamsWebApp] } }],
    ['Outlook’s scope', { claims: { scp: outlookWorld.scope } }],
  ])('should be refused with %s', async (_, wishes) => {
    expect(await holder(version, wishes)).toEqual(nobody);
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('should be refused where it is Outlook’s, and Outlook should refuse the tab’s', async () => {
    const { appId, appUri, scope } = outlookWorld;
    const outlook = outlookTokens({ tenantId, appId, appUri, scope, jwksUrl: issuer.jwksUrl, log });
    const ofOutlook = `Bearer ${await outlookToken(issuer, { version, oid })}`;
    const ofTab = `Bearer ${await tabToken(issuer, { version, oid })}`;
    expect([await outlook(ofOutlook), await checker()(ofTab)]).toEqual([person, person]);
    expect([await outlook(ofTab), await checker()(ofOutlook)]).toEqual([nobody, nobody]);
  });

  it('should be refused where it is Outlook’s, even if one registration served both', async () => {
    const { appId, appUri } = outlookWorld;
    const ofOutlook = `Bearer ${await outlookToken(issuer, { version, oid, claims: { scp: 'access_as_user' } })}`;
    expect(await checker({ appId, appUri })(ofOutlook)).toEqual(nobody);
  });
});

it('should name each app that shows the tab once, and tell in infra/README.md to authorise exactly these', async () => {
  const readme = await readFile('infra/README.md', 'utf8');
  const rows = [...readme.matchAll(/^ *\| `([0-9a-f-]{36})` \| (.+) \|$/gm)].map(([, id, name]) => [name, id]);
  expect(Object.fromEntries(rows)).toEqual(tabClients);
  expect(new Set(Object.values(tabClients)).size).toBe(rows.length);
});

it.each(headersWithoutToken)('should take what comes without a token for nobody: %s', async (header) => {
  expect(await checker()(header)).toEqual(nobody);
});

it.each<[string, Partial<TabTokenOptions>, Wishes]>([
  ['tenant', { tenantId: '' }, { iss: 'https://sts.windows.net//', claims: { tid: '' } }],
  ['app', { appId: '' }, { aud: '' }],
  ['app URI', { appUri: ' ' }, { aud: ' ' }],
])('should let nobody in when a setting was left empty: %s', async (_, options, wishes) => {
  expect(await holder('v2', wishes, options)).toEqual(nobody);
  expect(lines).toEqual([expect.objectContaining({ fields: { code: 'settings-empty' } })]);
});

it('should put callers off, not refuse them, while the keys cannot be had', async () => {
  const jwksUrl = `${issuer.jwksUrl}-nowhere`;
  expect(await holder('v2', {}, { jwksUrl })).toEqual({ kind: 'later' });
  expect(lines.map(({ level }) => level)).toEqual(['error']);
});

it('should name the claims of the first token, never what they hold, and say that it is the tab’s', async () => {
  const check = checker();
  for (let count = 0; count < 3; count += 1) await check(`Bearer ${await tabToken(issuer, { oid })}`);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.what).toContain('the tab');
  expect(lines[0]?.fields.claims).toEqual(expect.arrayContaining(['aud', 'azp', 'oid', 'scp']));
  for (const value of [oid, tenantId, teamsWebApp]) expect(JSON.stringify(lines)).not.toContain(value);
});
