import { graphClient } from '../../bot/adapters/graph/graph-client';
import { mailLimits, outlookMail } from '../../bot/adapters/graph/outlook-mail';
import { retry } from '../../bot/domain/messages/delivery';
import type { Pace } from '../../bot/ports/pace';
import { type FakeGraph, type GraphTrouble, graphToken, startGraph } from '../fakes/graph';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makesRequest, messagesLike, requestIn } from './steps';

const from = 'visitor.accounts@bantshire.example';
const day = 24 * 60 * 60;
const headAddress = 'eleanor.brightwater@bantshire.example';
const sponsorAddress = 'marisol.okafor@bantshire.example';

let graph: FakeGraph;
let world: World;
let sponsor: TeamsPerson;
/** Whose each mail counted as, in order. */
let paced: string[];
beforeEach(async () => {
  graph = await startGraph();
  graph.mailboxes.set(from, []);
  const clock = new StoryClock();
  const client = graphClient({ tokens: async () => graphToken, limits: mailLimits, clock, baseUrl: graph.url });
  paced = [];
  const mailer = outlookMail({ graph: client, from });
  const pace: Pace = {
    reserve: async (channel, causedBy) => {
      if (channel === 'mail') paced.push(causedBy);
      return clock.now().toInstant();
    },
  };
  world = await startWorld({ clock, pace, mail: { mailer, link: () => 'https://teams.example/chat' } });
  sponsor = await world.somebody('sponsor');
});
afterEach(async () => {
  await world.stop();
  await graph.stop();
});

const sentTo = (address: string) =>
  (graph.mailboxes.get(from) ?? [])
    .map(({ message }) => message)
    .filter(({ toRecipients }) => toRecipients[0]?.emailAddress.address === address);
const attention = () => (world.stores.views as InMemoryViewStore).attention;
const mailCalls = () => graph.calls.filter((call) => call.includes('sendMail')).length;
const asked = /needs your approval|please decide|you to decide/;
async function deputyRejects(): Promise<void> {
  const deputy = await world.somebody('deputy');
  await deputy.says('waiting for me');
  await deputy.presses('Open');
  await deputy.presses('Reject');
  await deputy.presses('Reject', { words: 'No desk is free.' });
}

