import type { TableClient } from '@azure/data-tables';
import { type BackupOptions, backupTable, copyPhotos } from './backup';
import { checkedPrefix, openNamed, openTable } from './clients';
import { openContainer, photoBlob } from './photo-blob';
import type { StorageAccount } from './storage-account';
import { deleteRow, putRow, queryRows, type ReadRow, readRow } from './table-client';
import { forEachOf, goneFrom, pairs, rewrite, sourceRows, unstamped } from './table-copy';
import { type BackupOf, type TableName, tableNames, tables } from './tables';

/** What is in the backup, and in the account to which it is restored. */
export interface RestoreFacts {
  /** ISO instant at which the last complete backup began; absent if there is none. */
  backedUpAt?: string;
  requests: number;
  photos: number;
  /** Tables and `photos` of the target that hold data already. */
  notEmpty: readonly string[];
  /** An earlier restore into this target has not ended. */
  isBegun: boolean;
}

export interface Restore {
  look(): Promise<RestoreFacts>;
  /** Copies rows and photos that the target lacks. Idempotent, so it continues after a crash. */
  copy(): Promise<{ rows: number; photos: number }>;
  /** Ends the restore: from then on the target is not empty. */
  end(): Promise<void>;
}

/** A restore into these would mix two sets of requests. Others may hold what a fresh deployment writes. */
export const mustBeEmpty: readonly TableName[] = ['Requests', 'Drafts', 'Digests', 'Usernames'];
const marker = { partitionKey: 'runs', rowKey: 'restore' };

/** Copies a backup into the storage account of a deployment. The product must not run there meanwhile. */
export function openRestore(backup: StorageAccount, target: StorageAccount, options: BackupOptions): Restore {
  const { limits } = options;
  const prefix = checkedPrefix(options);
  const copyPrefix = checkedPrefix(options.copyPrefix === undefined ? {} : { prefix: options.copyPrefix });
  const container = (account: StorageAccount, before: string) => () => openContainer(account, `${before.toLowerCase()}photos`, limits);
  const photos = { from: photoBlob(container(backup, copyPrefix), limits), to: photoBlob(container(target, prefix), limits) };
  const own = openNamed(backup, copyPrefix + backupTable, limits);
  const from = (name: TableName) => openTable(backup, copyPrefix, name, limits);
  const to = (name: TableName) => openTable(target, prefix, name, limits);
  const hasRows = async (table: TableClient) => (await firstRow(table)) !== undefined;

  return {
    async look() {
      const run = await readRow(own, 'runs', 'backup');
      const full = await Promise.all(mustBeEmpty.map(async (name) => ((await hasRows(to(name))) ? [name] : [])));
      const hasPhotos = (await countUpTo(photos.to.list(''), 1)) > 0;
      let requests = 0;
      for await (const { rowKey } of sourceRows(from('Requests'), undefined, 'stamps')) if (rowKey === 'request') requests += 1;
      return {
        ...(run && { backedUpAt: String(run.at) }),
        requests,
        photos: await countUpTo(photos.from.list('')),
        notEmpty: [...full.flat(), ...(hasPhotos ? ['photos'] : [])],
        isBegun: (await readRow(to('Views'), marker.partitionKey, marker.rowKey)) !== undefined,
      };
    },
    async copy() {
      await putRow(to('Views'), marker);
      let rows = 0;
      for (const name of tableNames) {
        const of: BackupOf = tables[name];
        if (of.by !== 'nothing') rows += await restoreTable(from(name), to(name));
      }
      const report = { rows: 0, photos: 0 };
      await copyPhotos(photos.from, photos.to, () => false, report);
      return { rows, photos: report.photos };
    },
    async end() {
      await deleteRow(to('Views'), marker.partitionKey, marker.rowKey);
    },
  };
}

/** Rows that are there stay: of a restore before, or of a fresh deployment. */
async function restoreTable(backup: TableClient, target: TableClient): Promise<number> {
  let rows = 0;
  // The backup in the place of the copy: its rows that the target lacks count as gone from there.
  const all = pairs(sourceRows(target, undefined, 'stamps'), sourceRows(backup, undefined, 'values'));
  await forEachOf(
    all,
    () => false,
    async (pair) => {
      const missing = goneFrom(pair);
      await rewrite(target, missing.map(unstamped), []);
      rows += missing.length;
    },
  );
  return rows;
}

async function firstRow(table: TableClient): Promise<ReadRow | undefined> {
  for await (const row of queryRows(table, "PartitionKey ge ''", 1)) return row;
  return undefined;
}

async function countUpTo(all: AsyncIterable<unknown>, most = Number.POSITIVE_INFINITY): Promise<number> {
  let count = 0;
  for await (const _one of all) {
    count += 1;
    if (count >= most) break;
  }
  return count;
}
