import { nudgeDeciders } from '../../../bot/actions/nudge';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest();
beforeEach(async () => {
  ports = makePorts();
  ports.clock.set('2027-01-19T09:00:00');
  await ports.has(request);
});

async function nudges(person: string): Promise<string> {
  const answer = await nudgeDeciders({ person, data: { request: request.id, revision: 1 }, inputs: {}, isAutomatic: false }, ports);
  return answer.kind === 'sentence' ? answer.text : textOf(answer.message.card);
}

describe('reminding the deciders', () => {
  it('should be done once, and then say from when on', async () => {
    expect(await nudges(sponsorId)).toContain('You can remind them from Wed 20 Jan 2027 on.');
    expect(await nudges(sponsorId)).toContain('They have been asked or reminded just now.');
    expect((await ports.requests.read(request.id))?.value).toMatchObject({ nudged: { count: 1 }, revision: 1 });
  });

  it.each([
    ['a stranger', strangerId],
    ['the head', headId],
  ])('should be refused %s', async (_who, person) => {
    expect(await nudges(person)).toContain('There is nothing here for you to do.');
    expect((await ports.requests.read(request.id))?.value).toEqual(request);
  });
});
