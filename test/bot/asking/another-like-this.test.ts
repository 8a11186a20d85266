import { anotherLikeThis } from '../../../bot/asking/another-like-this';
import type { Answer } from '../../../bot/ports/turn';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { headId, makeCommit, makeCopy, makePerson, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest();
const made = makeCopy({ person: sponsorId, message: { kind: 'made' }, activity: 'card-1' });
beforeEach(async () => {
  ports = makePorts();
  await ports.requests.commit({ ...makeCommit({ request }), copies: [made] });
});

async function asks(person: string, cardActivity?: string): Promise<Answer> {
  return await anotherLikeThis(
    { person, data: { request: request.id }, inputs: {}, isAutomatic: false, ...(cardActivity !== undefined && { cardActivity }) },
    ports,
  );
}

function textOfAnswer(answer: Answer): string {
  const shown = answer.kind === 'sentence' ? answer.posts : answer;
  return shown ? textOf(shown.message.card) : '';
}
const drafts = () => ports.drafts.list(sponsorId, 5);

describe('another like this', () => {
  it('should put the draft into a message of its own, and leave the pressed card to the request', async () => {
    const answer = await asks(sponsorId, 'card-1');
    expect(answer).toMatchObject({ kind: 'sentence', text: 'Your draft is in a new message at the end of this chat.' });
    expect(textOfAnswer(answer)).toContain('Who is visiting, and why?');
    expect((await ports.requests.readAll(request.id))?.copies).toEqual([made]);
    if (answer.kind === 'sentence') await answer.posts?.sent?.('new-card');
    expect(await drafts()).toMatchObject([{ cardActivity: 'new-card' }]);
  });

  it('should be one draft where the press comes again, and another once that has been filled in', async () => {
    await asks(sponsorId, 'card-1');
    expect(textOfAnswer(await asks(sponsorId, 'card-1'))).toContain('Who is visiting, and why?');
    const [draft] = await drafts();
    expect(await drafts()).toHaveLength(1);
    const stored = (await ports.drafts.read(sponsorId, draft!.id))!;
    await ports.drafts.save({ ...stored.value, revision: 2 }, stored.etag);
    await asks(sponsorId, 'card-1');
    expect(await drafts()).toHaveLength(2);
  });

  it('should be started also where its message cannot be noted', async () => {
    const answer = await asks(sponsorId, 'card-1');
    ports.drafts.read = () => Promise.reject(new Error('out of reach'));
    if (answer.kind === 'sentence') await answer.posts?.sent?.('new-card');
    expect(ports.lines).toMatchObject([{ level: 'warn' }]);
  });

  it.each([
    ['the head', headId],
    ['a stranger', strangerId],
  ])('should be refused %s, and start nothing', async (_who, person) => {
    expect(textOfAnswer(await asks(person, 'card-1'))).toContain('This request does not exist or you do not have access to it.');
    expect(await ports.drafts.list(person, 5)).toEqual([]);
  });

  it('should be refused a sponsor who is no longer a member of staff', async () => {
    ports.people.person = async () => makePerson({ isStaff: false });
    expect(textOfAnswer(await asks(sponsorId, 'card-1'))).toContain('Only members of staff');
    expect(await ports.drafts.list(sponsorId, 5)).toEqual([]);
  });
});
