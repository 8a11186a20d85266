import { odata, type TableClient } from '@azure/data-tables';
import type { Digest, DigestKey, DigestStore } from '../../ports/digests';
import type { Stored } from '../../ports/stored';
import { encodeKey, encodeKeyPart, insertRow, packJson, queryRows, readRow, replaceRow, unpackJson } from './table-client';

/** Table `Digests`: partition the person, row `<kind>:<date>`. */
export function digestTable(table: TableClient): DigestStore {
  return {
    async read(key) {
      const { partitionKey, rowKey } = digestKeys(key);
      const row = await readRow(table, partitionKey, rowKey);
      return row && { value: digestOf(unpackJson<Digest | CountedDigest>(row)), etag: row.etag };
    },
    async sentBefore(key, from) {
      const { partitionKey, rowKey: before } = digestKeys(key);
      const since = digestKeys({ ...key, date: from }).rowKey;
      const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${since} and RowKey lt ${before} and state eq ${'sent'}`;
      const sent: Stored<Digest>[] = [];
      for await (const row of queryRows(table, filter))
        sent.push({ value: digestOf(unpackJson<Digest | CountedDigest>(row)), etag: row.etag });
      return sent;
    },
    async *openSince(date) {
      for await (const row of queryRows(table, odata`PartitionKey ge ${''}`)) {
        const { person, kind, date: of, state, mail } = digestOf(unpackJson<Digest | CountedDigest>(row));
        if (of >= date && (state === 'open' || mail?.state === 'open')) yield { person, kind, date: of };
      }
    },
    async save(digest, etag) {
      const row = { ...digestKeys(digest), state: digest.state, ...packJson(digest) };
      const saved = etag === undefined ? await insertRow(table, row) : await replaceRow(table, row, etag);
      return saved === undefined ? 'lost' : 'saved';
    },
  };
}

/** As rows were before each attempt was noted: with their number. */
type CountedDigest = Omit<Digest, 'attempts' | 'mail'> & {
  attempts: number;
  mail?: { state: 'open' | 'sent' | 'failed' | 'none'; attempts: number; isAmbiguous?: true; reserved?: string };
};

function digestOf(stored: Digest | CountedDigest): Digest {
  if (typeof stored.attempts !== 'number') return stored as Digest;
  const { attempts, mail: counted, ...digest } = stored as CountedDigest;
  const at = `${digest.date}T00:00:00Z`;
  const attemptsOf = (count: number, isAmbiguous?: true) => {
    const counts = Array.from({ length: count }, (_, place) => ({
      at,
      code: 'failed',
      ...(isAmbiguous && place === 0 && { isAmbiguous }),
    }));
    return count > 0 ? { attempts: counts } : {};
  };
  if (!counted) return { ...digest, ...attemptsOf(attempts) };
  const { attempts: mailAttempts, isAmbiguous, ...mail } = counted;
  return { ...digest, ...attemptsOf(attempts), mail: { ...mail, ...attemptsOf(mailAttempts, isAmbiguous) } };
}

function digestKeys({ person, kind, date }: DigestKey): { partitionKey: string; rowKey: string } {
  return { partitionKey: encodeKey(person), rowKey: [kind, date].map(encodeKeyPart).join(':') };
}
