import { Temporal } from 'temporal-polyfill';
import type { History } from '../../bot/adapters/azure/request-table';
import { messageKey } from '../../bot/domain/messages/message';
import type { KeyRange } from '../../bot/domain/request/nightly-parts';
import type { EventDetail, RequestEvent } from '../../bot/domain/request/records';
import { placesOf } from '../../bot/domain/request/views';
import { type RequestId, requestIdPattern, type VisitorRequest } from '../../bot/domain/request/visitor-request';
import type { Aggregate, Commit, Copy, Lease, RequestStore, Settled, Todo, TodoTarget } from '../../bot/ports/requests';
import type { Stored } from '../../bot/ports/stored';
import type { ViewKey } from '../../bot/ports/views';

interface Partition {
  state?: Stored<VisitorRequest> & { commitId: string };
  events: RequestEvent[];
  details: EventDetail[];
  todos: Map<TodoTarget, Stored<Todo>>;
  copies: Map<string, Copy>;
  notified: Set<string>;
  viewKeys: ViewKey[];
  viewsEtag?: string;
  lease?: { until: Temporal.Instant; etag: string };
}

/** `RequestStore` in memory, with the tags of the real one, and hooks to let two actors meet. */
export class InMemoryRequestStore implements RequestStore {
  /** Runs before a commit looks at its tag: a second actor may get in here. */
  beforeCommit?: (commit: Commit) => Promise<void>;
  /** Runs after a commit was applied: throwing here loses its answer. */
  afterCommit?: (commit: Commit) => Promise<void>;
  readonly #partitions = new Map<RequestId, Partition>();
  #tags = 0;

