import departmentsJson from '../../../../bot/data/departments.json';
import { loadDepartments, loadPolicy, personaRoles } from '../../../../bot/data/load';
import policyJson from '../../../../bot/data/policy.json';
import { localPeople, localPolicy, localZone, seed } from '../../../../functions/local/storage/seed';
import { StoryClock } from '../../../fakes/story-clock';
import { openTestStorage, testBotId } from '../../../setup/azurite-storage';

describe('the sample data of local mode', () => {
  it('should be all there, however often it is written, with the chats that were known', async () => {
    const { storage, again } = await openTestStorage();
    await seed(storage);
    const sponsor = localPeople[0]!;
    const chat = { person: sponsor.id, botId: testBotId, conversation: 'a:1', serviceUrl: 'http://127.0.0.1:1/', member: '29:1' };
    await storage.conversations.remember(chat);
    await seed(storage);
    const fresh = again();
    const departments = await fresh.departments.all();
    expect(departments.length).toBeGreaterThanOrEqual(60);
    expect(departments.map(({ id }) => id).sort()).toEqual(
      loadDepartments(departmentsJson)
        .map(({ id }) => id)
        .sort(),
    );
    for (const person of [sponsor, localPeople.at(-1)!])
      expect(await fresh.people.person(person.id)).toMatchObject({ name: person.name, mail: person.mail });
    expect(await fresh.conversations.find(sponsor.id)).toEqual(chat);
  });

  it('should have one person for each part', () => {
    expect(localPeople.flatMap(({ role }) => role ?? []).sort()).toEqual([...personaRoles].sort());
  });

  it.each([
    ['2026-01-15', 0],
    ['2027-05-31', 0],
    ['2027-06-01', 1],
    ['2027-08-01', 1],
    ['2040-01-15', 13],
  ])('should on %s have the end of the academic year of %s years after the sample', (today, years) => {
    const sample = { ...loadPolicy(policyJson) };
    expect(sample.validTo).toBe('2027-07-31');
    const clock = new StoryClock();
    clock.set(`${today}T09:00`);
    expect({ ...localPolicy(clock) }).toEqual({ ...sample, validTo: `${2027 + years}-07-31` });
  });

  it('should have its end of the academic year ahead also after the clock was moved', () => {
    const clock = new StoryClock();
    const policy = localPolicy(clock);
    expect(policy.validTo).toBe('2027-07-31');
    clock.set('2028-12-01T12:00');
    expect(policy.validTo).toBe('2029-07-31');
  });

  it('should live by the organisation’s clock', () => {
    expect(localZone).toBe('Europe/London');
  });
});
