import type { TableClient } from '@azure/data-tables';
import type { Digest, DigestKey, DigestStore } from '../../ports/digests';
import { encodeKey, encodeKeyPart, insertRow, packJson, readRow, replaceRow, unpackJson } from './table-client';

/** Table `Digests`: partition the person, row `<kind>:<date>`. */
export function digestTable(table: TableClient): DigestStore {
  return {
    async read(key) {
      const { partitionKey, rowKey } = keysOf(key);
      const row = await readRow(table, partitionKey, rowKey);
      return row && { value: unpackJson<Digest>(row), etag: row.etag };
    },
    async save(digest, etag) {
      const row = { ...keysOf(digest), state: digest.state, ...packJson(digest) };
      const saved = etag === undefined ? await insertRow(table, row) : await replaceRow(table, row, etag);
      return saved === undefined ? 'lost' : 'saved';
    },
  };
}

function keysOf({ person, kind, date }: DigestKey): { partitionKey: string; rowKey: string } {
  return { partitionKey: encodeKey(person), rowKey: [kind, date].map(encodeKeyPart).join(':') };
}
