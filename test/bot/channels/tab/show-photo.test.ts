import { showPhoto } from '../../../../bot/channels/tab/show-photo';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { makePorts } from '../../../fakes/ports';
import { makePerson, makeRequest, newRequestId, strangerId } from '../../../make';

const cardOffice = makePerson({ id: strangerId, isCardOffice: true });

async function given(change: Partial<VisitorRequest>) {
  const ports = { ...makePorts(), chatUrl: () => '' };
  const request = makeRequest({ id: newRequestId(), ...change });
  await ports.has(request);
  await ports.photos.put(request.answers.photo?.blob ?? '', Uint8Array.of(0xff, 0xd8));
  const answer = await showPhoto(cardOffice, request.id, ports);
  const events = (await ports.requests.read(request.id))?.value.events;
  return { kind: answer.kind, views: (events ?? 0) - request.events };
}

describe('a photo that the card office asks for', () => {
  it('should be given while a card is to be made, and each view be recorded', async () => {
    expect(await given({ status: 'approved' })).toEqual({ kind: 'jpeg', views: 1 });
    expect(await given({ status: 'active' })).toEqual({ kind: 'jpeg', views: 1 });
  });

  it('should be refused without a record where none is to be made', async () => {
    const withoutCard = { ...makeRequest().answers, idCard: false };
    for (const change of [{ status: 'pending' }, { status: 'ended' }, { status: 'active', answers: withoutCard }] as const) {
      expect(await given(change)).toEqual({ kind: 'problem', views: 0 });
    }
  });
});
