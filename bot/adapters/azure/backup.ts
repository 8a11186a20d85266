import type { TableClient } from '@azure/data-tables';
import { Temporal } from 'temporal-polyfill';
import { backupHeldDays } from '../../domain/words/privacy-words';
import type { Backup, BackupReport } from '../../ports/backup';
import type { Photos } from '../../ports/photos';
import { checkedPrefix, openNamed, openTable } from './clients';
import { openContainer, photoBlob } from './photo-blob';
import type { StorageAccount } from './storage-account';
import type { StorageLimits } from './storage-limits';
import { deleteRow, putRow, type ReadRow, readRow } from './table-client';
import { changedIn, copiedKeys, forEachOf, goneFrom, type Pair, pairs, partitionRows, rewrite, sourceRows, stamped } from './table-copy';
import { type BackupOf, type TableName, tableNames, tables } from './tables';

/** The two accounts. Names in each may begin with a prefix of its own. */
export interface BackupOptions {
  limits: StorageLimits;
  prefix?: string;
  copyPrefix?: string;
  /** Rows, or photos, that may be gone at once without its being a mistake; {@link fewRows} unless given. */
  few?: number;
}

/** What the backup keeps of itself, in a table of its own beside the copies: `runs`/`backup` with the start of the last whole run, and `held`/<name>. */
export const backupTable = 'Backup';
/** More than so many rows, or photos, that are gone at once may be a mistake; fewer follow at the next run. */
const fewRows = 100;

/** What is left of a deletion that the copy does not follow yet. */
interface Gone {
  rows: ReadRow[];
  /** How many the copy had. */
  of: number;
}

/** Copies from one storage account to another, for a row or photo at a time that differs. */
export function openBackup(from: StorageAccount, to: StorageAccount, options: BackupOptions): Backup {
  const { limits } = options;
  const prefix = checkedPrefix(options);
  const copyPrefix = checkedPrefix(options.copyPrefix === undefined ? {} : { prefix: options.copyPrefix });
  const own = openNamed(to, copyPrefix + backupTable, limits);
  const container = (account: StorageAccount, before: string) => () => openContainer(account, `${before.toLowerCase()}photos`, limits);
  const ensureContainer = async () => void (await (await container(to, copyPrefix)()).createIfNotExists());
  const photos = { from: photoBlob(container(from, prefix), limits), to: photoBlob(container(to, copyPrefix), limits) };

  return {
    async copy(now, isOver) {
      const report: BackupReport = { rows: 0, photos: 0, gone: 0, held: 0 };
      const run: Run = { report, now, own, isOver, few: options.few ?? fewRows };
      await own.createTable();
      for (const name of tableNames) {
        const of: BackupOf = tables[name];
        if (of.by === 'nothing') continue;
        const copy = openTable(to, copyPrefix, name, limits);
        await copy.createTable();
        if (!(await copyTable(name, openTable(from, prefix, name, limits), copy, run))) return { ...report, isCutShort: true };
      }
      await ensureContainer();
      if (!(await followPhotos(photos.from, photos.to, run))) return { ...report, isCutShort: true };
      await putRow(own, { partitionKey: 'runs', rowKey: 'backup', at: now.toString() });
      return report;
    },
  };
}

interface Run {
  report: BackupReport;
  now: Temporal.Instant;
  own: TableClient;
  isOver(): boolean;
  few: number;
}

