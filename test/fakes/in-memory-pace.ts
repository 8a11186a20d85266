import { type PaceRows, paceOver } from '../../bot/adapters/azure/pace-table';
import type { PacedChannel, Timetable } from '../../bot/domain/notices/timetable';
import type { Pace } from '../../bot/ports/pace';
import type { Stored } from '../../bot/ports/stored';
import type { Clock } from '../../bot/ports/system';

/** The rows of the pace in memory, for as many instances as a test has. */
export class InMemoryPaceRows implements PaceRows {
  /** Calls so far. */
  calls = 0;
  readonly #rows = new Map<PacedChannel, Stored<Timetable>>();
  #tags = 0;

  async read(channel: PacedChannel): Promise<Stored<Timetable> | undefined> {
    this.calls += 1;
    return structuredClone(this.#rows.get(channel));
  }

  async write(channel: PacedChannel, timetable: Timetable, etag?: string): Promise<string | undefined> {
    this.calls += 1;
    if (this.#rows.get(channel)?.etag !== etag) return undefined;
    this.#tags += 1;
    this.#rows.set(channel, { value: structuredClone(timetable), etag: `tag-${this.#tags}` });
    return `tag-${this.#tags}`;
  }
}

/** `Pace` of one instance in memory. */
export function inMemoryPace(clock: Clock, rows = new InMemoryPaceRows()): Pace {
  return paceOver(rows, { clock, pause: async () => undefined });
}
