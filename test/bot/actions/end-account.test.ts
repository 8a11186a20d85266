import { askEnd, askShorten, endAccount, shortenAccount } from '../../../bot/actions/end-account';
import type { Answer } from '../../../bot/turn';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest({ status: 'active', revision: 4 });
beforeEach(async () => {
  ports = makePorts();
  ports.clock.set('2027-03-01T09:00:00');
  await ports.has(request);
});
const text = (answer: Answer) => (answer.kind === 'sentence' ? answer.text : textOf(answer.message.card));
const pressOf = (person: string, revision = 4) => ({
  person,
  data: { request: request.id, revision, until: '2027-04-30' },
  inputs: {},
  isAutomatic: false,
});

describe('ending or shortening an account', () => {
  it.each([
    ['end', askEnd, 'End this account today?'],
    ['shorten', askShorten, 'On which day should this account end?'],
  ] as const)('should ask before it changes anything: %s', async (_verb, ask, question) => {
    expect(text(await ask(pressOf(sponsorId), ports))).toContain(question);
    expect(text(await ask(pressOf(sponsorId, 3), ports))).toContain('nothing was changed');
    expect(text(await ask(pressOf(strangerId), ports))).toContain('There is nothing here for you to do.');
    expect((await ports.requests.readAll(request.id))?.events).toHaveLength(1);
  });

  it('should not ask the head for a day, which is not theirs to set', async () => {
    expect(text(await askShorten(pressOf(headId), ports))).toContain('There is nothing here for you to do.');
    expect(text(await askEnd(pressOf(headId), ports))).toContain('End this account today?');
  });

  it('should be done with one event each', async () => {
    await shortenAccount(pressOf(sponsorId), ports);
    await shortenAccount(pressOf(sponsorId), ports);
    await endAccount(pressOf(sponsorId, 5), ports);
    const verbs = (await ports.requests.readAll(request.id))?.events.map(({ verb }) => verb);
    expect(verbs).toEqual(['request', 'shorten', 'end']);
    expect((await ports.requests.read(request.id))?.value).toMatchObject({ status: 'ended', validTo: '2027-04-30' });
  });
});
