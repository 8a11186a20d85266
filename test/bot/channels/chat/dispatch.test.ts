import { answerTurn } from '../../../../bot/channels/chat/dispatch';
import type { Turn } from '../../../../bot/ports/turn';
import { type ActionName, actions } from '../../../../cards/actions';
import { makePorts, type TestPorts } from '../../../fakes/ports';
import { textOf } from '../../../journeys/steps';
import { headId, makeRequest, sponsorId, strangerId } from '../../../make';

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

async function textFor(act: Turn['act'], person = sponsorId): Promise<string> {
  const given = await answerTurn({ person, act }, ports);
  if (given.kind === 'dialog') return given.url;
  if (given.kind === 'closed') return '';
  return given.kind === 'sentence' ? given.text : textOf(given.message.card);
}

const press = (verb: string, data: Record<string, unknown> = {}): Turn['act'] => ({ kind: 'pressed', verb, data, isAutomatic: false });

describe('dispatch', () => {
  it('should greet on installation', async () => {
    expect(await textFor({ kind: 'installed' })).toContain('I can help you request accounts');
  });

  it.each([
    ['new visitor', 'Which school or professional service is the visitor coming to?'],
    ['my visitors', 'You have no visitors yet.'],
    ['waiting for me', 'Nothing is waiting for your decision.'],
    ['find', 'Write “find” and the beginning of a name'],
    ['find status', 'No visitors found.'],
    ['status VR-00000000', 'This request does not exist or you do not have access to it.'],
    ['help', 'I can help you request accounts'],
    ['qwerty', 'I did not understand that.'],
  ])('should find what answers “%s”', async (text, expected) => {
    expect(await textFor({ kind: 'said', text })).toContain(expected);
  });

  it.each(Object.keys(actions) as ActionName[])('should answer %s by an action of its own', async (name) => {
    const data = {
      draft: 'VR-00000000',
      request: 'VR-00000000',
      revision: 1,
      step: 'who',
      field: 'validTo',
      suggestion: '3-months',
      list: { from: 0 },
      visitors: [],
      shown: [],
      ticked: [],
      does: 'reapprove',
      telling: 'daily',
      to: '99999999-aaaa-4bbb-8ccc-000000000099',
    };
    const text = await textFor(press(actions[name].verb, data));
    expect(text).not.toBe('');
    expect(text).not.toContain('This button no longer works.');
  });

  it.each(['', 'approved', 'constructor', '__proto__', 'hasOwnProperty'])('should say that a button “%s” does not exist', async (verb) => {
    expect(await textFor(press(verb))).toContain('This button no longer works.');
    expect(ports.lines).toEqual([expect.objectContaining({ level: 'warn' })]);
  });

  it.each([
    ['approve', {}],
    ['photo-dialog', { draft: '../x' }],
    ['photo-dialog', {}],
  ])('should open no dialog for “%s” with %j', async (verb, data) => {
    expect(await textFor({ kind: 'opens', verb, data })).toContain('This button no longer works.');
    expect(ports.lines).toEqual([expect.objectContaining({ level: 'warn' })]);
  });

  it('should open the one dialog that there is', async () => {
    const data = { draft: 'VR-00000000', msteams: { type: 'task/fetch' } };
    expect(await textFor({ kind: 'opens', verb: 'photo-dialog', data })).toContain('This draft is no longer here');
  });

  it('should let no fault of storage pass for an answer', async () => {
    ports.requests.read = () => Promise.reject(new Error('out of reach'));
    await expect(textFor(press('approve', { request: 'VR-00000000', revision: 1 }))).rejects.toThrow('out of reach');
  });

  it('should take the person from the turn, never from the card', async () => {
    const request = makeRequest();
    await ports.has(request);
    const data = { request: request.id, revision: 1, person: headId, from: { aadObjectId: headId } };
    expect(await textFor(press('approve', data), strangerId)).toContain('This request does not exist or you do not have access to it.');
    expect((await ports.requests.read(request.id))?.value.status).toBe('pending');
    expect(await textFor(press('approve', data), headId)).toContain('Approved by Eleanor Brightwater');
  });
});
