import { retry } from '../../../bot/domain/messages/delivery';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { work } from '../../../bot/jobs/work';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeCommit, makeDecision, makeDraft, makeRequest, sponsorId } from '../../make';

let ports: TestPorts;
beforeEach(async () => {
  ports = makePorts();
  await ports.knows(headId, sponsorId);
});

const request = makeRequest();
const ofFirst = { kind: 'request', id: request.id, commitId: 'commit-1' } as const;
const first = () => makeCommit({ request, todos: ['views', 'cards', 'draft'] });
const todos = async () => (await ports.requests.readAll(request.id))?.todos.map(({ value }) => value) ?? [];
const later = () => ({ outcome: 'later', code: 'Http503', isAmbiguous: true }) as const;

describe('a message of the queue', () => {
  it.each([
    undefined,
    null,
    'x',
    {},
    [],
    { kind: 'request' },
    { kind: 'request', id: '../x', commitId: '' },
    { kind: 'draft', id: request.id, sponsor: 'me' },
    { kind: 'pay', id: request.id },
  ])('should be dropped, not tried again, where it is none of ours: %j', async (message) => {
    await work(message, ports);
    expect(ports.lines).toEqual([expect.objectContaining({ level: 'error' })]);
    expect(ports.queue.take()).toEqual([]);
  });

  it('should do every todo once, and nothing when it comes again', async () => {
    await ports.requests.commit(first());
    await ports.drafts.save(makeDraft({ id: request.id }));
    await work(ofFirst, ports);
    expect(await todos()).toEqual([]);
    expect(ports.chat.sent.map(({ what, person }) => [what, person])).toEqual([['post', headId]]);
    expect((await ports.views.list(`sponsor:${sponsorId}`, 5)).rows).toHaveLength(1);
    expect(await ports.drafts.read(sponsorId, request.id)).toBeUndefined();
    await work(ofFirst, ports);
    expect(ports.chat.sent).toHaveLength(1);
    expect(ports.queue.take()).toEqual([]);
  });

  it('should look once more, and only once, for a commit that is not there yet', async () => {
    await work(ofFirst, ports);
    expect(ports.queue.waiting()).toEqual([{ message: { ...ofFirst, attempt: 1 }, delaySeconds: 15 }]);
    await work(ports.queue.take()[0], ports);
    expect(ports.queue.take()).toEqual([]);
  });

  it('should look once more for its commit also where it found older work to do', async () => {
    await ports.requests.commit(first());
    await work({ ...ofFirst, commitId: 'commit-2' }, ports);
    expect(ports.queue.take()).toEqual([{ ...ofFirst, commitId: 'commit-2', attempt: 1 }]);
  });

  it('should wait while another worker holds the lease, and take over from a dead one', async () => {
    await ports.requests.commit(first());
    await ports.requests.takeLease(request.id, ports.clock.now().toInstant(), 60);
    await work(ofFirst, ports);
    expect(ports.chat.sent).toEqual([]);
    expect(ports.queue.waiting()).toEqual([{ message: ofFirst, delaySeconds: 5 }]);
    ports.clock.pass({ seconds: 60 });
    await work(ports.queue.take()[0], ports);
    expect(ports.chat.sent).toHaveLength(1);
  });

  it('should do what a commit adds while it is working', async () => {
    const commit = first();
    await ports.requests.commit(commit);
    ports.chat.answers = () => {
      delete ports.chat.answers;
      void ports.requests.read(request.id).then(async (stored) => ports.requests.commit(makeDecision(commit, stored?.etag ?? '')));
      return undefined;
    };
    await work(ofFirst, ports);
    expect(await todos()).toEqual([]);
    expect(ports.chat.sent.map(({ what, person }) => `${what} ${person === headId ? 'head' : 'sponsor'}`)).toEqual([
      'post head',
      'update head',
    ]);
  });

  it('should let the lease go when it fails', async () => {
    await ports.requests.commit(first());
    ports.requests.readAll = () => Promise.reject(new Error('out of reach'));
    await expect(work(ofFirst, ports)).rejects.toThrow('out of reach');
    expect(await ports.requests.takeLease(request.id, ports.clock.now().toInstant(), 60)).toBeDefined();
  });
});

