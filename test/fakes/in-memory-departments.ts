import type { DepartmentTable } from '../../bot/adapters/azure/department-table';
import type { DepartmentEvent } from '../../bot/domain/organisation/department-events';
import type { Department } from '../../bot/domain/organisation/organisation';
import type { DepartmentWrite } from '../../bot/ports/directory';
import type { Stored } from '../../bot/ports/stored';

/** `DepartmentTable` in memory, with the tags of the real one. */
export class InMemoryDepartments implements DepartmentTable {
  /** Runs before a write looks at its tags. */
  beforeWrite?: () => Promise<void>;
  readonly #departments = new Map<string, Stored<Department>>();
  readonly #events: DepartmentEvent[] = [];
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
  }

  async stored(id: string): Promise<Stored<Department> | undefined> {
    return structuredClone(this.#departments.get(id));
  }

  async allStored(): Promise<Stored<Department>[]> {
    const departments = structuredClone([...this.#departments.values()]);
    return departments.sort((a, b) => a.value.name.localeCompare(b.value.name, 'en'));
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
    this.#departments.set(department.id, { value: structuredClone(department), etag: `tag-${this.#tags}` });
  }
}
