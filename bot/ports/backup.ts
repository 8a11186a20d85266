import type { Temporal } from 'temporal-polyfill';

/** What one run of the backup did. */
export interface BackupReport {
  /** Rows written to the copy. */
  rows: number;
  photos: number;
  /** Rows and photos deleted from the copy, as they are gone. */
  gone: number;
  /** Those that are gone and stay in the copy for now: so many at once may be a mistake. */
  held: number;
  /** Its time was over before all was looked at; the next run goes on. */
  isCutShort?: true;
}

/** The second storage account. */
export interface Backup {
  /**
   * Makes the copy the same as what is stored, by what differs. Idempotent: after a crash, what is copied already is not copied
   * again. `isOver` is asked between two parts, each of seconds.
   */
  copy(now: Temporal.Instant, isOver: () => boolean): Promise<BackupReport>;
}
