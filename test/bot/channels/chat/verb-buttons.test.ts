import { pressVerb } from '../../../../bot/channels/chat/verb-buttons';
import type { Answer } from '../../../../bot/ports/turn';
import type { VerbStep } from '../../../../cards/actions';
import { buttonsOf } from '../../../fakes/card-form';
import { makePorts, type TestPorts } from '../../../fakes/ports';
import { textOf } from '../../../journeys/steps';
import { deputyId, headId, makeRequest, sponsorId, strangerId } from '../../../make';

let ports: TestPorts;
let asked: string[];
const former = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e001';
const running = makeRequest({ status: 'active', revision: 4, involved: [former, sponsorId] });
const pending = makeRequest({ id: 'VR-7K3M9QX0' });
beforeEach(async () => {
  ports = makePorts();
  ports.clock.set('2027-03-01T09:00:00');
  await ports.has(running);
  await ports.has(pending);
  asked = [];
  const byMail = ports.people.byMail.bind(ports.people);
  ports.people.byMail = async (address) => {
    asked.push(address);
    return byMail(address);
  };
});

async function press(
  step: VerbStep,
  verb: string,
  person: string,
  {
    request = running,
    revision = request.revision,
    ...inputs
  }: { request?: typeof running; revision?: number; [input: string]: unknown } = {},
): Promise<Answer> {
  const answer = await pressVerb(step, verb, { person, data: { request: request.id, revision }, inputs, isAutomatic: false }, ports);
  if (!answer) throw new Error('Nothing answered.');
  return answer;
}
const text = (answer: Answer) => (answer.kind === 'sentence' ? answer.text : textOf(answer.message.card));
const eventsOf = async ({ id } = running) => (await ports.requests.readAll(id))?.events.map(({ verb }) => verb);
const nothing = 'This request does not exist or you do not have access to it.';

describe('a verb that asks first', () => {
  it.each([
    ['end', /End this account/],
    ['shorten', /On which day should this account end\?/],
    ['offer-handover', /Who should become the sponsor\?/],
  ])('should ask before it changes anything: %s', async (verb, question) => {
    expect(text(await press('ask', verb, sponsorId))).toMatch(question);
    expect(text(await press('ask', verb, sponsorId, { revision: 3 }))).toContain('nothing was done');
    expect(text(await press('ask', verb, strangerId))).toContain(nothing);
    expect(await eventsOf()).toHaveLength(1);
  });

  it('should not ask the head for a day, which is not theirs to set', async () => {
    expect(text(await press('ask', 'shorten', headId))).toContain(nothing);
    expect(text(await press('ask', 'end', headId))).toContain('End this account');
  });

  it('should log whoever it is not offered to', async () => {
    await press('ask', 'shorten', headId);
    expect(ports.lines).toContainEqual(expect.objectContaining({ fields: expect.objectContaining({ person: headId, verb: 'shorten' }) }));
  });
});

describe('a verb that is done', () => {
  it('should answer with the request as it is then', async () => {
    expect(text(await press('do', 'end', sponsorId))).toContain('Ended by Marisol Okafor');
    expect(text(await press('do', 'end', sponsorId))).toContain('nothing was done');
    expect(await eventsOf()).toEqual(['request', 'end']);
  });

  it('should put a problem beside its field, with what was typed', async () => {
    expect(text(await press('do', 'shorten', sponsorId, { until: 'soon' }))).toMatch(/Enter a date[^]*You entered: soon/);
    expect(text(await press('do', 'reject', headId, { request: pending, words: ' ' }))).toContain('Please write a few words');
  });

  it('should tell a stranger the same of what is there as of what is not', async () => {
    const real = await press('do', 'end', strangerId);
    expect(real).toEqual(await press('do', 'end', strangerId, { request: makeRequest({ id: 'VR-ZZZZZZZZ', revision: 4 }) }));
    expect(text(real)).toContain(nothing);
  });

  it('should show a former sponsor how it stands', async () => {
    expect(text(await press('do', 'end', former))).toMatch(/nothing was done[^]*Fairweather/);
  });

  it('should be nothing of ours where it carries something else', async () => {
    const odd = { person: headId, data: { request: pending.id, revision: 1 }, inputs: { idCard: 'maybe' }, isAutomatic: false };
    expect(await pressVerb('do', 'approve-changed', odd, ports)).toBeUndefined();
    expect(await pressVerb('find', 'approve', odd, ports)).toBeUndefined();
    expect(await eventsOf(pending)).toEqual(['request']);
  });
});

