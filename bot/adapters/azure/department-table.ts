import { odata, type TableClient } from '@azure/data-tables';
import type { Department } from '../../domain/organisation/organisation';
import type { Departments } from '../../ports/directory';
import type { Clock } from '../../ports/system';
import { deleteRow, encodeKey, packJson, putRow, queryRows, unpackJson } from './table-client';

/** After so long, every process knows of a change. */
export const departmentCacheMinutes = 5;

/** The departments, with the one writer of them. */
export interface DepartmentTable extends Departments {
  /** Adds or replaces a department. Other processes see it after five minutes. */
  save(department: Department): Promise<void>;
  /** Deletes a department if it exists; requests keep its id. */
  remove(id: string): Promise<void>;
}

/** Table `Departments`: one partition, row the department's id. */
export function departmentTable(table: TableClient, clock: Clock): DepartmentTable {
  let cached: { departments: Department[]; until: number } | undefined;
  return {
    async all() {
      const now = clock.now().epochMilliseconds;
      if (!cached || cached.until <= now) {
        cached = { departments: await loadAllDepartments(table), until: now + departmentCacheMinutes * 60_000 };
      }
      return cached.departments;
    },
    async save(department) {
      await putRow(table, { partitionKey: 'department', rowKey: encodeKey(department.id), ...packJson(department) });
      cached = undefined;
    },
    async remove(id) {
      await deleteRow(table, 'department', encodeKey(id));
      cached = undefined;
    },
  };
}

async function loadAllDepartments(table: TableClient): Promise<Department[]> {
  const departments: Department[] = [];
  for await (const row of queryRows(table, odata`PartitionKey eq ${'department'}`)) {
    departments.push(unpackJson<Department>(row));
  }
  return departments.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
