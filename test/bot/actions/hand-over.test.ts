import { findSuccessor, offerRequest } from '../../../bot/actions/hand-over';
import type { Answer } from '../../../bot/turn';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
let asked: string[];
const request = makeRequest({ status: 'active', revision: 4 });
beforeEach(async () => {
  ports = makePorts();
  ports.clock.set('2027-03-01T09:00:00');
  await ports.has(request);
  asked = [];
  const byMail = ports.people.byMail.bind(ports.people);
  ports.people.byMail = async (address) => {
    asked.push(address);
    return byMail(address);
  };
});
const text = (answer: Answer) => (answer.kind === 'sentence' ? answer.text : textOf(answer.message.card));
const finds = async (person: string, mail: string, revision = 4) =>
  text(await findSuccessor({ person, data: { request: request.id, revision, mail }, inputs: {}, isAutomatic: false }, ports));

describe('looking for a successor', () => {
  it('should ask the directory for an address, as it was typed but for the space around it', async () => {
    expect(await finds(sponsorId, ' gwilym.ap-rhys@bantshire.example ')).toContain('Gwilym Ap-Rhys, gwilym.ap-rhys@bantshire.example');
    expect(asked).toEqual(['gwilym.ap-rhys@bantshire.example']);
  });

  it('should ask it nothing for what is no address', async () => {
    for (const mail of ['', ' ', 'gwilym', '@', 'a@', '@b', 'a@b@c', 'a b@c', 'a@b\u0000', `${'a'.repeat(200)}@b`])
      expect(await finds(sponsorId, mail)).toContain('No member of staff has this address.');
    expect(asked).toEqual([]);
  });

  it('should ask it nothing for whoever may not offer, or on an older card', async () => {
    for (const person of [strangerId, headId])
      expect(await finds(person, 'gwilym.ap-rhys@bantshire.example')).toContain('There is nothing here for you to do.');
    expect(await finds(sponsorId, 'gwilym.ap-rhys@bantshire.example', 3)).toContain('nothing was changed');
    expect(asked).toEqual([]);
  });

  it('should offer to whom the card names, by an id of any case', async () => {
    const data = { request: request.id, revision: 4, to: strangerId.toUpperCase() };
    await offerRequest({ person: sponsorId, data, inputs: {}, isAutomatic: false }, ports);
    expect((await ports.requests.read(request.id))?.value.handover).toMatchObject({ to: strangerId, by: sponsorId });
  });
});
