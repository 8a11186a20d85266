import type { TokenWishes } from '../../../fakes/local-issuer';
import { ann, appId, startTeamsBot, type TeamsBot } from '../../../fakes/teams-bot';

let started: TeamsBot[] = [];
const consoles = (['log', 'info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockImplementation(() => undefined));

async function start(...options: Parameters<typeof startTeamsBot>) {
  const bot = await startTeamsBot(...options);
  started.push(bot);
  return bot;
}

async function sendWith(bot: TeamsBot, authorization: string | undefined) {
  const activity = bot.teams.person(ann).activityOf({ type: 'message', text: 'new visitor' });
  return await bot.teams.sendRaw(activity, authorization === undefined ? {} : { authorization });
}

async function sendToken(bot: TeamsBot, wishes: TokenWishes) {
  return await sendWith(bot, `Bearer ${await bot.issuer.mint({ serviceurl: bot.teams.serviceUrl, ...wishes })}`);
}

afterEach(async () => {
  await Promise.all(started.map((bot) => bot.stop()));
  started = [];
  // A refused token, or the key that it was checked with, has no business on the console.
  for (const spy of consoles) expect(spy).not.toHaveBeenCalled();
});

it.each<[string, TokenWishes]>([
  ['of the Bot Connector', {}],
  ['that ran out less than five minutes ago, as clocks differ', { expiresIn: -240 }],
  ['signed with a key that is not kept to certain channels', { key: 'unendorsed' }],
])('should let in a token %s', async (_, wishes) => {
  const bot = await start();
  expect((await sendToken(bot, wishes)).status).toBe(200);
  expect(bot.turns).toHaveLength(1);
});

it.each<[string, TokenWishes]>([
  ['a bad signature', { key: 'forged' }],
  ['no signature at all', { alg: 'none' }],
  ['the public key taken for a shared secret', { alg: 'HS256' }],
  ['another issuer', { iss: 'https://sts.windows.net/6f1c2a52-0d5e-4d0a-9c57-3b1e5f9a7c10/' }],
  [
    'the issuer of an emulator',
    { iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0', claims: { ver: '2.0', azp: appId } },
  ],
  ['another audience', { aud: '99999999-0000-4000-8000-000000000000' }],
  ['an end in the past', { expiresIn: -600 }],
  ['no end', { claims: { exp: undefined } }],
  ['a start in the future', { claims: { nbf: 4_000_000_000 } }],
  ['another serviceurl', { serviceurl: 'https://smba.trafficmanager.net/emea/' }],
  ['no serviceurl', { serviceurl: null }],
  ['a key for another channel', { key: 'webchat' }],
  ['a key whose channels cannot be read', { key: 'unreadable' }],
])('should refuse a token with %s', async (_, wishes) => {
  const bot = await start();
  const response = await sendToken(bot, wishes);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ status: 401, title: 'Unauthorized' });
  expect(bot.turns).toEqual([]);
  expect(bot.remembered).toEqual([]);
  expect(bot.teams.posts()).toEqual([]);
});

it.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['a scheme without a token', 'Bearer '],
  ['another scheme', 'Basic YW5uOmFubg=='],
  ['something that is no token', 'Bearer one.two.three'],
  ['two tokens', 'Bearer one two'],
])('should refuse %s', async (_, authorization) => {
  const bot = await start();
  expect((await sendWith(bot, authorization)).status).toBe(401);
  expect(bot.turns).toEqual([]);
});

it('should refuse everybody while the keys cannot be read, and tell the operators', async () => {
  const bot = await start({ openIdMetadataUrl: 'http://127.0.0.1:1/metadata' });
  expect((await sendToken(bot, {})).status).toBe(401);
  expect(bot.lines).toMatchObject([{ level: 'error', what: 'the keys of the Bot Connector cannot be read' }]);
});

it('should fetch the keys once for many callers', async () => {
  const bot = await start();
  await sendToken(bot, {});
  await Promise.all(Array.from({ length: 5 }, () => sendToken(bot, {})));
  await sendToken(bot, { key: 'forged' });
  expect(bot.issuer.fetches()).toBe(1);
});

it('should keep tokens out of the log', async () => {
  const bot = await start();
  const token = await bot.issuer.mint({ key: 'forged' });
  await sendWith(bot, `Bearer ${token}`);
  expect(bot.lines).toMatchObject([{ level: 'warn', fields: { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' } }]);
  expect(JSON.stringify(bot.lines)).not.toContain(token.slice(0, 20));
});

describe('a token that was taken before', () => {
  let signatures: jest.SpiedFunction<typeof crypto.subtle.verify>;
  beforeEach(() => {
    signatures = jest.spyOn(crypto.subtle, 'verify');
  });
  afterEach(() => {
    signatures.mockRestore();
    jest.useRealTimers();
  });

  it('should be verified once for all its turns, and another of the same claims by itself', async () => {
    const bot = await start();
    for (let turn = 0; turn < 3; turn += 1) expect((await sendToken(bot, {})).status).toBe(200);
    expect(signatures).toHaveBeenCalledTimes(1);
    expect((await sendToken(bot, { key: 'forged' })).status).toBe(401);
    expect(signatures).toHaveBeenCalledTimes(2);
  });

  it('should be refused for an activity of another service, and once it has ended', async () => {
    const bot = await start();
    expect((await sendToken(bot, {})).status).toBe(200);
    const authorization = `Bearer ${await bot.issuer.mint({ serviceurl: bot.teams.serviceUrl })}`;
    const activity = bot.teams.person(ann).activityOf({ type: 'message', text: 'new visitor' });
    const elsewhere = { ...activity, serviceUrl: 'https://smba.trafficmanager.net/emea/' };
    expect((await bot.teams.sendRaw(elsewhere, { authorization })).status).toBe(401);
    jest.useFakeTimers({ now: Date.now() + 1_000_000, advanceTimers: true });
    expect((await sendWith(bot, authorization)).status).toBe(401);
    expect(bot.turns).toHaveLength(1);
  });
});
