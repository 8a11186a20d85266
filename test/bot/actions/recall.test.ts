import { approveRequest } from '../../../bot/actions/decide';
import { recallDecision } from '../../../bot/actions/recall';
import { buttonsOf } from '../../fakes/card-form';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { deputyId, headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest();
const pressOf = (person: string, revision: number) => ({ person, data: { request: request.id, revision }, inputs: {}, isAutomatic: false });
beforeEach(async () => {
  ports = makePorts();
  await ports.has(request);
  await approveRequest(pressOf(headId, 1), ports);
});

async function takesBack(person: string, revision = 2): Promise<{ text: string; buttons: string[] }> {
  const answer = await recallDecision(pressOf(person, revision), ports);
  if (answer.kind === 'sentence') return { text: answer.text, buttons: [] };
  return { text: textOf(answer.message.card), buttons: buttonsOf(answer.message.card).map(({ title }) => title) };
}
const stored = async () => (await ports.requests.read(request.id))?.value;

describe('taking a decision back', () => {
  it('should open the question again, on the card that was pressed', async () => {
    const { text, buttons } = await takesBack(headId);
    expect(text).toMatch(
      /^A visitor request for you to decide[^]*The decision was taken back by Eleanor Brightwater on Mon 18 Jan 2027 at 10:15\./,
    );
    expect(buttons).toEqual(['Approve', 'Return with a question', 'Reject', 'Approve with a change']);
    expect(await stored()).toMatchObject({ status: 'pending', revision: 3 });
  });

  it.each([
    ['a deputy', deputyId, 'Only whoever decided can take the decision back.'],
    ['the sponsor', sponsorId, 'There is nothing here for you to do.'],
    ['a stranger', strangerId, 'There is nothing here for you to do.'],
  ])('should be refused %s in a sentence, and change nothing', async (_who, person, sentence) => {
    expect((await takesBack(person)).text).toContain(sentence);
    expect(await stored()).toMatchObject({ status: 'approved', revision: 2 });
  });

  it('should be refused who decided once ten minutes have passed, on a card without the button', async () => {
    ports.clock.pass({ minutes: 10 });
    const { text, buttons } = await takesBack(headId);
    expect(text).toContain('A decision can be taken back for 10 minutes, and they have passed. It stands.');
    expect(text).toContain('Approved by Eleanor Brightwater');
    expect(buttons).toEqual(['End now']);
    expect(await stored()).toMatchObject({ status: 'approved', revision: 2 });
  });

  it('should be refused when the account has become active in these minutes', async () => {
    const late = makeRequest({ id: 'VR-00000001', validFrom: '2027-01-19' });
    await ports.has(late);
    ports.clock.set('2027-01-18T23:55:00');
    await approveRequest({ ...pressOf(headId, 1), data: { request: late.id, revision: 1 } }, ports);
    ports.clock.set('2027-01-19T00:00:00');
    const answer = await recallDecision({ ...pressOf(headId, 2), data: { request: late.id, revision: 2 } }, ports);
    expect(answer.kind === 'card' && textOf(answer.message.card)).toContain('The account is active already');
    expect((await ports.requests.read(late.id))?.value.status).toBe('approved');
  });

  it('should answer a second press, and one on what is not there, without doing anything', async () => {
    await takesBack(headId);
    expect((await takesBack(headId)).text).toContain('nothing was changed');
    expect(await stored()).toMatchObject({ status: 'pending', revision: 3 });
    const nothing = await recallDecision({ ...pressOf(headId, 1), data: { request: 'VR-00000000', revision: 1 } }, ports);
    expect(nothing.kind === 'card' && textOf(nothing.message.card)).toContain('There is nothing here for you to do.');
  });
});
