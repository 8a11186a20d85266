import type { TableClient } from '@azure/data-tables';
import { deleteRow, encodeKey, packJson, putRow, readRow, unpackJson } from './table-client';

/** What the directory said, and when (ISO instant). */
export interface DirectoryRecord<T> {
  value: T;
  lookedUpAt: string;
}

/** What the directory said last, for every process to share. */
export interface DirectoryTable {
  read<T>(about: string): Promise<DirectoryRecord<T> | undefined>;
  write<T>(about: string, record: DirectoryRecord<T>): Promise<void>;
  /** Idempotent. */
  forget(about: string): Promise<void>;
}

const rowKey = 'directory';

/** In table `People`: row `directory` in the partition of the person, or of the role, that it is about. */
export function directoryTable(table: TableClient): DirectoryTable {
  return {
    async read<T>(about: string) {
      const row = await readRow(table, encodeKey(about), rowKey);
      return row && unpackJson<DirectoryRecord<T>>(row);
    },
    async write(about, { value, lookedUpAt }) {
      await putRow(table, { partitionKey: encodeKey(about), rowKey, ...packJson({ value, lookedUpAt }) });
    },
    async forget(about) {
      await deleteRow(table, encodeKey(about), rowKey);
    },
  };
}
