import { graphClient, graphLimits } from '../../../../bot/adapters/graph/graph-client';
import { graphInstaller } from '../../../../bot/adapters/graph/graph-installer';
import { type FakeGraph, graphToken, startGraph } from '../../../fakes/graph';
import { StoryClock } from '../../../fakes/story-clock';
import { headId } from '../../../make';

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startGraph();
  graph.users.set(headId, {
    id: headId,
    displayName: 'Ann Ashdown',
    mail: null,
    userPrincipalName: 'aa12@bantshire.example',
    accountEnabled: true,
    userType: 'Member',
    employeeType: null,
  });
});
afterEach(async () => await graph.stop());

const open = (teamsApp = graph.app.id) =>
  graphInstaller({
    graph: graphClient({
      tokens: async () => graphToken,
      limits: { ...graphLimits.job, milliseconds: 400, tries: 1 },
      clock: new StoryClock(),
      baseUrl: graph.url,
    }),
    botId: graph.app.externalId,
    teamsApp,
  });
const installed = () => ({
  outcome: 'installed',
  conversation: {
    person: headId,
    botId: graph.app.externalId,
    conversation: `19:${headId}_app@unq.gbl.spaces`,
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    member: headId,
  },
});
const posts = () => graph.calls.filter((call) => call.startsWith('POST'));

describe('installing the app for somebody', () => {
  it('should give the chat with them', async () => {
    expect(await open().install(headId)).toEqual(installed());
    expect(posts()).toHaveLength(1);
  });

  it('should install nothing where it is already', async () => {
    await open().install(headId);
    expect(await open().install(headId)).toEqual(installed());
    expect(posts()).toHaveLength(1);
  });

  it('should take it well that somebody else was faster', async () => {
    graph.trouble({ when: 'GET', body: '{"value":[]}' });
    graph.installed.set(headId, installed().conversation.conversation);
    expect(await open().install(headId)).toEqual(installed());
    expect(posts()).toHaveLength(1);
  });

  it('should be refused where Teams or the organisation does not allow it', async () => {
    graph.barred.add(headId);
    expect(await open().install(headId)).toEqual({ outcome: 'refused', code: 'Forbidden' });
  });

  it('should be refused where the catalogue has no such app, or the directory nobody', async () => {
    expect(await open(graph.app.externalId).install(headId)).toEqual({ outcome: 'refused', code: 'NoSuchApp' });
    graph.users.clear();
    expect(await open().install(headId)).toEqual({ outcome: 'refused', code: 'NoSuchPerson' });
  });

  it('should come later while Teams is still making the chat', async () => {
    graph.installed.set(headId, undefined);
    expect(await open().install(headId)).toEqual({ outcome: 'later', code: 'NoChatYet' });
    graph.trouble({ when: 'GET', body: '{"value":[]}', times: 2 });
    expect(await open().install(headId)).toEqual({ outcome: 'later', code: 'NotInstalledYet' });
  });

  it.each([
    ['throttles', { status: 429, retryAfter: 120 }, { outcome: 'later', code: 'Throttled', afterSeconds: 120, isRefused: true }],
    ['is away', { status: 503, code: 'ServiceUnavailable' }, { outcome: 'later', code: 'ServiceUnavailable' }],
    ['takes no token', { status: 401, code: 'InvalidAuthenticationToken' }, { outcome: 'later', code: 'InvalidAuthenticationToken' }],
    ['hangs up', { drop: true }, { outcome: 'later', code: 'Unreachable' }],
    ['says nothing', { silent: true }, { outcome: 'later', code: 'NoAnswer', afterSeconds: 5 }],
  ])('should come later where Graph %s', async (_what, trouble, outcome) => {
    for (const when of ['GET', 'POST']) {
      graph.trouble({ ...trouble, when });
      expect(await open().install(headId)).toEqual(outcome);
    }
    expect(graph.installed.size).toBe(0);
  });
});
