import { redrive } from '../../../bot/jobs/redrive';
import { makePorts } from '../../fakes/ports';
import { makeCommit, makeRequest, newRequestId, sponsorId } from '../../make';

it('should try each given-up request again, and leave other matters on the list', async () => {
  const ports = makePorts();
  const [one, other] = [makeRequest({ id: newRequestId() }), makeRequest({ id: newRequestId() })];
  await ports.requests.commit(makeCommit({ request: one, todos: ['cards', 'accounts'] }));
  await ports.requests.commit(makeCommit({ request: other, todos: [] }));
  for (const { id } of [one, other]) await ports.views.putAttention('poison', id, 'request', '2027-01-18T10:15:00Z');
  await ports.views.putAttention('unanswered', other.id, 'stage-3', '2027-01-18T10:15:00Z');
  const poison = { count: async () => 3, moveAll: async () => 3 };
  expect(await redrive({ ...ports, poison })).toEqual({ requests: 2, moved: 3 });
  expect(ports.queue.waiting().map(({ message }) => [message.kind, 'id' in message && message.id])).toEqual([
    ['request', one.id],
    ['accounts', one.id],
    ['request', other.id],
  ]);
  expect(ports.views.attention.map(({ kind }) => kind)).toEqual(['unanswered']);
});

it('should send a message that is kept as it was, and clear its own row', async () => {
  const ports = makePorts();
  const { id } = makeRequest({ id: newRequestId() });
  const messages = [
    { kind: 'reach', id },
    { kind: 'draft', id, sponsor: sponsorId },
  ] as const;
  for (const message of messages) await ports.views.putAttention('poison', id, message.kind, '2027-01-18T10:15:00Z', message);
  const poison = { count: async () => 0, moveAll: async () => 0 };
  expect(await redrive({ ...ports, poison })).toEqual({ requests: 1, moved: 0 });
  expect(ports.queue.waiting().map(({ message }) => message)).toEqual(expect.arrayContaining([...messages]));
  expect([ports.queue.waiting().length, ports.views.attention]).toEqual([2, []]);
});
