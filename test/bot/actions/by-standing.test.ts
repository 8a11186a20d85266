import { answerTo, answerToRefusal, changeByStanding, onceKnown } from '../../../bot/actions/by-standing';
import { end } from '../../../bot/domain/reapproval';
import { refusalSentence } from '../../../bot/domain/wording';
import type { Answer } from '../../../bot/turn';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const unknownId = '99999999-aaaa-4bbb-8ccc-000000000099';
const request = makeRequest({ status: 'active', involved: ['c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e001', sponsorId] });
beforeEach(async () => {
  ports = makePorts();
  await ports.has(request);
});

const text = (answer: Answer) => (answer.kind === 'sentence' ? answer.text : textOf(answer.message.card));

describe('the answer to a press', () => {
  const press = (person: string) => ({ actor: { id: person, channel: 'teams' as const }, now: ports.clock.now(), seen: 1 });
  const ends = (person: string) =>
    changeByStanding(request.id, person, (current, standing) => end(current, standing, press(person)), ports);

  it('should be the request as it is now', async () => {
    expect(text(await answerTo(await ends(sponsorId), sponsorId, ports))).toContain('Ended by Marisol Okafor');
  });

  it('should tell a stranger the same of what is there as of what is not', async () => {
    const real = await answerTo(await ends(strangerId), strangerId, ports);
    expect(real).toEqual(await answerTo({ kind: 'unknown' }, strangerId, ports));
    expect(real).toEqual(await answerTo(await ends(unknownId), unknownId, ports));
    expect(text(real)).toContain('There is nothing here for you to do.');
    expect(ports.lines).toContainEqual({
      level: 'warn',
      fields: { request: request.id, person: strangerId, channel: 'teams', refused: 'not-yours' },
      what: expect.any(String),
    });
  });

  it('should show a former sponsor how it stands', async () => {
    const former = request.involved[0] ?? '';
    expect(text(await answerTo(await ends(former), former, ports))).toMatch(/nothing was changed[^]*Fairweather/);
  });

  it.each(['not-staff', 'own-request'] as const)('should show a stranger nothing, whatever the refusal: %s', async (refused) => {
    expect(text(await answerToRefusal({ refused }, request, strangerId, ports))).toContain('There is nothing here for you to do.');
  });

  it('should be a sentence at the top where no field is there to be mended', async () => {
    const refusal = { refused: 'not-a-date' } as const;
    expect(text(await answerToRefusal(refusal, request, sponsorId, ports))).toContain(refusalSentence(refusal, ports.policy));
  });

  it('should leave the card as it stands while somebody else changes it', async () => {
    expect(await answerTo({ kind: 'busy' }, sponsorId, ports)).toMatchObject({ kind: 'sentence' });
  });
});

describe('onceKnown', () => {
  it('should not act while the directory does not answer', async () => {
    let acted = 0;
    const act = async (): Promise<Answer> => ({ kind: 'sentence', text: `acted ${(acted += 1)}` });
    expect(await onceKnown(sponsorId, ports, act)).toEqual({ kind: 'sentence', text: 'acted 1' });
    ports.people.fault = new Error('away');
    expect(text(await onceKnown(sponsorId, ports, act))).toContain('so nothing was changed');
    expect(acted).toBe(1);
  });
});