describe('what comes in while a piece of work begins or ends', () => {
  const decided = async () => {
    const stored = await ports.requests.read(request.id);
    await ports.requests.commit({ ...makeDecision(first(), stored?.etag ?? ''), todos: ['views', 'cards'] });
  };
  /** Lets something happen just before the first call of this method. */
  function before(method: 'settle' | 'takeLease', happens: () => Promise<unknown>): void {
    const { requests } = ports;
    const real = requests[method].bind(requests) as (...given: unknown[]) => Promise<never>;
    requests[method] = async (...given: unknown[]) => {
      Object.assign(requests, { [method]: real });
      await happens();
      return await real(...given);
    };
  }
  const told = () => ports.chat.sent.map(({ what, person }) => `${what} ${person === headId ? 'head' : 'sponsor'}`);

  it('should be a commit of which nothing is lost', async () => {
    await ports.requests.commit(first());
    before('settle', decided);
    await work(ofFirst, ports);
    expect(await todos()).toEqual([]);
    expect(told()).toEqual(['post head', 'update head']);
    expect((await ports.views.list('status:approved', 5)).rows).toHaveLength(1);
    expect((await ports.views.list('status:pending', 5)).rows).toEqual([]);
  });

  it('would be a commit that nobody hears of, were its tag not looked at (negative control)', async () => {
    await ports.requests.commit(first());
    const { requests } = ports;
    const settle = requests.settle.bind(requests);
    requests.settle = async (lease, settled) => {
      const { viewsEtag } = (await requests.readAll(request.id))!;
      return await settle(lease, { ...settled, viewsEtag });
    };
    before('settle', decided);
    await work(ofFirst, ports);
    expect([await todos(), told()]).toEqual([[], ['post head']]);
    expect((await ports.views.list('status:approved', 5)).rows).toEqual([]);
  });

  it('should be another worker who did it all between our look and our lease: nothing is done twice', async () => {
    await ports.requests.commit(first());
    before('takeLease', () => work(ofFirst, ports));
    await work(ofFirst, ports);
    expect(told()).toEqual(['post head']);
    expect(ports.queue.waiting()).toEqual([{ message: ofFirst, delaySeconds: 5 }]);
  });

  it('would be done twice, were the lease had by an old look (negative control)', async () => {
    await ports.requests.commit(first());
    const { requests } = ports;
    const takeLease = requests.takeLease.bind(requests);
    requests.takeLease = (id, now, seconds) => takeLease(id, now, seconds);
    before('takeLease', () => work(ofFirst, ports));
    await work(ofFirst, ports);
    expect(told()).toEqual(['post head', 'post head']);
  });

  it('should be another worker who takes an old lease: what is left stays its own, and the message comes again', async () => {
    await ports.requests.commit(first());
    before('settle', async () => {
      ports.clock.pass({ seconds: 60 });
      await ports.requests.takeLease(request.id, ports.clock.now().toInstant(), 60);
    });
    await work(ofFirst, ports);
    expect((await todos()).map(({ target }) => target).sort()).toEqual(['cards', 'draft', 'views']);
    expect(ports.queue.waiting()).toEqual([{ message: ofFirst, delaySeconds: 5 }]);
    ports.clock.pass({ seconds: 60 });
    await work(ports.queue.take()[0], ports);
    expect([await todos(), told()]).toEqual([[], ['post head']]);
  });
});

