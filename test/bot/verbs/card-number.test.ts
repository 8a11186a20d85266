import { viewOf } from '../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { verbs } from '../../../bot/domain/verbs/table';
import type { Verb } from '../../../bot/domain/verbs/verb';
import { viewRows } from '../../../bot/outbox/sync-views';
import { act } from '../../../bot/verbs/act';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { samplePeople } from '../../fakes/sample';
import { makeRequest, newRequestId } from '../../make';

const officer = { id: samplePeople.find(({ role }) => role === 'cardoffice')?.id ?? '', channel: 'tab' as const };
let ports: TestPorts;
let one: VisitorRequest;
let other: VisitorRequest;

beforeEach(async () => {
  ports = makePorts();
  ports.clock.set('2027-03-01T09:00');
  one = makeRequest({ id: newRequestId(), status: 'active' });
  other = makeRequest({ id: newRequestId(), status: 'active' });
  await ports.has(one);
  await ports.has(other);
});

const does = (verb: string, request: VisitorRequest, body: { words?: string; was?: string } = {}, of: Parameters<typeof act>[4] = ports) =>
  act(officer, { request: request.id, revision: 1 }, verb, body, of);
const issues = (request: VisitorRequest, words = 'A 4711', of?: Parameters<typeof act>[4]) => does('issue-card', request, { words }, of);
const taken = (by: VisitorRequest) => ({ kind: 'wrong', field: 'words', refusal: { refused: 'card-number-taken', by: by.id } });
/** The lists follow. */
async function listed(request: VisitorRequest): Promise<void> {
  const now = (await ports.requests.read(request.id))!.value;
  for (const { partition, row } of viewRows(request)) await ports.views.delete({ partition, row });
  await ports.views.delete({ partition: viewOf.cardNumber('A 4711'), row: request.id });
  await ports.views.putAll(viewRows(now));
}

describe('the number of an ID card', () => {
  it('should be refused beside the field where another request has it, by its reference alone, however it was typed', async () => {
    expect(await issues(one)).toMatchObject({ kind: 'done' });
    const refused = await issues(other, ' a  4711 ');
    expect(refused).toMatchObject(taken(one));
    expect(refused).toHaveProperty(
      'sentence',
      `${one.id} has a card with this number. Check the number, or open ${one.id} and correct it there.`,
    );
    // Nothing of the visitor, whom the other request is none of.
    expect(JSON.stringify((refused as { sentence: string }).sentence)).not.toContain('Fairweather');
    expect(await issues(other, 'A 4712')).toMatchObject({ kind: 'done' });
    for (const verb of ['replace-card', 'correct-card'])
      expect(await does(verb, other, { words: 'A 4711', was: 'A 4712' })).toMatchObject(taken(one));
  });

  it.each([
    ['was corrected', () => does('correct-card', one, { words: 'A 4799', was: 'A 4711' })],
    ['was replaced', () => does('replace-card', one, { words: 'A 4799', was: 'A 4711' })],
    ['was not issued after all', () => does('unissue-card', one, { was: 'A 4711' })],
  ])('should be free once the card of the other request %s, before the lists follow and after', async (_how, frees) => {
    await issues(one);
    await listed(one);
    await frees();
    expect(await issues(other)).toMatchObject({ kind: 'done' });
    expect((await ports.requests.read(other.id))?.value.issued?.number).toBe('A 4711');
  });

  it('should be refused in place of one that was collected and given to somebody else since', async () => {
    await issues(one);
    const { value, etag } = (await ports.requests.read(one.id))!;
    const ended = { ...value, status: 'ended' as const, events: value.events + 1 };
    const event = { ...(await ports.requests.readAll(one.id))!.events.at(-1)!, verb: 'end' };
    await ports.requests.commit({ commitId: 'end', etag, request: ended, event, detail: {}, todos: [] });
    expect(await does('collect-card', one, { was: 'A 4711' })).toMatchObject({ kind: 'done' });
    expect(await issues(other)).toMatchObject({ kind: 'done' });
    expect(await does('uncollect-card', one, { was: 'A 4711' })).toMatchObject({ refusal: { refused: 'card-number-taken', by: other.id } });
  });

  it('should be given to one of two at once; without the claim to both', async () => {
    const kinds = async (of?: Parameters<typeof act>[4]) =>
      (await Promise.all([issues(one, 'A 4711', of), issues(other, 'A 4711', of)])).map(({ kind }) => kind).sort();
    expect(await kinds()).toEqual(['done', 'wrong']);
    ports = makePorts();
    ports.clock.set('2027-03-01T09:00');
    await ports.has(one);
    await ports.has(other);
    const { givesCardNumber: _off, ...issueCard } = verbs['issue-card'];
    expect(await kinds({ ...ports, verbs: { ...verbs, 'issue-card': issueCard as Verb } })).toEqual(['done', 'done']);
  });

  it('should be claimed for minutes by a press that failed, and be free for its own request at once', async () => {
    const { commit } = ports.requests;
    ports.requests.commit = async () => {
      throw new Error('storage is away');
    };
    await expect(issues(one)).rejects.toThrow('away');
    ports.requests.commit = commit;
    expect(await issues(other)).toMatchObject(taken(one));
    ports.clock.pass({ minutes: 4 });
    expect(await issues(one)).toMatchObject({ kind: 'done' });
    ports.clock.pass({ minutes: 10 });
    expect(await issues(other)).toMatchObject(taken(one));
  });

  it('should be free for others some minutes after a press that failed', async () => {
    await ports.views.claimCard('A 4711', one.id, '2027-03-01T09:00:00Z');
    ports.clock.pass({ minutes: 4, seconds: 59 });
    expect(await issues(other)).toMatchObject(taken(one));
    ports.clock.pass({ seconds: 1 });
    expect(await issues(other)).toMatchObject({ kind: 'done' });
  });

  it('should be found by the lists where no claim is left, and leave none behind', async () => {
    await issues(one);
    await listed(one);
    await ports.views.releaseCard('A 4711', one.id);
    expect(await issues(other)).toMatchObject(taken(one));
    expect(await ports.views.claimCard('A 4711', 'VR-00000009', '2027-03-01T09:00:00Z')).toMatchObject({ request: 'VR-00000009' });
  });
});
