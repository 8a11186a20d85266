import { withdraw } from '../../../bot/domain/request/lifecycle';
import { type Change, isRefusal } from '../../../bot/domain/request/refusal';
import { changeRequest, createRequest } from '../../../bot/verbs/perform';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { makeCommit, makeEvent, makeRequest, sponsorId } from '../../make';

let ports: TestPorts;
let calls: string[];
beforeEach(() => {
  ports = makePorts();
  calls = [];
  const [putWake, enqueue, commit] = [
    ports.views.putWake.bind(ports.views),
    ports.queue.enqueue.bind(ports.queue),
    ports.requests.commit.bind(ports.requests),
  ];
  ports.views.putWake = async (at, id) => (calls.push('wake'), await putWake(at, id));
  ports.queue.enqueue = async (message, delay) => (calls.push('message'), await enqueue(message, delay));
  ports.requests.commit = async (one) => (calls.push('commit'), await commit(one));
});

const request = makeRequest();
const made: Change = { request, event: makeEvent(), detail: {} };
const takeBack = (current = request) => withdraw(current, { actor: { id: sponsorId, channel: 'teams' }, now: ports.clock.now(), seen: 1 });

describe('saving a new request', () => {
  it('should write the wake row, then the message, then the commit', async () => {
    expect(await createRequest(made, [], ports)).toMatchObject({ kind: 'done' });
    expect(calls).toEqual(['wake', 'message', 'commit']);
    const stored = await ports.requests.readAll(request.id);
    expect(ports.queue.waiting()).toEqual([{ message: { kind: 'request', id: request.id, commitId: stored?.commitId }, delaySeconds: 1 }]);
    expect(stored?.todos.map(({ value }) => value.target).sort()).toEqual(['cards', 'draft', 'mails', 'views']);
  });

  it('should answer a second time with what is stored', async () => {
    await createRequest(made, [], ports);
    expect(await createRequest(made, [], ports)).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'moved-on' },
      request: { id: request.id },
    });
  });

  it.each(['wake', 'message'])('should not commit where the %s cannot be written', async (what) => {
    const fault = () => Promise.reject(new Error('out of reach'));
    if (what === 'wake') ports.views.putWake = fault;
    else ports.queue.enqueue = fault;
    await expect(createRequest(made, [], ports)).rejects.toThrow('out of reach');
    expect(await ports.requests.read(request.id)).toBeUndefined();
  });
});

describe('changing a request', () => {
  beforeEach(async () => {
    await ports.has(request);
    calls.length = 0;
  });

  it('should write no wake row where there is no further one', async () => {
    expect(await changeRequest(request.id, takeBack, ports)).toMatchObject({
      kind: 'done',
      request: { status: 'withdrawn' },
      before: { status: 'pending' },
    });
    expect(calls).toEqual(['message', 'commit']);
  });

  it.each([
    ['stands', request.validTo, ['message', 'commit']],
    ['moves', '2027-01-19', ['wake', 'message', 'commit']],
  ])('should write a wake row where it moves alone: it %s', async (_, validTo, written) => {
    const changed: Change = { ...made, request: { ...request, validFrom: '2027-01-19', validTo, revision: 2, events: request.events + 1 } };
    expect(await changeRequest(request.id, () => changed, ports)).toMatchObject({ kind: 'done' });
    expect(calls).toEqual(written);
  });

  it('should bring nothing in line for a change that nobody sees', async () => {
    const quiet = makeRequest({ id: 'VR-00000002' });
    await ports.requests.commit(makeCommit({ request: quiet, todos: [] }));
    expect(await changeRequest(quiet.id, takeBack, ports, { isUnseen: true })).toMatchObject({ kind: 'done' });
    expect((await ports.requests.readAll(quiet.id))?.todos).toEqual([]);
    await changeRequest(request.id, takeBack, ports);
    expect((await ports.requests.readAll(request.id))?.todos).toHaveLength(3);
  });

  it('should write nothing for a refusal, and say so of a request that is not there', async () => {
    expect(await changeRequest(request.id, () => ({ refused: 'not-yours' }), ports)).toMatchObject({
      kind: 'refused',
      request: { id: request.id },
    });
    expect(await changeRequest('VR-00000000', takeBack, ports)).toEqual({ kind: 'unknown' });
    expect(calls).toEqual([]);
  });

  it('should let the rules answer again on the state that the winner left', async () => {
    const seen: number[] = [];
    ports.requests.beforeCommit = async () => {
      delete ports.requests.beforeCommit;
      expect(await changeRequest(request.id, takeBack, ports)).toMatchObject({ kind: 'done' });
    };
    const outcome = await changeRequest(
      request.id,
      (current) => {
        seen.push(current.revision);
        return takeBack(current);
      },
      ports,
    );
    expect(seen).toEqual([1, 2]);
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { refused: 'moved-on' }, request: { status: 'withdrawn' } });
    expect((await ports.requests.readAll(request.id))?.events).toHaveLength(2);
  });

  it('should give up politely on a request that never stands still', async () => {
    ports.requests.commit = async () => (calls.push('commit'), 'lost');
    expect(await changeRequest(request.id, takeBack, ports)).toEqual({ kind: 'busy' });
    expect(calls.filter((call) => call === 'commit')).toHaveLength(4);
  });

  it.each(['lost', 'fault'])('should know its own commit again whose answer was %s', async (how) => {
    const commit = ports.requests.commit;
    ports.requests.commit = async (one) => {
      await commit(one);
      if (how === 'fault') throw new Error('no answer');
      return 'lost';
    };
    expect(await changeRequest(request.id, takeBack, ports)).toMatchObject({ kind: 'done', request: { status: 'withdrawn' } });
    expect((await ports.requests.readAll(request.id))?.events).toHaveLength(2);
  });

  it('should throw the fault of a commit that was not applied', async () => {
    ports.requests.commit = () => Promise.reject(new Error('no answer'));
    await expect(changeRequest(request.id, takeBack, ports)).rejects.toThrow('no answer');
    expect(isRefusal(takeBack())).toBe(false);
  });
});