describe('taking a decision back', () => {
  const decided = { ...pending, revision: 2 };
  beforeEach(async () => {
    ports.clock.set('2027-01-18T10:15:00');
    await press('do', 'approve', headId, { request: pending });
  });

  it('should open the question again, on the card that was pressed', async () => {
    const answer = await press('do', 'recall', headId, { request: decided });
    expect(text(answer)).toContain('You reversed your decision on Mon 18 Jan 2027 at 10:15.');
    const card = answer.kind === 'card' ? answer.message.card : {};
    expect(buttonsOf(card).map(({ title }) => title)).toEqual([
      'Approve',
      'Reject',
      'Return with a question',
      'Approve with changes',
      'Ask my deputy',
    ]);
  });

  it.each([
    ['a deputy', deputyId, 'Only the person who made the decision can undo it.'],
    ['the sponsor, who sees how it stands', sponsorId, 'nothing was done'],
    ['a stranger', strangerId, nothing],
  ])('should be refused %s in a sentence', async (_who, person, sentence) => {
    expect(text(await press('do', 'recall', person, { request: decided }))).toContain(sentence);
    expect(await eventsOf(pending)).toEqual(['request', 'approve']);
  });

  it('should be refused who decided once ten minutes have passed, on a card without the button', async () => {
    ports.clock.pass({ minutes: 10 });
    const answer = await press('do', 'recall', headId, { request: decided });
    expect(text(answer)).toContain('10 minutes');
    expect(buttonsOf(answer.kind === 'card' ? answer.message.card : {}).map(({ title }) => title)).not.toContain('Undo my decision');
  });
});

describe('naming a colleague', () => {
  it('should ask the directory for an address, as it was typed but for the space around it', async () => {
    expect(text(await press('find', 'offer-handover', sponsorId, { mail: ' gwilym.ap-rhys@bantshire.example ' }))).toContain(
      'Gwilym Ap-Rhys, gwilym.ap-rhys@bantshire.example',
    );
    expect(asked).toEqual(['gwilym.ap-rhys@bantshire.example']);
  });

  it('should ask it nothing for what is no address', async () => {
    for (const mail of ['', ' ', 'gwilym', '@', 'a@', '@b', 'a@b@c', 'a b@c', 'a@b\u0000', `${'a'.repeat(200)}@b`])
      expect(text(await press('find', 'offer-handover', sponsorId, { mail }))).toContain('No member of staff has this address.');
    expect(asked).toEqual([]);
  });

  it('should ask it nothing for whoever may not offer, or on an older card', async () => {
    const mail = 'gwilym.ap-rhys@bantshire.example';
    for (const person of [strangerId, headId]) expect(text(await press('find', 'offer-handover', person, { mail }))).toContain(nothing);
    expect(text(await press('find', 'offer-handover', sponsorId, { mail, revision: 3 }))).toContain('nothing was done');
    expect(asked).toEqual([]);
  });

  it('should offer to whom the card names, by an id of any case', async () => {
    await press('do', 'offer-handover', sponsorId, { to: strangerId.toUpperCase() });
    expect((await ports.requests.read(running.id))?.value.handover?.open).toMatchObject({ to: strangerId, by: sponsorId });
  });

  it('should wait while the directory does not answer', async () => {
    ports.people.byMail = async () => {
      throw new Error('away');
    };
    expect(text(await press('find', 'offer-handover', sponsorId, { mail: 'a@b.example' }))).toContain('so nothing was done');
  });
});
