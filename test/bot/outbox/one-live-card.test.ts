import { syncCards } from '../../../bot/outbox/sync-cards';
import type { Copy } from '../../../bot/ports/requests';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { headId, makeCommit, makeCopy, makeRequest, sponsorId } from '../../make';

let ports: TestPorts;
const request = makeRequest({ revision: 3, question: { revision: 3 } });

/** Asked anew, while the head has the card of the question before. */
beforeEach(async () => {
  ports = makePorts();
  await ports.knows(headId, sponsorId);
  const before: Copy = makeCopy({
    person: headId,
    message: { kind: 'ask', revision: 1 },
    activity: 'a1',
    shownRevision: 2,
    shownStatus: 'returned',
  });
  await ports.requests.commit(makeCommit({ request, copies: [before] }));
});

const round = async () => syncCards((await ports.requests.readAll(request.id))!, ports);
const sent = () => ports.chat.sent.map(({ what, activity = 'new' }) => `${what} ${activity}`);
const forms = async () =>
  (await ports.requests.readAll(request.id))!.copies.map(({ activity, form = 'card' }) => `${activity} ${form}`).sort();

describe('a new card', () => {
  it('should be posted before the older one closes, each once', async () => {
    await round();
    await round();
    expect(sent()).toEqual(['post new', 'update a1']);
    expect(textOf(ports.chat.sent[1]?.message.card ?? {})).toMatch(/: You were asked to decide this request\.$/);
    expect(await forms()).toEqual(['a1 closed', 'posted-1 card']);
  });

  it('should have the older one closed by the next run, where the process died between the two', async () => {
    ports.chat.answers = ({ what }) => {
      if (what === 'update') throw new Error('died');
      return undefined;
    };
    await expect(round()).rejects.toThrow('died');
    // Both are there: without another run, the chat would keep two.
    expect(await forms()).toEqual(['a1 card', 'posted-1 card']);
    delete ports.chat.answers;
    await round();
    expect(sent()).toEqual(['post new', 'update a1', 'update a1']);
    expect(await forms()).toEqual(['a1 closed', 'posted-1 card']);
  });

  it('should leave the older one live, and true, where it could not be posted', async () => {
    ports.chat.answers = ({ what }) => (what === 'post' ? { outcome: 'later', code: 'Http503', isAmbiguous: true } : undefined);
    expect((await round()).again).toBeDefined();
    expect(sent()).toEqual(['post new', 'update a1']);
    expect(JSON.stringify(ports.chat.sent[1]?.message.card)).toContain('"verb":"approve"');
  });

  it('should be closed no further where Teams refuses that for good', async () => {
    ports.chat.answers = ({ what }) => (what === 'update' ? { outcome: 'unreachable', code: 'ActivityNotFoundInConversation' } : undefined);
    await round();
    await round();
    expect(sent()).toEqual(['post new', 'update a1']);
    expect(ports.views.attention).toEqual([]);
  });
});