  async read(id: RequestId): Promise<(Stored<VisitorRequest> & { commitId: string }) | undefined> {
    return structuredClone(this.#partition(id).state);
  }

  async readAll(id: RequestId, newest = Number.POSITIVE_INFINITY): Promise<Aggregate | undefined> {
    const partition = this.#partition(id);
    if (!partition.state) return undefined;
    const { value, etag, commitId } = partition.state;
    const { viewsEtag, lease } = partition;
    const read = structuredClone({
      request: { value, etag },
      commitId,
      todos: [...partition.todos.values()],
      copies: [...partition.copies.values()],
      notified: [...partition.notified],
      viewKeys: partition.viewKeys,
      ...(viewsEtag !== undefined && { viewsEtag }),
      ...eventsBefore(partition, partition.events.length, newest),
    });
    // An instant is never changed, and would be no instant as a clone.
    return { ...read, ...(lease && { lease }) };
  }

  async readEvents(id: RequestId, before: number, most: number): Promise<Pick<Aggregate, 'events' | 'details'>> {
    return structuredClone(eventsBefore(this.#partition(id), before, most));
  }

  async commit(commit: Commit): Promise<'committed' | 'lost'> {
    const frozen = structuredClone(commit);
    await this.beforeCommit?.(structuredClone(commit));
    if (!this.#apply(frozen)) return 'lost';
    await this.afterCommit?.(structuredClone(commit));
    return 'committed';
  }

  /** As the table's. */
  async putHistory({ commitId, request, events, details, viewKeys }: History): Promise<'committed' | 'lost'> {
    const partition = this.#partition(request.id);
    if (partition.state) return 'lost';
    partition.state = { value: structuredClone(request), etag: this.#tag(), commitId };
    partition.events.push(...events);
    partition.details.push(...details);
    this.#note(partition, viewKeys);
    return 'committed';
  }

  async takeLease(id: RequestId, now: Temporal.Instant, seconds: number, read?: Pick<Aggregate, 'lease'>): Promise<Lease | undefined> {
    const partition = this.#partition(id);
    if (partition.lease && Temporal.Instant.compare(partition.lease.until, now) > 0) return undefined;
    if (read && read.lease?.etag !== partition.lease?.etag) return undefined;
    partition.lease = { until: now.add({ seconds }), etag: this.#tag() };
    return { id, etag: partition.lease.etag };
  }

  async releaseLease(lease: Lease): Promise<void> {
    const partition = this.#partition(lease.id);
    if (partition.lease?.etag === lease.etag) partition.lease = this.#freeLease();
  }

  async noteCopies(id: RequestId, copies: Copy[]): Promise<void> {
    addCopies(this.#partition(id), structuredClone(copies));
  }

  async noteNotified(id: RequestId, kind: string, isTold: boolean): Promise<void> {
    if (isTold) this.#partition(id).notified.add(kind);
    else this.#partition(id).notified.delete(kind);
  }

  async noteViews(id: RequestId, keys: ViewKey[], viewsEtag: string | undefined): Promise<string | undefined> {
    const partition = this.#partition(id);
    if (partition.viewsEtag !== viewsEtag) return undefined;
    return this.#note(partition, keys);
  }

  async settle(lease: Lease, { viewsEtag, viewKeys, done, postponed }: Settled): Promise<boolean> {
    const partition = this.#partition(lease.id);
    const { todos } = partition;
    const isThere = done.every(({ value }) => todos.has(value.target));
    const isAsRead = postponed.every(({ value, etag }) => todos.get(value.target)?.etag === etag);
    if (partition.viewsEtag !== viewsEtag || partition.lease?.etag !== lease.etag || !isThere || !isAsRead) return false;
    for (const { value } of done) todos.delete(value.target);
    for (const { value } of postponed) todos.set(value.target, { value: structuredClone(value), etag: this.#tag() });
    this.#note(partition, viewKeys);
    partition.lease = this.#freeLease();
    return true;
  }

  async *idsIn({ from, before }: KeyRange): AsyncGenerator<RequestId> {
    const stored = [...this.#partitions].flatMap(([id, { state }]) => (state && id >= from && id < before ? [id] : []));
    yield* stored.sort();
  }

  /** The values beside each event, for a test to look at. */
  details(id: RequestId): EventDetail[] {
    return structuredClone(this.#partitions.get(id)?.details ?? []);
  }

  /** Every request stored, for a test to look at. */
  all(): VisitorRequest[] {
    return structuredClone([...this.#partitions.values()].flatMap(({ state }) => (state ? [state.value] : [])));
  }

  #apply({ request, commitId, etag, event, detail, todos, copies = [] }: Commit): boolean {
    if (request.events < 1) throw new RangeError('a committed request counts its own event');
    const partition = this.#partition(request.id);
    if (partition.state?.etag !== etag || partition.events.length !== request.events - 1) return false;
    partition.state = { value: request, etag: this.#tag(), commitId };
    partition.events.push(event);
    partition.details.push(detail);
    for (const target of todos) partition.todos.set(target, { value: { target, attempts: 0 }, etag: this.#tag() });
    addCopies(partition, copies);
    const keys = [...partition.viewKeys, ...placesOf(request)].map(({ partition: list, row }) => JSON.stringify({ partition: list, row }));
    this.#note(
      partition,
      [...new Set(keys)].map((key) => JSON.parse(key) as ViewKey),
    );
    return true;
  }

  #note(partition: Partition, keys: ViewKey[]): string {
    partition.viewKeys = structuredClone(keys);
    partition.viewsEtag = this.#tag();
    return partition.viewsEtag;
  }

  /** As one that ended long ago. */
  #freeLease(): { until: Temporal.Instant; etag: string } {
    return { until: Temporal.Instant.fromEpochMilliseconds(0), etag: this.#tag() };
  }

  #partition(id: RequestId): Partition {
    if (!requestIdPattern.test(id)) throw new RangeError('not a request id');
    const found = this.#partitions.get(id);
    if (found) return found;
    const made: Partition = { events: [], details: [], todos: new Map(), copies: new Map(), notified: new Set(), viewKeys: [] };
    this.#partitions.set(id, made);
    return made;
  }

  #tag(): string {
    this.#tags += 1;
    return `tag-${this.#tags}`;
  }
}

function eventsBefore({ events, details }: Partition, before: number, most: number): Pick<Aggregate, 'events' | 'details'> {
  const from = Math.max(0, before - most);
  return { events: events.slice(from, before), details: details.slice(from, before) };
}

function addCopies(partition: Partition, copies: Copy[]): void {
  for (const copy of copies) partition.copies.set([copy.channel, copy.person, messageKey(copy.message)].join(' '), copy);
}
