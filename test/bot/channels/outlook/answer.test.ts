import { answerOutlook, type OutlookAnswerPorts } from '../../../../bot/channels/outlook/answer';
import { actionUrl } from '../../../../bot/shown/outlook-link';
import { outlookWorld } from '../../../fakes/outlook-token';
import { makePorts, type TestPorts } from '../../../fakes/ports';
import { textOf } from '../../../journeys/steps';
import { headId, makeRequest, sponsorId } from '../../../make';

let ports: TestPorts & OutlookAnswerPorts;
beforeEach(async () => {
  const made = makePorts();
  ports = {
    ...made,
    rememberedPeople: made.people,
    outlook: { ...outlookWorld, openUrl: (place?: string) => `https://teams.example/${place ?? 'chat'}` },
  };
});

async function press(verb: string, { person = headId, revision = 1, words = '' } = {}) {
  const link = { verb, seen: { request: 'VR-7K3M9QXA', revision }, recipient: person };
  const path = new URL(actionUrl(ports.publicUrl, link, outlookWorld.linkKeys, ports.clock.now())).pathname.slice('/api/outlook/'.length);
  return await answerOutlook({ person, path, words }, ports);
}

describe('a press in Outlook', () => {
  it('should decide as the person of the token, in Outlook', async () => {
    await ports.has(makeRequest());
    expect(await press('reject', { words: 'No room.' })).toMatchObject({ kind: 'card' });
    expect(ports.requests.all()).toMatchObject([{ status: 'rejected', decision: { by: headId, channel: 'outlook', words: 'No room.' } }]);
    expect(await ports.requests.readAll('VR-7K3M9QXA')).toMatchObject({ events: [{}, { actor: headId, channel: 'outlook' }] });
  });

  it('should lead from a card that is over to its request in Teams', async () => {
    await ports.has(makeRequest());
    const link = { verb: 'approve', seen: { request: 'VR-7K3M9QXA', revision: 1 }, recipient: headId };
    const mailedAt = ports.clock.now().subtract({ days: 31 });
    const path = new URL(actionUrl(ports.publicUrl, link, outlookWorld.linkKeys, mailedAt)).pathname.slice('/api/outlook/'.length);
    const answer = await answerOutlook({ person: headId, path, words: '' }, ports);
    expect(JSON.stringify(answer)).toContain('"https://teams.example/request/VR-7K3M9QXA"');
    expect(ports.requests.all()).toMatchObject([{ status: 'pending' }]);
  });

  it('should keep the words of an approval as its note, as they are', async () => {
    await ports.has(makeRequest());
    await press('approve', { words: '2027-05-31;none;no' });
    expect(ports.requests.all()).toMatchObject([{ status: 'approved', validTo: '2027-08-31', decision: { words: '2027-05-31;none;no' } }]);
  });

  it('should approve with the terms that the body holds, and with no others', async () => {
    await ports.has(makeRequest());
    for (const words of [
      '',
      '2027-05-31',
      'validTo=2027-05-31',
      '2027-05-31;-',
      '2027-05-31;-;-;-',
      '2027-05-31;student-like;-',
      '2027-05-31;-;no',
    ])
      expect(await press('approve-changed', { words })).toMatchObject({ kind: 'card' });
    expect(ports.requests.all()).toMatchObject([{ status: 'pending', revision: 1 }]);
    await press('approve-changed', { words: '2027-05-31;-;yes\r\n' });
    expect(ports.requests.all()).toMatchObject([{ status: 'approved', validTo: '2027-05-31', answers: { idCard: true } }]);
  });

  it('should approve no change of a request for whoever asked for it', async () => {
    await ports.has(makeRequest());
    expect(await press('approve-changed', { person: sponsorId, words: '2027-05-31;-;-' })).toMatchObject({ kind: 'refused' });
    expect(ports.requests.all()).toMatchObject([{ status: 'pending', revision: 1 }]);
  });

  it('should refuse whoever is involved, in words that say why', async () => {
    await ports.has(makeRequest({ involved: [sponsorId, headId] }));
    const answer = await press('approve');
    expect(answer).toMatchObject({
      kind: 'refused',
      sentence: 'You made or changed this request, so someone else has to decide it.',
    });
    expect(textOf('card' in answer ? answer.card : {})).not.toContain('Ottoline');
    expect(ports.lines).toContainEqual(
      expect.objectContaining({
        fields: { request: 'VR-7K3M9QXA', person: headId, channel: 'outlook', verb: 'approve', outcome: 'own-request' },
      }),
    );
  });

  it('should say that somebody else is at it where it loses every race, and keep the card', async () => {
    await ports.has(makeRequest());
    ports.requests.commit = async () => 'lost';
    expect(await press('approve')).toEqual({
      kind: 'later',
      sentence: 'Someone else is updating this. Please try again.',
    });
  });

  it('should change nothing by looking', async () => {
    await ports.has(makeRequest());
    expect(await press('show', { words: 'x' })).toMatchObject({ kind: 'card' });
    expect(ports.requests.all()).toMatchObject([{ status: 'pending', revision: 1 }]);
    expect(ports.queue.waiting()).toEqual([]);
  });
});