describe('a todo that fails', () => {
  it('should be tried at growing intervals, then shown to admins and dropped', async () => {
    await ports.requests.commit(first());
    ports.chat.answers = later;
    const waits: number[] = [];
    for (let message: unknown = ofFirst; message; ) {
      await work(message, ports);
      const [next] = ports.queue.waiting();
      message = ports.queue.take()[0];
      if (next) waits.push(next.delaySeconds);
      ports.clock.pass({ seconds: next?.delaySeconds ?? 0 });
    }
    expect(waits).toEqual(retry.delays);
    expect(ports.chat.sent).toHaveLength(retry.delays.length + 1);
    expect(ports.views.attention).toEqual([{ kind: 'unreached', request: request.id, code: 'Http503' }]);
    expect(await todos()).toEqual([]);
  });

  it('should wait as long as the channel says, where that is longer', async () => {
    await ports.requests.commit(first());
    ports.chat.answers = () => ({ ...later(), afterSeconds: 120 });
    await work(ofFirst, ports);
    expect(ports.queue.waiting()).toMatchObject([{ delaySeconds: 120 }]);
    expect(await todos()).toEqual([{ target: 'cards', attempts: 0, notBefore: '2027-01-18T10:17:00Z' }]);
  });

  it('should not be tried before its time, and keep a message of its own, however many come', async () => {
    await ports.requests.commit(first());
    ports.chat.answers = () => ({ ...later(), afterSeconds: 120 });
    await work(ofFirst, ports);
    // As after a crash between the note and its message.
    ports.queue.take();
    ports.clock.pass({ milliseconds: 60_500 });
    await work(ofFirst, ports);
    expect(ports.chat.sent).toHaveLength(1);
    expect(ports.queue.waiting()).toMatchObject([{ delaySeconds: 60 }]);
  });

  it('should stop no other: the lists are written, the other people told', async () => {
    const decided: VisitorRequest = {
      ...request,
      status: 'rejected',
      revision: 2,
      events: 2,
      decision: { verb: 'reject', by: headId, at: '2027-01-18T10:15:00Z', channel: 'teams', words: 'No.', outcomeRevision: 2 },
    };
    const commit = first();
    await ports.requests.commit({
      ...commit,
      copies: [
        {
          person: headId,
          channel: 'teams',
          message: { kind: 'ask', revision: 1 },
          activity: 'a1',
          shownRevision: 1,
          shownStatus: 'pending',
        },
      ],
    });
    await ports.requests.commit({
      ...commit,
      commitId: 'commit-2',
      etag: (await ports.requests.read(request.id))?.etag ?? '',
      request: decided,
    });
    ports.chat.answers = ({ person }) => (person === headId ? later() : undefined);
    await work({ ...ofFirst, commitId: 'commit-2' }, ports);
    expect(ports.chat.sent.map(({ what, person }) => [what, person])).toEqual([
      ['update', headId],
      ['post', sponsorId],
    ]);
    expect((await ports.views.list('status:rejected', 5)).rows).toHaveLength(1);
    expect((await todos()).map(({ target }) => target)).toEqual(['cards']);
  });
});

describe('a draft’s own message', () => {
  const message = { kind: 'draft', id: request.id, sponsor: sponsorId } as const;

  it('should redraw the card of a draft at its review', async () => {
    await ports.drafts.save(makeDraft({ id: request.id, step: 'review', cardActivity: 'c1' }));
    await work(message, ports);
    expect(ports.chat.sent).toMatchObject([{ what: 'update', person: sponsorId, activity: 'c1' }]);
  });

  it.each([
    ['at another step', makeDraft({ id: request.id, step: 'who', cardActivity: 'c1' })],
    ['without a known card', makeDraft({ id: request.id, step: 'review' })],
  ])('should leave a draft alone that is %s', async (_what, draft) => {
    await ports.drafts.save(draft);
    await work(message, ports);
    expect(ports.chat.sent).toEqual([]);
  });

  it('should do nothing for a draft that is gone', async () => {
    await work(message, ports);
    expect(ports.chat.sent).toEqual([]);
  });
});
