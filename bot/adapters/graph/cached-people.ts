import type { Person, PersonId } from '../../domain/organisation/organisation';
import type { People } from '../../ports/directory';
import type { DirectoryTable } from '../azure/directory-table';
import { adminsKey, itServiceKey } from './graph-people';

/**
 * People as last cached, at any age, without calling the directory. For dry runs, which grant no rights; throws for a
 * person who is not cached.
 */
export function knownPeople({ read }: Pick<DirectoryTable, 'read'>): People {
  async function kept<T>(about: string): Promise<T> {
    const record = await read<T>(about);
    if (!record) throw new Error('nobody has asked the directory about this yet');
    return record.value;
  }
  return {
    person: (id) => kept<Person>(id),
    prefetch: async () => undefined,
    name: async (id) => (await read<Person>(id))?.value.name,
    admins: () => kept<PersonId[]>(adminsKey),
    itService: () => kept<PersonId[]>(itServiceKey),
    // Kept by id only.
    async byMail() {
      throw new Error('nobody is kept by an address');
    },
    async search() {
      throw new Error('nobody is searched among those who are kept');
    },
  };
}
