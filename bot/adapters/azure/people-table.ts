import { odata, type TableClient } from '@azure/data-tables';
import type { Person, PersonId } from '../../domain/organisation/organisation';
import { inOrderOfName, isSearched, mostSearched, searchWords } from '../../domain/request/people-search';
import type { Conversation, Conversations } from '../../ports/chat';
import type { People } from '../../ports/directory';
import type { Clock } from '../../ports/system';
import { deleteRow, encodeKey, packJson, putRow, queryRows, type Row, readRow, unpackJson } from './table-client';

// Enough for every member of staff of a university; at the limit the cache is cleared.
const mostRemembered = 20_000;

// A person who leaves, or leaves the staff group, must not keep their rights for longer.
const personMinutes = 15;
const adminsMinutes = 15;
// If a stored conversation fails, look it up again.
const conversationMinutes = 15;
const adminPartition = 'role:admin';
const dailyPartition = 'role:daily';
const itPartition = 'role:it-service';

/** People and where they are reached, with the one writer of a person's record. */
export interface PeopleTable extends People, Conversations {
  /** Writes what the directory said of a person. Other processes see it after a day, a change of admins sooner. */
  save(person: Person): Promise<void>;
}

/**
 * Table `People`: partition the person, row `person` the record, row `chat:<bot id>` the conversation with that bot;
 * partition `mail:<address>` with whose it is; partition `role:admin` with a row for each admin who may act, `role:it-service` with one for each in IT; and `role:daily` with one for
 * each approver who wants one list a day. A record is kept in this process for a day; somebody
 * unknown is asked for again each time, as they may just have joined.
 */
export function peopleTable(table: TableClient, clock: Clock, botId: string): PeopleTable {
  const known = new Map<PersonId, { person: Person; until: number }>();
  const seen = new Map<string, string>();
  const found = new Map<PersonId, { conversation: Conversation; until: number }>();
  let admins: { ids: PersonId[]; it: PersonId[]; daily: PersonId[]; until: number } | undefined;

  const now = (): number => clock.now().epochMilliseconds;
  function know(person: Person): void {
    cacheEntry(known, person.id, { person, until: now() + personMinutes * 60_000 });
  }

  function meet(conversation: Conversation): void {
    cacheEntry(found, conversation.person, { conversation, until: now() + conversationMinutes * 60_000 });
  }

  async function personOf(id: PersonId): Promise<Person | undefined> {
    const cached = known.get(id);
    if (cached && cached.until > now()) return cached.person;
    const row = await readRow(table, encodeKey(id), 'person');
    if (!row) return undefined;
    const person = unpackJson<Person>(row);
    know(person);
    return person;
  }

  async function roles(): Promise<Omit<NonNullable<typeof admins>, 'until'>> {
    if (!admins || admins.until <= now()) admins = { ...(await readRoles(table)), until: now() + adminsMinutes * 60_000 };
    return admins;
  }

  return {
    person: personOf,
    // One look each is all there is.
    prefetch: async () => undefined,
    async byMail(address) {
      const row = await readRow(table, mailKey(address), 'person');
      const person = row && (await personOf(String(row.person)));
      // A person's row stays even if their address has changed.
      return person && mailKey(person.mail) === mailKey(address) ? person : undefined;
    },
    // There is no index: it reads everybody, of whom a local directory has some dozens.
    async search(typed) {
      const words = searchWords(typed);
      const found: Person[] = [];
      if (words.length === 0) return found;
      for await (const row of queryRows(table, odata`RowKey eq ${'person'} and json ne ${''}`)) {
        const person = unpackJson<Person>(row);
        if (person.isEnabled && isSearched(person, words)) found.push(person);
      }
      return inOrderOfName(found).slice(0, mostSearched);
    },
    name: async (id) => (await personOf(id))?.name,
    async save(person) {
      await putRow(table, { partitionKey: encodeKey(person.id), rowKey: 'person', ...packJson(person) });
      await putRow(table, { partitionKey: mailKey(person.mail), rowKey: 'person', person: person.id });
      await saveRole(table, person);
      know(person);
      admins = undefined;
    },
    admins: async () => (await roles()).ids,
    itService: async () => (await roles()).it,
    tellingOf: async (person) => ((await roles()).daily.includes(person) ? 'daily' : 'at-once'),
    async choose(person, telling) {
      const rowKey = encodeKey(person);
      if (telling === 'daily') await putRow(table, { partitionKey: dailyPartition, rowKey, person });
      else await deleteRow(table, dailyPartition, rowKey);
      admins = undefined;
    },
    async find(person, fresh) {
      const kept = fresh ? undefined : found.get(person);
      if (kept && kept.until > now()) return { ...kept.conversation };
      const row = await readRow(table, encodeKey(person), chatKey(botId));
      if (!row) return undefined;
      const conversation = unpackJson<Conversation>(row);
      rememberRow(seen, chatRow(conversation));
      meet(conversation);
      return { ...conversation };
    },
    async remember(conversation) {
      const row = chatRow(conversation);
      if (seen.get(cacheKey(row)) === row.json) return;
      await putRow(table, row);
      rememberRow(seen, row);
      if (conversation.botId === botId) meet({ ...conversation });
    },
  };
}

async function saveRole(table: TableClient, { id, isAdmin, isItService, isEnabled }: Person): Promise<void> {
  const rowKey = encodeKey(id);
  if (isAdmin && isEnabled) await putRow(table, { partitionKey: adminPartition, rowKey, person: id });
  else await deleteRow(table, adminPartition, rowKey);
  if (isItService && isEnabled) await putRow(table, { partitionKey: itPartition, rowKey, person: id });
  else await deleteRow(table, itPartition, rowKey);
}

/** All in one call: `role;` is what follows all that begins with `role:`. */
async function readRoles(table: TableClient): Promise<{ ids: PersonId[]; it: PersonId[]; daily: PersonId[] }> {
  const members = { ids: [] as PersonId[], it: [] as PersonId[], daily: [] as PersonId[] };
  const listOf: Record<string, PersonId[]> = { [dailyPartition]: members.daily, [itPartition]: members.it };
  for await (const row of queryRows(table, odata`PartitionKey ge ${'role:'} and PartitionKey lt ${'role;'}`))
    (listOf[row.partitionKey] ?? members.ids).push(String(row.person));
  return members;
}

/** Always the same order of properties, so that equal conversations are equal as text. */
function chatRow({ person, botId, conversation, serviceUrl, member }: Conversation): Row {
  return {
    partitionKey: encodeKey(person),
    rowKey: chatKey(botId),
    ...packJson({ person, botId, conversation, serviceUrl, member }),
  };
}

function chatKey(botId: string): string {
  return encodeKey(`chat:${botId}`);
}

function mailKey(address: string): string {
  return encodeKey(`mail:${address.trim().toLowerCase()}`);
}

function cacheKey(row: Row): string {
  return `${row.partitionKey} ${row.rowKey}`;
}

function rememberRow(seen: Map<string, string>, row: Row): void {
  cacheEntry(seen, cacheKey(row), String(row.json));
}

function cacheEntry<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.size >= mostRemembered) map.clear();
  map.set(key, value);
}
