import type { PersonId } from '../../bot/domain/organisation/organisation';
import type { KeyRange } from '../../bot/domain/request/nightly-parts';
import type { RequestId } from '../../bot/domain/request/visitor-request';
import { attentionKey, type WorkMessage } from '../../bot/ports/queue';
import type { AttentionRow, CardClaim, CountedMatters, JobRun, OfferCount, ViewKey, ViewRow, ViewStore, Wake } from '../../bot/ports/views';

/** `ViewStore` in memory. */
export class InMemoryViewStore implements ViewStore {
  readonly #attention = new Map<string, AttentionRow>();
  /** The keys in order, until one comes or goes: a long outage asks for the first very often. */
  #sortedAttention?: string[] | undefined;
  /** Runs before anything is written or deleted. */
  beforeCommit?: () => Promise<void>;
  readonly #partitions = new Map<string, Map<string, ViewRow>>();
  readonly #offers = new Map<PersonId, Set<string>>();
  readonly #claims = new Map<string, CardClaim>();
  #claimed = 0;
  readonly #runs: Partial<Record<JobRun, string>> = {};
  readonly #wakes = new Map<string, Wake>();

  /** What admins have to look at, for a test to read. */
  get attention(): Pick<AttentionRow, 'kind' | 'request' | 'code'>[] {
    return [...this.#attention.values()].map(({ kind, request, code }) => ({ kind, request, code }));
  }

  async put(row: ViewRow): Promise<void> {
    const value = structuredClone(row);
    await this.beforeCommit?.();
    const rows = this.#partitions.get(row.partition) ?? new Map<string, ViewRow>();
    this.#partitions.set(row.partition, rows.set(row.row, value));
  }

  async putAll(rows: readonly ViewRow[], left: readonly ViewKey[] = []): Promise<void> {
    const values = structuredClone(rows);
    await this.beforeCommit?.();
    for (const row of values) {
      const list = this.#partitions.get(row.partition) ?? new Map<string, ViewRow>();
      this.#partitions.set(row.partition, list.set(row.row, row));
    }
    for (const { partition, row } of left) this.#partitions.get(partition)?.delete(row);
  }

  async read(key: ViewKey): Promise<ViewRow | undefined> {
    return structuredClone(this.#partitions.get(key.partition)?.get(key.row));
  }

  async *rowsIn({ from, before }: KeyRange): AsyncGenerator<ViewRow> {
    const partitions = [...this.#partitions].filter(([name]) => name >= from && name < before).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [, rows] of partitions) yield* structuredClone([...rows.values()].sort((a, b) => (a.row < b.row ? -1 : 1)));
  }

  async delete(key: ViewKey): Promise<void> {
    await this.beforeCommit?.();
    this.#partitions.get(key.partition)?.delete(key.row);
  }

  async list(
    partition: string,
    most: number,
    next = '',
    within?: { from: string; to: string },
  ): Promise<{ rows: ViewRow[]; next?: string }> {
    const after = Buffer.from(next, 'base64url').toString();
    const found = [...(this.#partitions.get(partition)?.values() ?? [])]
      .filter(({ row }) => row > after && (!within || (row >= within.from && row < within.to)))
      .sort((a, b) => (a.row < b.row ? -1 : 1));
    const rows = structuredClone(found.slice(0, most));
    const last = rows.at(-1);
    return found.length > most && last ? { rows, next: Buffer.from(last.row).toString('base64url') } : { rows };
  }

  async count(partition: string, most: number, within?: { from: string; to: string }): Promise<number> {
    return (await this.list(partition, most, '', within)).rows.length;
  }

  async putWake(at: string, request: RequestId): Promise<void> {
    checkWake(at);
    await this.beforeCommit?.();
    this.#wakes.set(`${at} ${request}`, { at, request });
  }

  async hasWake(at: string, request: RequestId): Promise<boolean> {
    checkWake(at);
    return this.#wakes.has(`${at} ${request}`);
  }

  async *wakesUntil(at: string): AsyncGenerator<Wake> {
    checkWake(at);
    const due = [...this.#wakes.entries()].filter(([, wake]) => wake.at <= at).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [, wake] of due) yield { ...wake };
  }

  async putWakes(wakes: readonly Wake[]): Promise<void> {
    for (const { at, request } of wakes) await this.putWake(at, request);
  }

  async deleteWakes(wakes: readonly Wake[]): Promise<void> {
    await this.beforeCommit?.();
    for (const { at, request } of wakes) this.#wakes.delete(`${at} ${request}`);
  }

  async putAttention(kind: string, request: RequestId, code: string, since: string, message?: WorkMessage): Promise<void> {
    await this.beforeCommit?.();
    const key = attentionKey(request, message);
    if (!this.#attention.has(`${kind} ${key}`)) this.#sortedAttention = undefined;
    this.#attention.set(`${kind} ${key}`, structuredClone({ kind, key, request, code, since, ...(message && { message }) }));
  }

  async readAttention(kind: string, key: string): Promise<AttentionRow | undefined> {
    return structuredClone(this.#attention.get(`${kind} ${key}`));
  }

  async countAttention(most: number): Promise<Record<string, CountedMatters>> {
    const counts: Record<string, CountedMatters> = {};
    for (const { kind, since } of [...this.#attention.values()].slice(0, most)) {
      const { count, since: oldest } = counts[kind] ?? { count: 0, since };
      counts[kind] = { count: count + 1, since: since < oldest ? since : oldest };
    }
    return counts;
  }

  async listAttention(most: number, next = '', without: readonly string[] = []): Promise<{ items: AttentionRow[]; next?: string }> {
    const after = Buffer.from(next, 'base64url').toString();
    this.#sortedAttention ??= [...this.#attention.keys()].sort();
    const wanted = this.#sortedAttention.filter((key) => !without.includes(key.slice(0, key.indexOf(' '))));
    const sorted = after === '' ? wanted : wanted.filter((key) => key > after);
    const items = structuredClone(sorted.slice(0, most).flatMap((key) => this.#attention.get(key) ?? []));
    const last = items.at(-1);
    return sorted.length > most && last ? { items, next: Buffer.from(`${last.kind} ${last.key}`).toString('base64url') } : { items };
  }

  async clearAttention(kind: string, key: string): Promise<void> {
    await this.beforeCommit?.();
    if (this.#attention.delete(`${kind} ${key}`)) this.#sortedAttention = undefined;
  }

  async putRun(job: JobRun, at: string): Promise<void> {
    await this.beforeCommit?.();
    this.#runs[job] = at;
  }

  async lastRuns(): Promise<Partial<Record<JobRun, string>>> {
    return { ...this.#runs };
  }

  async noteOffer(by: PersonId, date: string, request: RequestId, revision: number): Promise<OfferCount> {
    await this.beforeCommit?.();
    const theirs = [...(this.#offers.get(by) ?? []), `${date}:${request}:${revision}`].filter((key) => key.startsWith(`${date}:`));
    const noted = new Set(theirs);
    this.#offers.set(by, noted);
    return { ofRequest: [...noted].filter((key) => key.startsWith(`${date}:${request}:`)).length, inAll: noted.size };
  }

  async claimCard(number: string, request: RequestId, at: string, instead?: CardClaim): Promise<CardClaim> {
    await this.beforeCommit?.();
    const stands = this.#claims.get(number);
    if (stands && stands.etag !== instead?.etag) return { ...stands };
    this.#claimed += 1;
    const claim = { request, at, etag: String(this.#claimed) };
    this.#claims.set(number, claim);
    return { ...claim };
  }

  async releaseCard(number: string, request: RequestId): Promise<void> {
    await this.beforeCommit?.();
    if (this.#claims.get(number)?.request === request) this.#claims.delete(number);
  }
}

function checkWake(at: string): void {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}$/.test(at)) throw new RangeError('a wake-up is a local date and hour');
}
