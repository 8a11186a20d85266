import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { reconcile } from '../../../bot/jobs/night/reconcile';
import { work } from '../../../bot/jobs/work';
import { channelOf, FakeMailer } from '../../fakes/fake-mailer';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { deputyId, headId, makeCommit, makeDraft, makeRequest, sponsorId } from '../../make';

const request = makeRequest();
const message = { kind: 'request', id: request.id, commitId: '' } as const;
const decision = { verb: 'reject', by: deputyId, at: '2027-01-18T10:15:00Z', channel: 'tab', words: 'No.', outcomeRevision: 2 } as const;

let ports: TestPorts;
beforeEach(async () => {
  ports = makePorts();
  await ports.requests.commit(makeCommit({ request, todos: ['cards'] }));
});

const kinds = () => ports.views.attention.map(({ kind }) => kind);
const notified = async () => (await ports.requests.readAll(request.id, 0))?.notified;

/** What the worker does within so many days. */
async function works(given: Parameters<typeof work>[1] = ports, days = 3): Promise<void> {
  let next: unknown = message;
  for (let hour = 0; hour < days * 24 && next; hour += 1) {
    await work(next, given);
    const [{ delaySeconds } = { delaySeconds: 0 }] = ports.queue.waiting();
    [next] = ports.queue.take();
    ports.clock.pass({ seconds: delaySeconds });
  }
}

async function commits(to: VisitorRequest, todos: ('cards' | 'mails' | 'views' | 'draft')[] = ['cards']): Promise<void> {
  const { etag } = (await ports.requests.read(request.id))!;
  const { events } = (await ports.requests.read(request.id))!.value;
  expect(await ports.requests.commit(makeCommit({ request: { ...to, events: events + 1 }, etag, todos, commitId: `c${events}` }))).toBe(
    'committed',
  );
}

