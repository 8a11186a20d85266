import type { Copy } from '../../../bot/ports/requests';
import { showRequest } from '../../../bot/shown/show-request';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { adminId, deputyId, headId, makeCommit, makeCopy, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest();
beforeEach(async () => {
  ports = makePorts();
  await ports.requests.commit({ ...makeCommit({ request }), copies: [makeCopy()] });
});

async function opens(
  person: string,
  extra: { isAutomatic?: boolean; cardActivity?: string } = { cardActivity: 'list-1' },
): Promise<string> {
  const answer = await showRequest({ person, data: { request: request.id }, inputs: {}, isAutomatic: false, ...extra }, ports);
  return answer.kind === 'sentence' ? answer.text : textOf(answer.message.card);
}
const opened = async () => (await ports.requests.readAll(request.id))?.copies.filter(({ message }) => message.kind === 'opened') ?? [];

describe('opening a request', () => {
  it.each([
    ['sponsor', sponsorId, 'Your visitor request'],
    ['head', headId, 'A visitor request for your decision'],
    ['deputy', deputyId, 'A visitor request for your decision'],
    ['admin', adminId, 'Visitor request'],
  ])('should show it to the %s in their own way, and note the card', async (_who, person, heading) => {
    expect(await opens(person)).toMatch(new RegExp(`^${heading}\n`));
    expect(await opened()).toEqual([
      {
        person,
        channel: 'teams',
        message: { kind: 'opened', at: expect.stringMatching(/^[0-9a-f]{16}$/) },
        activity: 'list-1',
        // The client shows it already: drawn once more, it would take what is being typed with it.
        shownRevision: request.revision,
        shownStatus: 'pending',
        openedAt: '2027-01-18T10:15:00Z',
      },
    ]);
    expect(ports.queue.waiting()).toMatchObject([{ message: { kind: 'reach', id: request.id, attempt: 1 } }]);
  });

  it.each<[string, Copy['form'], number]>([
    ['the line', 'line', request.revision],
    ['what has closed, as Teams keeps that without a button,', 'closed', 0],
  ])('should note of %s what the client or Teams shows', async (_what, form, shownRevision) => {
    const news = makeCopy({ person: headId, message: { kind: 'outcome', revision: 2 }, activity: 'line-1', ...(form && { form }) });
    await ports.requests.noteCopies(request.id, [{ ...news, shownRevision: 0, shownStatus: '' }]);
    await opens(headId, { cardActivity: 'line-1' });
    const copies = (await ports.requests.readAll(request.id))?.copies ?? [];
    expect(copies.find(({ activity }) => activity === 'line-1')).toMatchObject({ shownRevision, openedAt: '2027-01-18T10:15:00Z' });
  });

  it('should note nothing for a stranger, who would be shown the outcome in it later', async () => {
    expect(await opens(strangerId)).toContain('This request does not exist or you do not have access to it.');
    expect(await opened()).toEqual([]);
  });

  it('should note nothing where the card is a copy already, or nobody pressed', async () => {
    await opens(headId, { cardActivity: makeCopy().activity ?? '' });
    await opens(headId, { cardActivity: 'list-1', isAutomatic: true });
    await opens(headId, {});
    expect(await opened()).toEqual([]);
  });

  it('should show it also where the note cannot be written', async () => {
    ports.requests.noteCopies = () => Promise.reject(new Error('out of reach'));
    expect(await opens(headId)).toContain('A visitor request for your decision');
    expect(ports.lines).toMatchObject([{ level: 'warn' }]);
  });
});
