import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { Log } from '../../ports/log-fields';
import type { PolicyStore, PolicyVersion } from '../../ports/policies';
import { isNoTable, packJson, queryRows, type ReadRow, readRow, transact, unpackJson } from './table-client';

const partitionKey = 'policy';
const mostMilliseconds = 15_000;

/**
 * Table `Policy`: one partition; row `current`, and a row for each version, the newest first. While a deployment has not made the table
 * yet, no version was saved.
 *
 * @param log gets one warning for a table that is missing.
 */
export function policyTable(table: TableClient, log?: Pick<Log, 'warn'>): PolicyStore {
  let isLogged = false;
  function unlessMissing<T>(none: T): (fault: unknown) => T {
    return (fault) => {
      if (!isNoTable(fault)) throw fault;
      if (!isLogged) log?.warn({ target: table.tableName }, 'the table of the policy is not there yet; the policy of the file is in force');
      isLogged = true;
      return none;
    };
  }

  return {
    async current() {
      const row = await readRow(table, partitionKey, 'current').catch(unlessMissing(undefined));
      return row && { value: versionOf(row), etag: row.etag };
    },
    async save(version, etag) {
      const { changes, ...rest } = version;
      // Apart, as each of the two may fill a property.
      const packed = { ...packJson(rest), changes: JSON.stringify(changes) };
      const current = { partitionKey, rowKey: 'current', ...packed };
      const actions: TransactionAction[] = [
        etag === undefined ? ['create', current] : ['update', current, 'Replace', { etag }],
        ['create', { partitionKey, rowKey: rowOf(version.version), ...packed }],
      ];
      return (await transact(table, actions, mostMilliseconds)) === 'committed' ? 'saved' : 'lost';
    },
    async versions(most) {
      const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${'version:'} and RowKey lt ${'version;'}`;
      return await readVersions(table, filter, most).catch(unlessMissing<PolicyVersion[]>([]));
    },
  };
}

async function readVersions(table: TableClient, filter: string, most: number): Promise<PolicyVersion[]> {
  const found: PolicyVersion[] = [];
  for await (const row of queryRows(table, filter, most)) {
    found.push(versionOf(row));
    if (found.length >= most) break;
  }
  return found;
}

function versionOf(row: ReadRow): PolicyVersion {
  return { ...unpackJson<Omit<PolicyVersion, 'changes'>>(row), changes: JSON.parse(String(row.changes)) as PolicyVersion['changes'] };
}

/** The higher the version, the earlier its key. */
function rowOf(version: number): string {
  return `version:${String(999_999_999 - version).padStart(9, '0')}`;
}
