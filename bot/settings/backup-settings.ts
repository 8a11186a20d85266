import { origin } from './setting-kinds';
import { allOrNothing, combined, setting } from './setting-table';

/** Where the nightly backup goes. */
export interface BackupSettings {
  tables: string;
  blobs: string;
}

const without = 'nothing is backed up; with one of the two alone the start is refused';
const rows = {
  tables: setting('ALMS_BACKUP_TABLES_URL', origin.optional(), {
    meaning: 'address of the tables of the second storage account, to which tables and photos are copied every night',
    without,
    infra: { value: "empty(backupLocation) ? '' : backupStorage!.outputs.tablesUrl" },
  }),
  blobs: setting('ALMS_BACKUP_BLOBS_URL', origin.optional(), {
    meaning: 'of its blobs',
    without,
    infra: { value: "empty(backupLocation) ? '' : backupStorage!.outputs.blobsUrl" },
  }),
};

/** Undefined where there is no backup. */
export const backupSettings = combined({
  rows,
  mistakes: allOrNothing('the backup', [rows.tables, rows.blobs]),
  make: ({ tables, blobs }): BackupSettings | undefined => (tables && blobs ? { tables, blobs } : undefined),
});
