import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { work } from '../../../bot/jobs/work';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeCommit, makeRequest, sponsorId } from '../../make';

let ports: TestPorts;
beforeEach(async () => {
  ports = makePorts();
  await ports.knows(headId, sponsorId);
});
const request = makeRequest();
const first = () => makeCommit({ request, todos: ['views', 'cards', 'draft'] });

it('should post once where somebody installs the bot while the cards are due', async () => {
  await ports.requests.commit(first());
  await work({ kind: 'reach', id: request.id }, ports);
  expect(ports.chat.sent.map(({ what, person }) => [what, person])).toEqual([['post', headId]]);
});

it('should leave no row that no note knows of where a second commit fails to be listed', async () => {
  await ports.requests.commit(first());
  const { requests, views } = ports;
  const realSettle = requests.settle.bind(requests);
  const realPut = views.putAll.bind(views);
  const commit = async (status: VisitorRequest['status'], commitId: string) => {
    const stored = await requests.read(request.id);
    const value = { ...stored!.value, status, revision: stored!.value.revision + 1, events: stored!.value.events + 1 };
    await requests.commit(makeCommit({ request: value, etag: stored!.etag, commitId, todos: ['views'] }));
  };
  requests.settle = async (...given) => {
    requests.settle = realSettle;
    await commit('returned', 'c2');
    views.putAll = async (rows) => {
      views.putAll = realPut;
      await realPut(rows, []);
      throw new Error('answer lost');
    };
    return await realSettle(...given);
  };
  await work({ kind: 'request', id: request.id, commitId: 'commit-1' }, ports);
  await commit('withdrawn', 'c3');
  ports.clock.pass({ seconds: 600 });
  await work({ kind: 'request', id: request.id, commitId: 'c3' }, ports);
  expect((await views.list('status:returned', 5)).rows).toEqual([]);
});

it('should clear a matter that was told of just before the process died', async () => {
  await ports.requests.commit(makeCommit({ request, todos: ['views'] }));
  const real = ports.views.putAll.bind(ports.views);
  ports.views.putAll = async () => Promise.reject(new Error('away'));
  for (let i = 0; i < 10; i += 1) {
    await work({ kind: 'request', id: request.id, commitId: '', attempt: 1 }, ports);
    ports.clock.pass({ hours: 9 });
  }
  const note = ports.requests.noteNotified.bind(ports.requests);
  ports.requests.noteNotified = async () => {
    ports.requests.noteNotified = note;
    throw new Error('SIGKILL');
  };
  await work({ kind: 'request', id: request.id, commitId: '', attempt: 1 }, ports).catch(() => undefined);
  ports.views.putAll = real;
  ports.clock.pass({ seconds: 61 });
  await work({ kind: 'request', id: request.id, commitId: '', attempt: 1 }, ports);
  expect((await ports.requests.readAll(request.id, 0))?.todos).toEqual([]);
  expect(ports.views.attention).toEqual([]);
});
