import type { Storage } from '../../../../bot/adapters/azure/storage';
import { knownPeople } from '../../../../bot/adapters/graph/cached-people';
import { adminId, makePerson, sponsorId, strangerId } from '../../../make';
import { openTestStorage } from '../../../setup/azurite-storage';

let directory: Storage['directory'];
beforeAll(async () => {
  directory = (await openTestStorage()).storage.directory;
  const lookedUpAt = '2026-01-18T10:15:00Z';
  await directory.write(sponsorId, { value: makePerson(), lookedUpAt });
  await directory.write('role:admins', { value: [adminId], lookedUpAt });
});

describe('people as the product knows them', () => {
  it('should be told however old the word of the directory is', async () => {
    const people = knownPeople(directory);
    expect(await people.person(sponsorId)).toEqual(makePerson());
    expect(await people.name(sponsorId)).toBe('Marisol Okafor');
    expect(await people.admins()).toEqual([adminId]);
  });

  it('should not make somebody gone of whom nothing is kept', async () => {
    const people = knownPeople(directory);
    await expect(people.person(strangerId)).rejects.toThrow('nobody has asked');
    expect(await people.name(strangerId)).toBeUndefined();
    await expect(people.byMail('marisol.okafor@bantshire.example')).rejects.toThrow('nobody is kept by an address');
    await expect(people.search('marisol')).rejects.toThrow('nobody is searched');
    await directory.forget('role:admins');
    await expect(people.admins()).rejects.toThrow('nobody has asked');
  });
});
