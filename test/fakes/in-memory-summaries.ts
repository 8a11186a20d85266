import type { Summary } from '../../bot/domain/shown/summary';
import type { SummaryStore } from '../../bot/ports/summaries';

/** `SummaryStore` in memory. */
export class InMemorySummaries implements SummaryStore {
  readonly #summaries = new Map<string, Summary>();

  async put(summaries: ReadonlyMap<string, Summary>): Promise<void> {
    for (const [scope, summary] of summaries) this.#summaries.set(scope, structuredClone(summary));
  }

  async read(scope: string): Promise<Summary | undefined> {
    return structuredClone(this.#summaries.get(scope));
  }
}
