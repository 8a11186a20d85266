import type { DepartmentTable } from '../../bot/adapters/azure/department-table';
import type { Department } from '../../bot/domain/organisation/organisation';

/** `DepartmentTable` in memory. */
export class InMemoryDepartments implements DepartmentTable {
  readonly #departments = new Map<string, Department>();

  constructor(departments: Department[] = []) {
    for (const department of departments) this.#departments.set(department.id, structuredClone(department));
  }

  async all(): Promise<Department[]> {
    const departments = structuredClone([...this.#departments.values()]);
    return departments.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  async save(department: Department): Promise<void> {
    this.#departments.set(department.id, structuredClone(department));
  }

  async remove(id: string): Promise<void> {
    this.#departments.delete(id);
  }
}
