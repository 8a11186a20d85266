import { requestAgain } from '../../../bot/asking/request-again';
import { isOver, statuses } from '../../../bot/domain/statuses/table';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { makeCommit, makeCopy, makeRequest, sponsorId } from '../../make';

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

async function asks(request: string, cardActivity?: string): Promise<string> {
  const answer = await requestAgain(
    { person: sponsorId, data: { request }, inputs: {}, isAutomatic: false, ...(cardActivity !== undefined && { cardActivity }) },
    ports,
  );
  const shown = answer.kind === 'sentence' ? answer.posts : answer;
  return shown ? textOf(shown.message.card) : '';
}

describe('ask again', () => {
  it.each(statuses)('should start a draft for what is over, and for nothing else: %s', async (status) => {
    const request = makeRequest({ status });
    await ports.has(request);
    await asks(request.id);
    expect(await ports.drafts.list(sponsorId, 5)).toMatchObject(isOver(status) ? [{ follows: request.id, step: 'review' }] : []);
  });

  it('should be there from midnight after the last day, though nothing has moved the request yet', async () => {
    const request = makeRequest({ status: 'active', validFrom: '2026-09-01', validTo: '2027-01-17' });
    await ports.has(request);
    await asks(request.id);
    expect(await ports.drafts.list(sponsorId, 5)).toMatchObject([{ follows: request.id }]);
  });

  it('should stand in a message of its own, and leave the pressed card to the request', async () => {
    const request = makeRequest({ status: 'rejected' });
    const copy = makeCopy({ person: sponsorId, message: { kind: 'outcome', revision: 2 }, activity: 'card-2' });
    await ports.requests.commit({ ...makeCommit({ request }), copies: [copy] });
    expect(await asks(request.id, 'card-2')).toContain('This repeats');
    expect((await ports.requests.readAll(request.id))?.copies).toEqual([copy]);
  });

  it('should look after the copy of the photo before it is made', async () => {
    const request = makeRequest({ status: 'rejected' });
    await ports.has(request);
    await ports.photos.put(request.answers.photo?.blob ?? '', Uint8Array.of(1, 2, 3));
    const order: string[] = [];
    const [{ put }, { enqueue }] = [ports.photos, ports.queue];
    ports.photos.put = async (blob, jpeg) => (order.push('put'), await put.call(ports.photos, blob, jpeg));
    ports.queue.enqueue = async (message, delay) => (
      order.push(`${message.kind} in ${delay}`), await enqueue.call(ports.queue, message, delay)
    );
    await asks(request.id);
    expect(order).toEqual(['photo in 600', 'put']);
  });

  it('should not copy a photo that nobody would look after', async () => {
    const request = makeRequest({ status: 'rejected' });
    await ports.has(request);
    await ports.photos.put(request.answers.photo?.blob ?? '', Uint8Array.of(1, 2, 3));
    ports.queue.enqueue = () => Promise.reject(new Error('out of reach'));
    ports.photos.put = () => Promise.reject(new Error('must not be called'));
    expect(await asks(request.id)).toContain('An ID card needs a photo.');
    expect(ports.lines).toMatchObject([{ level: 'warn', fields: { fault: 'Error' } }]);
    expect(JSON.stringify(ports.lines)).not.toMatch(/Fairweather|Ottoline/);
  });
});
