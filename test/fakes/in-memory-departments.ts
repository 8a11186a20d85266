import type { DepartmentTable } from '../../bot/adapters/azure/department-table';
import type { DepartmentEvent } from '../../bot/domain/organisation/department-events';
import type { Department } from '../../bot/domain/organisation/organisation';
import type { DepartmentWrite } from '../../bot/ports/directory';
import type { Stored } from '../../bot/ports/stored';
import { frozenCopy } from './frozen';

/** `DepartmentTable` in memory, with the tags of the real one. */
export class InMemoryDepartments implements DepartmentTable {
  /** Runs before a write looks at its tags. */
  beforeWrite?: () => Promise<void>;
  readonly #departments = new Map<string, Stored<Department>>();
  readonly #events: DepartmentEvent[] = [];
  /** By name; undefined once a write has changed them. */
  #sorted: Stored<Department>[] | undefined;
  #tags = 0;

  constructor(departments: Department[] = []) {
    for (const department of departments) this.#put(department);
  }

  async all(): Promise<Department[]> {
    return (await this.allStored()).map(({ value }) => value);
  }

  async save(department: Department): Promise<void> {
    this.#put(department);
  }

  async remove(id: string): Promise<void> {
    this.#departments.delete(id);
    this.#sorted = undefined;
  }

  async stored(id: string): Promise<Stored<Department> | undefined> {
    return this.#departments.get(id);
  }

  async allStored(): Promise<Stored<Department>[]> {
    this.#sorted ??= [...this.#departments.values()].sort((a, b) => a.value.name.localeCompare(b.value.name, 'en'));
    return [...this.#sorted];
  }

  async write(writes: readonly DepartmentWrite[]): Promise<'saved' | 'lost'> {
    await this.beforeWrite?.();
    if (writes.some(({ department, etag }) => this.#departments.get(department.id)?.etag !== etag)) return 'lost';
    for (const { department, event } of writes) {
      this.#put(department);
      if (event) this.#events.unshift(structuredClone(event));
    }
    return 'saved';
  }

  async events(most: number): Promise<DepartmentEvent[]> {
    return structuredClone(this.#events.slice(0, most));
  }

  #put(department: Department): void {
    this.#tags += 1;
    this.#departments.set(department.id, Object.freeze({ value: frozenCopy(department), etag: `tag-${this.#tags}` }));
    this.#sorted = undefined;
  }
}