describe('somebody who could not be reached', () => {
  it('should stand on the list once, however often the work comes, and leave it when the card is there', async () => {
    const put = jest.spyOn(ports.views, 'putAttention');
    await works();
    await commits(makeRequest({ revision: 1 }));
    await works();
    expect([kinds(), await notified()]).toEqual([['unreached'], ['unreached']]);
    expect(put).toHaveBeenCalledTimes(1);
    await ports.knows(headId);
    await work({ kind: 'reach', id: request.id }, ports);
    expect(ports.chat.sent.map(({ person }) => person)).toEqual([headId]);
    expect([kinds(), await notified()]).toEqual([[], []]);
  });

  it('should stay on it while another one of them is not reached', async () => {
    await commits(makeRequest({ question: { headAway: { person: headId } } }));
    await works();
    await ports.knows(deputyId);
    await work({ kind: 'reach', id: request.id }, ports);
    expect(ports.chat.sent.map(({ person }) => person)).toEqual([deputyId]);
    expect(kinds()).toEqual(['unreached']);
  });

  it('should leave it once nobody has to be notified any more, and stand there again for the next message that is lost', async () => {
    await works();
    await commits({ ...request, status: 'rejected', revision: 2, decision });
    await ports.knows(sponsorId);
    await works();
    expect([kinds(), await notified()]).toEqual([[], []]);
    ports.chat.answers = () => ({ outcome: 'unreachable', code: 'ConversationBlockedByUser' });
    await commits(makeRequest({ revision: 3, question: { revision: 3 } }));
    await works();
    expect(kinds()).toEqual(['unreached']);
  });

  it('should be told of again after an admin took them off, where another message is lost', async () => {
    await works();
    await ports.views.clearAttention('unreached', request.id);
    await commits(makeRequest({ revision: 2, question: { revision: 2 } }));
    await works();
    expect(kinds()).toEqual(['unreached']);
  });

  it('should not be taken for reached where the directory does not say who is to be asked', async () => {
    const nobody = { ...request, answers: { ...request.answers, department: 'nowhere' } };
    await commits(nobody);
    await works();
    expect(kinds()).toEqual(['unreached']);
    ports.people.fault = new Error('away');
    await work({ kind: 'request', id: request.id, commitId: 'c1' }, ports);
    expect(kinds()).toEqual(['unreached']);
  });

  it('should be told of when the mail in place of the card fails for good, and not before', async () => {
    const mailer = new FakeMailer();
    const mailing = { ...ports, mail: channelOf(mailer) };
    mailer.answers = () => ({ outcome: 'later', code: 'Http503', isAmbiguous: false });
    await commits(makeRequest({ revision: 1 }), ['cards', 'mails']);
    await works(mailing, 1 / 24);
    expect(kinds()).toEqual([]);
    await works(mailing);
    expect(ports.views.attention).toEqual([{ kind: 'unreached', request: request.id, code: 'Http503' }]);
  });

  it('should cost no call to the list where nothing has failed', async () => {
    const calls = [jest.spyOn(ports.views, 'clearAttention'), jest.spyOn(ports.requests, 'noteNotified')];
    const read = jest.spyOn(ports.requests, 'readAll');
    await ports.knows(headId);
    await works();
    expect(calls.map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
    // Before the work: its only round is settled as it was read.
    expect(read).toHaveBeenCalledTimes(1);
  });
});

describe('a step behind a request that failed to the end', () => {
  const away = () => Promise.reject(new Error('storage is away'));

  it('should stand on the list, and leave it once it is done', async () => {
    await ports.knows(headId);
    const { putAll } = ports.views;
    ports.views.putAll = away;
    await commits(request, ['views']);
    await works();
    expect([kinds(), await notified()]).toEqual([['todo-views'], ['todo-views']]);
    ports.views.putAll = putAll;
    await commits(request, ['views']);
    await works();
    expect([kinds(), await notified()]).toEqual([[], []]);
  });

  it('should leave it too where the night has mended the lists', async () => {
    await ports.knows(headId);
    const { putAll } = ports.views;
    ports.views.putAll = away;
    await commits(request, ['views']);
    await works();
    ports.views.putAll = putAll;
    for (let night = 0; night < 30 && kinds().length > 0; night += 1) {
      await reconcile(ports);
      ports.clock.pass({ days: 1 });
    }
    expect([kinds(), await notified()]).toEqual([[], []]);
  });

  it('should stand there as long as a draft is there that could not be deleted', async () => {
    await ports.knows(headId);
    await ports.drafts.save(makeDraft({ id: request.id }));
    const read = ports.drafts.read.bind(ports.drafts);
    ports.drafts.read = away;
    await commits(request, ['draft']);
    await works();
    ports.drafts.read = read;
    for (let night = 0; night < 99 && kinds().length > 0; night += 1) {
      expect([kinds(), await notified()]).toEqual([['todo-draft'], ['todo-draft']]);
      await reconcile(ports);
      if (kinds().length === 0) expect(await read(sponsorId, request.id)).toBeUndefined();
      ports.clock.pass({ days: 1 });
    }
    expect([kinds(), await notified()]).toEqual([[], []]);
  });

  it('should be told of a card that could not be redrawn, and no longer once it is', async () => {
    await ports.knows(headId, sponsorId);
    await works();
    const start = ports.clock.now();
    // The sponsor's card waits longer than the head's is tried, which costs that no further try.
    ports.chat.answers = ({ what }) => {
      if (what === 'update') return { outcome: 'later', code: 'Http503', isAmbiguous: true };
      const isBusy = start.until(ports.clock.now()).total('hours') < 60;
      return isBusy ? { outcome: 'later', code: 'Throttled', isAmbiguous: false, isRefused: true, afterSeconds: 3600 } : undefined;
    };
    const updates = () => ports.chat.sent.filter(({ what, person }) => what === 'update' && person === headId).length;
    await commits({ ...request, status: 'rejected', revision: 2, decision });
    await works(ports, 9);
    expect(updates()).toBe(11);
    expect(ports.views.attention).toEqual([{ kind: 'todo-cards', request: request.id, code: 'Http503' }]);
    await commits({ ...request, status: 'rejected', revision: 3, decision });
    await works(ports, 9);
    expect(updates()).toBe(22);
    delete ports.chat.answers;
    await commits({ ...request, status: 'rejected', revision: 4, decision });
    await works();
    expect(updates()).toBe(23);
    expect([kinds(), await notified()]).toEqual([[], []]);
  });
});