/** False where its time was over before its end: what is gone stays then. */
async function copyTable(name: TableName, source: TableClient, copy: TableClient, run: Run): Promise<boolean> {
  const { by, within, isGuarded }: BackupOf = tables[name];
  const gone: Gone = { rows: [], of: 0 };
  for (const range of within ?? [undefined]) {
    const all = pairs(sourceRows(source, range, by === 'partitions' ? 'stamps' : 'values'), copiedKeys(copy, range));
    const isWhole = await forEachOf(all, run.isOver, async (listed) => {
      gone.of += listed.copy.length;
      const isChanged = changedIn(listed).length > 0 || goneFrom(listed).length > 0;
      if (!isChanged) return;
      const isAgain = by === 'partitions' && listed.source.length > 0;
      const pair = isAgain ? { ...listed, source: await partitionRows(source, listed.partition) } : listed;
      await followChanges(pair, copy, gone, run);
    });
    if (!isWhole) return false;
  }
  if (!(await mayFollow(name, gone, isGuarded === true, run))) return true;
  for (const rows of partitionsOf(gone.rows)) await rewrite(copy, [], rows);
  run.report.gone += gone.rows.length;
  return true;
}

/** A few rows of a partition that is still there go with what changed in it; a partition that is gone is looked at in the end. */
async function followChanges(pair: Pair, copy: TableClient, gone: Gone, { report, few }: Run): Promise<void> {
  const [changed, left] = [changedIn(pair), goneFrom(pair)];
  const isFew = pair.source.length > 0 && left.length <= few;
  if (!isFew) gone.rows.push(...left);
  await rewrite(copy, changed.map(stamped), isFew ? left : []);
  report.rows += changed.length;
  if (isFew) report.gone += left.length;
}

/** Whether the copy deletes what is gone: where much is gone at once, only after some days, in which somebody may find out why. */
async function mayFollow(name: string, { rows, of }: Gone, isGuarded: boolean, { now, own, report, few }: Run): Promise<boolean> {
  if (!isGuarded) return true;
  const isMuch = rows.length > few && rows.length * 2 > of;
  const held = isMuch ? await readRow(own, 'held', name) : undefined;
  const since = held ? Temporal.Instant.from(String(held.since)) : now;
  // Two hours less, as the run of that night may begin a little earlier.
  if (!isMuch || Temporal.Instant.compare(since.add({ hours: backupHeldDays * 24 - 2 }), now) <= 0) {
    await deleteRow(own, 'held', name);
    return true;
  }
  if (!held) await putRow(own, { partitionKey: 'held', rowKey: name, since: since.toString() });
  report.held += rows.length;
  return false;
}

function partitionsOf(rows: readonly ReadRow[]): ReadRow[][] {
  const groups = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const group = groups.get(row.partitionKey);
    if (group) group.push(row);
    else groups.set(row.partitionKey, [row]);
  }
  return [...groups.values()];
}

/** False if its time was over before the end: what is gone stays then. */
async function followPhotos(from: Photos, to: Photos, run: Run): Promise<boolean> {
  const copied = await copyPhotos(from, to, run.isOver, run.report);
  if (!copied) return false;
  const rows = copied.gone.map((blob): ReadRow => ({ partitionKey: 'photos', rowKey: blob, etag: '' }));
  if (!(await mayFollow('photos', { rows, of: copied.had }, true, run))) return true;
  for (const { rowKey } of rows) await to.delete(rowKey);
  run.report.gone += rows.length;
  return true;
}

/**
 * Copies photos that `to` lacks; a photo never changes under its name. Undefined if its time was over before the end; else how many `to`
 * had, and which of them `from` has no more.
 */
export async function copyPhotos(
  from: Photos,
  to: Photos,
  isOver: () => boolean,
  report: Pick<BackupReport, 'photos'>,
): Promise<{ had: number; gone: string[] } | undefined> {
  const copied = new Set<string>();
  for await (const { blob } of to.list('')) copied.add(blob);
  const there = new Set<string>();
  const isWhole = await forEachOf(from.list(''), isOver, async ({ blob, owner }) => {
    there.add(blob);
    if (copied.has(blob)) return;
    const jpeg = await from.get(blob);
    if (!jpeg) return;
    await to.put(blob, jpeg, owner);
    report.photos += 1;
  });
  return isWhole ? { had: copied.size, gone: [...copied].filter((blob) => !there.has(blob)) } : undefined;
}
