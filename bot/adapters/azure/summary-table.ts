import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { Summary } from '../../domain/shown/summary';
import type { SummaryStore } from '../../ports/summaries';
import { encodeKey, packJson, readRow, transact, unpackJson } from './table-client';

const partitionKey = 'summary';
// The service's own limit of rows a transaction.
const mostAtOnce = 100;
const milliseconds = 30_000;

/** Table `Summary`: one partition, a row for the whole university and for each department. */
export function summaryTable(table: TableClient): SummaryStore {
  return {
    async put(summaries) {
      const rows = [...summaries].map(([scope, summary]): TransactionAction => {
        return ['upsert', { partitionKey, rowKey: encodeKey(scope), ...packJson(summary) }, 'Replace'];
      });
      for (let from = 0; from < rows.length; from += mostAtOnce) await transact(table, rows.slice(from, from + mostAtOnce), milliseconds);
    },
    async read(scope) {
      const row = await readRow(table, partitionKey, encodeKey(scope));
      return row && unpackJson<Summary>(row);
    },
  };
}
