import { keepOneAfterAll, letEndOne, reapproveOne } from '../../../bot/actions/reapprove';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const request = makeRequest({ status: 'active', revision: 4 });
beforeEach(async () => {
  ports = makePorts();
  ports.clock.set('2027-08-10T09:00:00');
  await ports.has(request);
});
const stored = async () => (await ports.requests.read(request.id))?.value;

describe('one account of several', () => {
  it('should be kept until the day given, on the revision seen, and answer once more with how it stands', async () => {
    expect(await reapproveOne(request.id, 4, '2027-12-31', sponsorId, ports)).toMatchObject({
      kind: 'done',
      request: { validTo: '2027-12-31', revision: 5 },
      before: { validTo: '2027-08-31' },
    });
    expect(await reapproveOne(request.id, 4, '2027-12-31', sponsorId, ports)).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'moved-on' },
      request: { validTo: '2027-12-31' },
    });
  });

  it('should be let end, and kept after all', async () => {
    expect(await letEndOne(request.id, 4, sponsorId, ports)).toMatchObject({ kind: 'done', request: { ending: { by: sponsorId } } });
    expect(await keepOneAfterAll(request.id, 5, sponsorId, ports)).toMatchObject({ kind: 'done' });
    expect(await stored()).not.toHaveProperty('ending');
  });

  it('should be nobody else’s, and say which is not there', async () => {
    for (const person of [strangerId, headId]) {
      expect(await reapproveOne(request.id, 4, '2027-12-31', person, ports)).toMatchObject({ refusal: { refused: 'not-yours' } });
      expect(await letEndOne(request.id, 4, person, ports)).toMatchObject({ refusal: { refused: 'not-yours' } });
    }
    expect(await letEndOne('VR-ZZZZZZZZ', 4, sponsorId, ports)).toEqual({ kind: 'unknown' });
    expect(await stored()).toEqual(request);
  });

  it('should be left as it is while the directory does not answer', async () => {
    ports.people.fault = new Error('away');
    await expect(reapproveOne(request.id, 4, '2027-12-31', sponsorId, ports)).rejects.toThrow('away');
    expect(await stored()).toEqual(request);
  });
});
