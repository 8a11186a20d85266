import { deliveryOf } from '../../../../bot/adapters/teams/teams-chat';
import type { OutgoingCard } from '../../../../bot/domain/shown/outgoing-card';
import type { Conversation, Delivery } from '../../../../bot/ports/chat';
import { type Fault, fakeCredentials } from '../../../fakes/bot-connector';
import { ann, appId, startTeamsBot, type TeamsBot } from '../../../fakes/teams-bot';
import type { TeamsPerson } from '../../../fakes/teams-client';

let bot: TeamsBot;
let person: TeamsPerson;
let to: Conversation;
const consoles = (['log', 'info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockImplementation(() => undefined));

beforeEach(async () => {
  bot = await startTeamsBot();
  person = bot.teams.person(ann);
  await person.says('hello');
  to = bot.remembered[0] as Conversation;
});
afterEach(async () => {
  await bot.stop();
  for (const spy of consoles) expect(spy).not.toHaveBeenCalled();
});

function message(text: string): OutgoingCard {
  const refresh = { action: { type: 'Action.Execute', verb: 'show', data: {} } };
  return { card: { type: 'AdaptiveCard', version: '1.5', refresh, body: [{ type: 'TextBlock', text }] }, summary: `Summary of ${text}` };
}

async function post(text = 'one'): Promise<string> {
  const delivery = await bot.bot.chat.post(to, message(text));
  if (delivery.outcome !== 'delivered') throw new Error(delivery.code);
  return delivery.activity;
}

const attemptsSince = (count: number) =>
  bot.teams
    .posts()
    .slice(count)
    .map(({ what, status }) => [what, status]);

it('should post a card with its summary to a person who has not just written', async () => {
  const activity = await post();
  expect(person.lastCard()).toMatchObject({ activity, summary: 'Summary of one', card: { body: [{ text: 'one' }] } });
});

it('should put another card in the place of a posted one, which rings no more', async () => {
  const activity = await post();
  expect(await bot.bot.chat.update(to, activity, message('two'))).toEqual({ outcome: 'delivered', activity });
  expect(person.cards()).toMatchObject([{ activity, updates: 1, summary: 'Summary of one', card: { body: [{ text: 'two' }] } }]);
});

type Case = [string, Fault, Delivery];
const unreachable = (code: string): Delivery => ({ outcome: 'unreachable', code });
const later = (code: string, isAmbiguous: boolean, afterSeconds?: number): Delivery => ({
  outcome: 'later',
  code,
  isAmbiguous,
  ...(afterSeconds === undefined ? {} : { afterSeconds }),
});
const refused = (...given: Parameters<typeof later>): Delivery => Object.assign(later(...given), { isRefused: true as const });

const cases: Case[] = [
  ['400 as a mistake of ours', { status: 400, code: 'BadArgument' }, unreachable('BadArgument')],
  ['401 as a mistake of ours', { status: 401, code: 'BotNotRegistered' }, unreachable('BotNotRegistered')],
  ['413 as a mistake of ours', { status: 413, code: 'MessageSizeTooBig' }, unreachable('MessageSizeTooBig')],
  ['403 not installed', { status: 403, code: 'ForbiddenOperationException' }, unreachable('ForbiddenOperationException')],
  ['403 removed', { status: 403, code: 'BotNotInConversationRoster' }, unreachable('BotNotInConversationRoster')],
  [
    '403 with the block inside its message',
    { status: 403, code: 'Forbidden', message: '{"errorCode":209,"subCode":"MessageWritesBlocked"}' },
    unreachable('MessageWritesBlocked'),
  ],
  ['404 gone', { status: 404, code: 'ConversationNotFound' }, unreachable('ConversationNotFound')],
  ['412', { status: 412, code: 'PreconditionFailed' }, later('PreconditionFailed', false)],
  ['429 with seconds', { status: 429, code: 'Throttled', retryAfter: 17 }, refused('Throttled', false, 17)],
  ['429 without', { status: 429, code: 'Throttled' }, refused('Throttled', false)],
  ['500', { status: 500, code: 'ServiceError' }, later('ServiceError', true)],
  ['502', { status: 502, code: 'BadGateway' }, later('BadGateway', true)],
  ['503', { status: 503, code: 'ServiceUnavailable' }, later('ServiceUnavailable', true)],
  ['503 that says when to come back', { status: 503, code: 'ServiceUnavailable', retryAfter: 9 }, refused('ServiceUnavailable', true, 9)],
  ['504', { status: 504, code: 'GatewayTimeout' }, later('GatewayTimeout', true)],
  ['a code that is no word', { status: 403, code: 'Ann Ashdown <ann@bantshire.example>' }, unreachable('Http403')],
];

describe.each(['post', 'update'] as const)('a failed %s', (what) => {
  it.each(cases)('should read %s, after one attempt', async (_, fault, expected) => {
    const activity = await post();
    const before = bot.teams.posts().length;
    bot.teams.fail({ ...fault, times: 4 });
    const delivery = what === 'post' ? await bot.bot.chat.post(to, message('x')) : await bot.bot.chat.update(to, activity, message('x'));
    expect(delivery).toEqual(expected);
    expect(attemptsSince(before)).toEqual([[what, fault.status]]);
    const level = [400, 401, 413].includes(fault.status ?? 0) ? 'error' : 'warn';
    expect(bot.lines.at(-1)).toMatchObject({ level, fields: { person: ann.id, what } });
  });

  it('should not be repeated after a dropped connection, when it may have arrived', async () => {
    const activity = await post();
    const before = bot.teams.posts().length;
    bot.teams.fail({ drop: true, arrives: true, times: 4 });
    const delivery = what === 'post' ? await bot.bot.chat.post(to, message('x')) : await bot.bot.chat.update(to, activity, message('x'));
    expect(delivery).toMatchObject({ outcome: 'later', isAmbiguous: true });
    expect(attemptsSince(before)).toEqual([[what, 0]]);
    expect(person.lastCard().card).toMatchObject({ body: [{ text: 'x' }] });
  });
});

it('should tell that a message which the person deleted is gone', async () => {
  const activity = await post();
  person.deletes(activity);
  expect(await bot.bot.chat.update(to, activity, message('two'))).toEqual(unreachable('ActivityNotFoundInConversation'));
});

it('should tell that the person blocked the bot', async () => {
  person.blocks();
  expect(await bot.bot.chat.post(to, message('x'))).toEqual(unreachable('ConversationBlockedByUser'));
});

it('should tell that a card is too large', async () => {
  expect(await bot.bot.chat.post(to, message('x'.repeat(90_000)))).toEqual(unreachable('MessageSizeTooBig'));
});

it('should say for certain that nothing arrived where nobody listens', async () => {
  const other = await startTeamsBot({ isServiceUrlAllowed: (url) => url.hostname === '127.0.0.1' });
  const delivery = await other.bot.chat.post({ ...to, serviceUrl: 'http://127.0.0.1:1/' }, message('x'));
  await other.stop();
  expect(delivery).toEqual(later('ECONNREFUSED', false));
});

it('should give up a call that gets no answer, which may have arrived', async () => {
  const other = await startTeamsBot({ callAtMost: 50 });
  await other.teams.person(ann).installs();
  other.teams.fail({ delayMs: 2_000, arrives: true });
  const delivery = await other.bot.chat.post(other.remembered[0] as Conversation, message('x'));
  await other.stop();
  expect(delivery).toMatchObject({ outcome: 'later', isAmbiguous: true });
});

it('should give up a call whose sign-in gets no answer', async () => {
  const signRequest = () => new Promise<never>(() => undefined);
  const credentials = Object.assign(fakeCredentials(appId), { createCredentials: async () => ({ signRequest }) });
  const other = await startTeamsBot({ callAtMost: 50, credentials });
  const delivery = await other.bot.chat.post({ ...to, serviceUrl: other.teams.serviceUrl }, message('x'));
  await other.stop();
  expect(delivery).toMatchObject({ outcome: 'later' });
  expect(other.teams.posts()).toEqual([]);
});

it('should not send to an address that is no longer allowed', async () => {
  const before = bot.teams.posts().length;
  expect(await bot.bot.chat.post({ ...to, serviceUrl: 'http://169.254.169.254/' }, message('x'))).toEqual(
    unreachable('ServiceUrlNotAllowed'),
  );
  expect(await bot.bot.chat.post({ ...to, serviceUrl: 'no address' }, message('x'))).toEqual(unreachable('ServiceUrlNotAllowed'));
  expect(attemptsSince(before)).toEqual([]);
});

it('should take a failed sign-in for a call that was never made', () => {
  const error = Object.assign(new Error('invalid_client: secret expired'), { name: 'ServerError', statusCode: 401 });
  expect(deliveryOf(error, 'post')).toEqual(later('ServerError', false));
});

it('should take a call without an answer in time for one that may have arrived', () => {
  const error = Object.assign(new Error('aborted'), { name: 'AbortError', code: 'ABORT_ERR' });
  expect(deliveryOf(error, 'post')).toEqual(later('ABORT_ERR', true));
});

it('should read a Retry-After that is a date', () => {
  const headers = new Map([['retry-after', new Date(Date.now() + 60_000).toUTCString()]]);
  const error = Object.assign(new Error('slow down'), { name: 'RestError', statusCode: 429, code: 'Throttled', response: { headers } });
  const delivery = deliveryOf(error, 'post');
  expect(delivery).toMatchObject({ outcome: 'later', afterSeconds: expect.any(Number) });
  expect((delivery as { afterSeconds: number }).afterSeconds).toBeGreaterThan(50);
  expect((delivery as { afterSeconds: number }).afterSeconds).toBeLessThanOrEqual(60);
});
