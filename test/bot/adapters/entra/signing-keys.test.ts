import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { outlookTokens } from '../../../../bot/adapters/entra/outlook-token';
import { callerCheck } from '../../../../bot/adapters/teams/teams-caller';
import { type LocalIssuer, startIssuer } from '../../../fakes/local-issuer';
import { outlookToken, outlookWorld } from '../../../fakes/outlook-token';
import { appId, tenantId } from '../../../fakes/teams-bot';

const oid = '0ff9bb51-0944-4e0c-bdfb-369bab13dfae';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
/** Longer than a failure is remembered, in milliseconds. */
const aWhile = 5_001;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let issuer: LocalIssuer;
let front: Awaited<ReturnType<typeof startFront>>;
let monotonicClock: number;
beforeEach(async () => {
  issuer = await startIssuer({ aud: appId, serviceurl: serviceUrl });
  front = await startFront();
  monotonicClock = 1_000_000;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await front.stop();
  await issuer.stop();
});

/** The issuer as the product reaches it: it counts what is fetched, and may be away. */
async function startFront() {
  const state = { isAway: false, body: undefined as string | undefined, fetches: 0 };
  const answer = async (path: string | undefined, response: ServerResponse): Promise<void> => {
    // A fetch takes a moment, so that others come meanwhile.
    await new Promise((passed) => setTimeout(passed, 5));
    if (state.isAway) response.writeHead(503).end();
    else if (path === '/metadata') response.end(JSON.stringify({ jwks_uri: `${url}/keys` }));
    else response.end(state.body ?? (await (await fetch(issuer.jwksUrl)).text()));
  };
  const server = createServer((request, response) => {
    state.fetches += 1;
    void answer(request.url, response);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  return Object.assign(state, { url, stop });
}

interface Door {
  calls(header?: string): Promise<boolean>;
}

/** A process that has just started, with a good token unless another header is given; true where the caller is let in. */
const doors: [string, () => Door][] = [
  [
    'the tenant',
    () => {
      const { scope, appUri, appId: outlookAppId } = outlookWorld;
      const check = outlookTokens({
        tenantId,
        appId: outlookAppId,
        appUri,
        scope,
        jwksUrl: `${front.url}/keys`,
        log,
        monotonicClock: () => monotonicClock,
      });
      return { calls: async (header) => (await check(header ?? `Bearer ${await outlookToken(issuer, { oid })}`)).kind === 'person' };
    },
  ],
  [
    'the Bot Connector',
    () => {
      const check = callerCheck({ appId, openIdMetadataUrl: `${front.url}/metadata`, log, monotonicClock: () => monotonicClock });
      return { calls: async (header) => check(header ?? `Bearer ${await issuer.mint()}`, { channelId: 'msteams', serviceUrl }) };
    },
  ],
];

/** Tokens of keys that nobody ever published, each of another name. */
async function forged(count: number): Promise<string> {
  const [, payload, signature] = (await issuer.mint()).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid: `invented-${count}` })).toString('base64url');
  return `Bearer ${header}.${payload}.${signature}`;
}

/** Five rounds of ten at once. */
async function fifty(call: (count: number) => Promise<boolean>): Promise<boolean[]> {
  const answers: boolean[] = [];
  for (let round = 0; round < 5; round += 1) {
    answers.push(...(await Promise.all(Array.from({ length: 10 }, (_, place) => call(round * 10 + place)))));
  }
  return answers;
}

describe.each(doors)('the keys of %s', (_, open) => {
  it('should be fetched once or twice for fifty callers while they are away', async () => {
    front.isAway = true;
    const door = open();
    expect(new Set(await fifty(() => door.calls()))).toEqual(new Set([false]));
    expect(front.fetches).toBeLessThanOrEqual(2);
  });

  it('should be fetched again, round by round, where the failure is not remembered, which is what that is for', async () => {
    front.isAway = true;
    const door = open();
    for (let call = 0; call < 5; call += 1) {
      await door.calls();
      monotonicClock += aWhile;
    }
    expect(front.fetches).toBe(5);
  });

  it('should be good for the first caller after the pause once they are back', async () => {
    front.isAway = true;
    const door = open();
    expect(await door.calls()).toBe(false);
    front.isAway = false;
    expect(await door.calls()).toBe(false);
    monotonicClock += aWhile;
    expect(await door.calls()).toBe(true);
    const { fetches } = front;
    expect(new Set(await fifty(() => door.calls()))).toEqual(new Set([true]));
    expect(front.fetches).toBe(fetches);
  });

  it('should not be fetched for each token of a key of an invented name, and let good ones in meanwhile', async () => {
    const door = open();
    expect(await door.calls()).toBe(true);
    const before = front.fetches;
    front.isAway = true;
    const now = Date.now();
    // Past the time within which a key of an unknown name is not looked for.
    jest.spyOn(Date, 'now').mockReturnValue(now + 6 * 60 * 1_000);
    const answers = await fifty(async (count) => door.calls(await forged(count)));
    expect(new Set(answers)).toEqual(new Set([false]));
    expect(front.fetches - before).toBeLessThanOrEqual(2);
    expect(await door.calls()).toBe(true);
  });

  it('should be as good as away while something else is answered in their place', async () => {
    front.body = '{"keys":"none"}';
    const door = open();
    expect(new Set(await fifty(() => door.calls()))).toEqual(new Set([false]));
    expect(front.fetches).toBeLessThanOrEqual(3);
    front.body = undefined;
    monotonicClock += aWhile;
    expect(await door.calls()).toBe(true);
  });
});
