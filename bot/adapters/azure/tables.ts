import type { KeyRange } from '../../domain/request/nightly-parts';

/** What the nightly backup copies of a table. */
export interface BackupOf {
  /**
   * `partitions`: read whole where a row of it changed, as its rows belong together, and only then. `rows`: read all, and
   * write those that changed. `nothing`: it is made anew.
   */
  by: 'partitions' | 'rows' | 'nothing';
  /** The partitions in these ranges alone; the others follow from other tables. */
  within?: readonly KeyRange[];
  /** Nobody deletes half of it in a day: where that happens, the copy keeps it for some days. */
  isGuarded?: true;
}

/**
 * Every table of the product, with what becomes of it in the backup: a table is opened by its name here and no other. The names
 * are those of infra/modules/storage.bicep too.
 */
export const tables = {
  Requests: { by: 'partitions', isGuarded: true },
  Drafts: { by: 'rows' },
  // The lists follow from the requests.
  Views: { by: 'rows', within: ['attention', 'offers', 'wake'].map((name) => ({ from: `${name}:`, before: `${name};` })) },
  Digests: { by: 'rows' },
  // Figures, reckoned anew each hour.
  Summary: { by: 'nothing' },
  People: { by: 'rows' },
  Departments: { by: 'rows', isGuarded: true },
  Policy: { by: 'rows', isGuarded: true },
  Usernames: { by: 'rows', isGuarded: true },
  // When messages go: over by the time at which anybody restores.
  Pace: { by: 'nothing' },
} as const satisfies Record<string, BackupOf>;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];
