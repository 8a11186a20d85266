import type { Summary } from '../domain/shown/summary';

export interface SummaryStore {
  /** Replaces the figures of each scope: a hundred a call. */
  put(summaries: ReadonlyMap<string, Summary>): Promise<void>;
  /** One point read. */
  read(scope: string): Promise<Summary | undefined>;
}
