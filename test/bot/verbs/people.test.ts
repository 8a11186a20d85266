import { standingOf } from '../../../bot/verbs/people';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { samplePeople } from '../../fakes/sample';
import { deputyId, headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const unknownId = '99999999-aaaa-4bbb-8ccc-000000000099';
const request = makeRequest({ status: 'active' });
beforeEach(async () => {
  ports = makePorts();
  await ports.has(request);
});

const changes = async (id: string, overrides: object) => {
  const known = samplePeople.find((one) => one.id === id);
  if (known) await ports.people.save({ ...known, ...overrides });
};

describe('standingOf', () => {
  it('should tell who presses and who decides', async () => {
    const standing = await standingOf(request, strangerId, ports);
    expect(standing?.person).toMatchObject({ id: strangerId, isStaff: true });
    expect(standing?.deciders).toMatchObject({ ask: [headId], may: [headId, deputyId] });
    expect(standing?.isSponsorGone).toBe(false);
  });

  it.each([
    ['is disabled', { isEnabled: false }],
    ['is staff no longer', { isStaff: false }],
  ])('should take a sponsor for gone who %s', async (_how, overrides) => {
    await changes(sponsorId, overrides);
    expect((await standingOf(request, headId, ports))?.isSponsorGone).toBe(true);
  });

  it('should take a sponsor for gone whom the directory does not know', async () => {
    expect((await standingOf({ ...request, sponsor: unknownId }, headId, ports))?.isSponsorGone).toBe(true);
  });

  it('should take nobody for gone of whom the directory does not answer', async () => {
    const person = ports.people.person.bind(ports.people);
    ports.people.person = async (id) => {
      if (id === sponsorId) throw new Error('away');
      return person(id);
    };
    await changes(sponsorId, { isEnabled: false });
    expect((await standingOf(request, headId, ports))?.isSponsorGone).toBe(false);
  });

  it('should throw where it does not answer for whoever presses, and know nothing of somebody unknown', async () => {
    expect(await standingOf(request, unknownId, ports)).toBeUndefined();
    ports.people.fault = new Error('away');
    await expect(standingOf(request, headId, ports)).rejects.toThrow('away');
  });
});
