import { anotherLikeThis } from '../../../bot/asking/another-like-this';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { headId, makeCommit, makeCopy, makePerson, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest();
const made = makeCopy({ person: sponsorId, message: { kind: 'made' }, activity: 'card-1' });
const told = makeCopy({ person: sponsorId, message: { kind: 'outcome', revision: 2 }, activity: 'card-2' });
beforeEach(async () => {
  ports = makePorts();
  await ports.requests.commit({ ...makeCommit({ request }), copies: [made, told] });
});

async function asks(person: string, cardActivity?: string): Promise<string> {
  const answer = await anotherLikeThis(
    { person, data: { request: request.id }, inputs: {}, isAutomatic: false, ...(cardActivity !== undefined && { cardActivity }) },
    ports,
  );
  return answer.kind === 'sentence' ? answer.text : textOf(answer.message.card);
}
const copies = async () => (await ports.requests.readAll(request.id))?.copies;

describe('another like this', () => {
  it('should let go of the card that became the draft, and of no other', async () => {
    expect(await asks(sponsorId, 'card-1')).toContain('Who is visiting, and why?');
    expect(await copies()).toEqual([{ ...made, failed: 'became-a-draft' }, told]);
  });

  it('should let go of nothing where the card is none of the request’s', async () => {
    await asks(sponsorId, 'card-9');
    await asks(sponsorId);
    expect(await copies()).toEqual([made, told]);
    expect(await ports.drafts.list(sponsorId, 5)).toHaveLength(2);
  });

  it('should start the draft also where that cannot be noted', async () => {
    ports.requests.noteCopies = () => Promise.reject(new Error('out of reach'));
    expect(await asks(sponsorId, 'card-1')).toContain('Who is visiting, and why?');
    expect(ports.lines).toMatchObject([{ level: 'warn' }]);
  });

  it.each([
    ['the head', headId],
    ['a stranger', strangerId],
  ])('should be refused %s, and start nothing', async (_who, person) => {
    expect(await asks(person, 'card-1')).toContain('This request does not exist or you do not have access to it.');
    expect(await ports.drafts.list(person, 5)).toEqual([]);
  });

  it('should be refused a sponsor who is no longer a member of staff', async () => {
    ports.people.person = async () => makePerson({ isStaff: false });
    expect(await asks(sponsorId, 'card-1')).toContain('Only members of staff');
    expect(await ports.drafts.list(sponsorId, 5)).toEqual([]);
    expect(await copies()).toEqual([made, told]);
  });
});
