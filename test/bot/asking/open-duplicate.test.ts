import { openDuplicate } from '../../../bot/asking/open-duplicate';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { makeDraft, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest({ status: 'approved' });
const draft = makeDraft({ id: 'VR-00000001', step: 'visit', cardActivity: 'card-1' });
beforeEach(async () => {
  ports = makePorts();
  await ports.has(request);
  await ports.drafts.save(draft);
});

async function opens(id: string, inputs = {}): Promise<string> {
  const answer = await openDuplicate(
    {
      person: sponsorId,
      cardActivity: 'card-1',
      isAutomatic: false,
      inputs,
      data: { draft: draft.id, step: 'visit', revision: 1, request: id },
    },
    ports,
  );
  return answer.kind === 'sentence' ? answer.text : textOf(answer.message.card);
}

describe('opening the request for the same visitor', () => {
  it('should keep what was typed, and lead back', async () => {
    const text = await opens(request.id, { validFrom: '2027-03-01' });
    expect(text).toContain('Ottoline Fairweather');
    expect(text).toContain('Back');
    expect((await ports.drafts.read(sponsorId, draft.id))?.value.answers).toMatchObject({ validFrom: '2027-03-01' });
  });

  it('should leave the message to the draft, whatever becomes of the request', async () => {
    await opens(request.id);
    expect((await ports.requests.readAll(request.id))?.copies).toEqual([]);
  });

  it('should tell nothing of a request that is not theirs', async () => {
    const theirs = makeRequest({ id: 'VR-00000009', sponsor: strangerId, involved: [strangerId] });
    await ports.has(theirs);
    expect(await opens(theirs.id)).toBe(await opens('VR-0000000Z'));
    expect(await opens(theirs.id)).toContain('This request does not exist or you do not have access to it.');
  });
});
