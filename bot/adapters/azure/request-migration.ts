import { odata } from '@azure/data-tables';
import { requestSchemas, type Schemas, upgraded } from '../../domain/request/request-schema';
import { checkedRequestId } from '../../domain/request/visitor-request';
import type { Migration } from '../../ports/migration';
import { checkedPrefix, openTable } from './clients';
import { requestStates } from './request-state';
import type { StorageAccount } from './storage-account';
import type { StorageLimits } from './storage-limits';
import { queryRows, readRow, replaceRow, unpackJson } from './table-client';

/** Attempts against commits that come in between. */
const tries = 5;

/** Opens the requests to be rewritten, while the product runs or not. */
export function openMigration(account: StorageAccount, options: { limits: StorageLimits; prefix?: string; schemas?: Schemas }): Migration {
  const { schemas = requestSchemas, limits } = options;
  const table = openTable(account, checkedPrefix(options), 'Requests', limits);
  const states = requestStates(undefined, schemas);
  return {
    async *stale() {
      for await (const row of queryRows(table, odata`RowKey eq ${'request'}`)) {
        if (row.schema === schemas.written) continue;
        const isKnown = upgraded(unpackJson(row), row.schema, schemas) !== undefined;
        yield { id: row.partitionKey, version: row.schema === undefined ? 'none' : String(row.schema), isKnown };
      }
    },
    async rewrite(id) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const row = await readRow(table, checkedRequestId(id), 'request');
        if (!row || row.schema === schemas.written || upgraded(unpackJson(row), row.schema, schemas) === undefined) return false;
        const written = states.row({ request: states.read(row).value, commitId: String(row.commitId) });
        if ((await replaceRow(table, written, row.etag)) !== undefined) return true;
      }
      throw new Error('too many commits came in between');
    },
  };
}