describe('a question in Teams and Outlook', () => {
  it('should reach the head in both, at once', async () => {
    const head = await world.somebody('head');
    await makesRequest(world, sponsor);
    expect(messagesLike(head, asked)).toBe(1);
    expect(sentTo(headAddress).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^.*: Marisol Okafor needs your approval .* \(VR-.{8}\)$/),
    ]);
    expect(sentTo(headAddress)[0]?.body.content).toContain('Ottoline Grace Fairweather');
    expect(sentTo(sponsorAddress)).toEqual([]);
  });

  it('should count as a mail of the sponsor, whoever reads it', async () => {
    await makesRequest(world, sponsor);
    expect(sentTo(headAddress)).toHaveLength(1);
    expect(paced).toEqual([sponsor.id]);
  });

  it('should reach a head without the bot by mail alone, and bother no admin', async () => {
    await makesRequest(world, sponsor);
    expect(sentTo(headAddress)).toHaveLength(1);
    expect(attention()).toEqual([]);
  });

  it.each<[string, GraphTrouble]>([
    ['does not allow it (403)', { status: 403, code: 'ErrorAccessDenied' }],
    ['has no such mailbox (404)', { status: 404, code: 'MailboxNotEnabledForRESTAPI' }],
  ])('should stand on the admins’ list where Teams has nobody and Exchange %s, tried once', async (_, trouble) => {
    graph.trouble({ ...trouble, times: 100 });
    await makesRequest(world, sponsor);
    await world.work(3 * day);
    expect(mailCalls()).toBe(1);
    expect(attention()).toEqual([{ kind: 'unreached', request: requestIn(world).id, code: trouble.code }]);
    expect(world.queue.messages).toEqual([]);
  });

  it.each([1, 2, 3])('should wait as long as Exchange says, %d times over, while the card is there already', async (times) => {
    const head = await world.somebody('head');
    graph.trouble({ status: 429, retryAfter: 400, times });
    await makesRequest(world, sponsor);
    for (let attempt = 1; attempt <= times; attempt += 1) {
      expect(mailCalls()).toBe(attempt);
      await world.work(350);
      expect(mailCalls()).toBe(attempt);
      await world.work(70);
    }
    await world.work(day);
    expect(sentTo(headAddress)).toHaveLength(1);
    expect(mailCalls()).toBe(times + 1);
    expect(messagesLike(head, asked)).toBe(1);
    expect(attention()).toEqual([]);
  });

  it.each([
    ['an admin told of the last where Teams has nobody', false],
    ['nobody told where the card is there', true],
  ])('should be tried a bounded number of times while Exchange is away (503), and %s', async (_, isInTeams) => {
    if (isInTeams) await world.somebody('head');
    graph.trouble({ status: 503, code: 'ServiceUnavailable', times: 100 });
    await makesRequest(world, sponsor);
    await world.work(3 * day);
    expect(mailCalls()).toBe(retry.delays.length + 1);
    expect(attention()).toEqual(isInTeams ? [] : [{ kind: 'unreached', request: requestIn(world).id, code: 'ServiceUnavailable' }]);
    expect(world.queue.messages).toEqual([]);
  });

  it.each<[string, GraphTrouble]>([
    ['hangs up', { drop: true }],
    ['fails (500)', { status: 500 }],
  ])('should be repeated once at most where Exchange %s, as it may have arrived', async (_, trouble) => {
    const head = await world.somebody('head');
    graph.trouble({ ...trouble, times: 100 });
    await makesRequest(world, sponsor);
    await world.work(3 * day);
    expect(mailCalls()).toBe(2);
    expect(messagesLike(head, asked)).toBe(1);
    expect(attention()).toEqual([]);
    expect(world.queue.messages).toEqual([]);
  });

  it.each<[string, GraphTrouble]>([
    ['asked to wait (429)', { status: 429, retryAfter: 60 }],
    ['was away (503)', { status: 503 }],
    ['hung up', { drop: true }],
  ])('should not be mailed after its answer where Exchange %s at first', async (_, trouble) => {
    await world.somebody('head');
    graph.trouble(trouble);
    await makesRequest(world, sponsor);
    await deputyRejects();
    await world.work(day);
    expect(sentTo(headAddress)).toEqual([]);
    expect(messagesLike(sponsor, /rejected/)).toBeGreaterThan(0);
  });
});

describe('an outcome for a sponsor whom Teams does not reach', () => {
  it('should come by mail, with its reason, once', async () => {
    await makesRequest(world, sponsor);
    await deputyRejects();
    world.teams.fail({ when: 'post', status: 403, code: 'ConversationBlockedByUser', times: 100 });
    await world.work(day);
    expect(sentTo(sponsorAddress).map(({ subject }) => subject)).toEqual([expect.stringMatching(/ rejected your request \(VR-.{8}\)$/)]);
    expect(sentTo(sponsorAddress)[0]?.body.content).toContain('No desk is free.');
    expect(attention()).toEqual([]);
  });

  it('should come by mail after Teams was tried for the last time', async () => {
    await world.somebody('deputy');
    await makesRequest(world, sponsor);
    await deputyRejects();
    world.teams.fail({ when: 'post', status: 503, times: 100 });
    await world.work(3 * day);
    expect(sentTo(sponsorAddress)).toHaveLength(1);
    expect(world.queue.messages).toEqual([]);
  });

  it('should not come by mail where Teams brought it', async () => {
    await makesRequest(world, sponsor);
    await deputyRejects();
    world.teams.fail({ when: 'post', status: 503, times: 2 });
    await world.work(day);
    expect(sentTo(sponsorAddress)).toEqual([]);
    expect(messagesLike(sponsor, / rejected your request/)).toBeGreaterThan(0);
  });
});
