import { syncCards } from '../../../bot/outbox/sync-cards';
import type { Copy } from '../../../bot/ports/requests';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeCommit, makeCopy, makeDecision, makeRequest, sponsorId } from '../../make';

const request = makeRequest();
let ports: TestPorts;
let notes: string[][];

/** A request that was approved while its head and its sponsor had a card of it, the head two. */
beforeEach(async () => {
  ports = makePorts();
  await ports.knows(headId, sponsorId);
  const shown = (copy: Partial<Copy>) => makeCopy({ activity: 'a1', shownRevision: 1, shownStatus: 'pending', ...copy });
  const copies = [
    shown({ person: headId, message: { kind: 'ask', revision: 1 } }),
    shown({ person: headId, message: { kind: 'ask', revision: 0 }, activity: 'a0' }),
    shown({ person: sponsorId, message: { kind: 'made' }, activity: 'a2' }),
  ];
  const made = makeCommit({ request, copies });
  await ports.requests.commit(made);
  const decision = makeDecision(made, (await ports.requests.read(request.id))!.etag);
  const approval = { verb: 'approve', by: headId, at: '2027-01-18T10:15:00Z', channel: 'teams', outcomeRevision: 2 } as const;
  await ports.requests.commit({ ...decision, request: { ...decision.request, decision: approval } });
  notes = [];
  const note = ports.requests.noteCopies.bind(ports.requests);
  ports.requests.noteCopies = async (id, noted) => (notes.push(noted.map(({ activity = 'none' }) => activity)), await note(id, noted));
});

const round = async () => syncCards((await ports.requests.readAll(request.id))!, ports);
const sent = () => ports.chat.sent.map(({ what }) => what);

describe('cards that are redrawn', () => {
  it('should be noted with the next post, in one call', async () => {
    await round();
    expect(sent()).toEqual(['update', 'update', 'update', 'post']);
    expect(notes).toEqual([['a1', 'a0', 'a2', expect.stringMatching('posted')]]);
  });

  it('should be noted with a post that failed', async () => {
    ports.chat.answers = ({ what }) => (what === 'post' ? { outcome: 'later', code: 'Http503', isAmbiguous: true } : undefined);
    expect((await round()).again).toBeDefined();
    expect(notes).toEqual([['a1', 'a0', 'a2', 'none']]);
  });

  it('should be redrawn once more, and the post not repeated, wherever the process dies', async () => {
    for (const call of [0, 1]) {
      const { noteCopies } = ports.requests;
      let calls = 0;
      ports.requests.noteCopies = async (...given) => {
        if (call === (calls += 1) - 1) throw new Error('died');
        await noteCopies(...given);
      };
      await round().catch(() => undefined);
      ports.requests.noteCopies = noteCopies;
    }
    await round();
    const { copies } = (await ports.requests.readAll(request.id))!;
    expect(copies.map(({ shownRevision, shownStatus }) => [shownRevision, shownStatus])).toEqual(copies.map(() => [2, 'approved']));
    // Once before the note that was not written, as ever, and once after.
    expect(sent().filter((what) => what === 'post')).toHaveLength(2);
  });
});
