import type { TableClient } from '@azure/data-tables';
import type { ViewStore } from '../../ports/views';
import { deleteRow, encodeKey, insertRow, readRow, replaceRow } from './table-client';

const partitionKey = 'card-numbers';
/** Between a claim that is there and the reading of it, somebody may release it. */
const tries = 5;

/** Rows of table `Views`, at partition `card-numbers` by the number: the request that is being given it, and since when. */
export function cardClaims(table: TableClient): Pick<ViewStore, 'claimCard' | 'releaseCard'> {
  const read = async (number: string) => {
    const row = await readRow(table, partitionKey, encodeKey(number));
    return row && { request: String(row.request), at: String(row.at), etag: row.etag };
  };
  return {
    async claimCard(number, request, at, instead) {
      const row = { partitionKey, rowKey: encodeKey(number), request, at };
      let replaced = instead;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const etag = await (replaced ? replaceRow(table, row, replaced.etag) : insertRow(table, row));
        if (etag !== undefined) return { request, at, etag };
        const claim = await read(number);
        if (claim) return claim;
        replaced = undefined;
      }
      throw new Error('the claim of a card number kept coming and going');
    },
    async releaseCard(number, request) {
      const claim = await read(number);
      if (claim?.request === request) await deleteRow(table, partitionKey, encodeKey(number), claim.etag);
    },
  };
}
