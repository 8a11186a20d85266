import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { DepartmentEvent } from '../../domain/organisation/department-events';
import type { Department } from '../../domain/organisation/organisation';
import type { DepartmentStore } from '../../ports/directory';
import type { Stored } from '../../ports/stored';
import type { Clock } from '../../ports/system';
import { deleteRow, encodeKey, packJson, putRow, queryRows, readRow, transact, unpackJson } from './table-client';

/** After so long, every process knows of a change. */
export const departmentCacheMinutes = 5;

/** The departments, with what writes them without asking who did. */
export interface DepartmentTable extends DepartmentStore {
  /** Adds or replaces a department. Other processes see it after five minutes. */
  save(department: Department): Promise<void>;
  /** Deletes a department if it exists; requests keep its id. */
  remove(id: string): Promise<void>;
}

const partitionKey = 'department';
const mostMilliseconds = 15_000;

/** Table `Departments`: one partition; row the department's id, and behind all of them `~event:…`, the newest first. */
export function departmentTable(table: TableClient, clock: Clock): DepartmentTable {
  let cached: { departments: Department[]; until: number } | undefined;
  return {
    async all() {
      const now = clock.now().epochMilliseconds;
      if (!cached || cached.until <= now) {
        cached = { departments: (await loadAllDepartments(table)).map(({ value }) => value), until: now + departmentCacheMinutes * 60_000 };
      }
      return cached.departments;
    },
    async save(department) {
      await putRow(table, { partitionKey, rowKey: encodeKey(department.id), ...packJson(department) });
      cached = undefined;
    },
    async remove(id) {
      await deleteRow(table, partitionKey, encodeKey(id));
      cached = undefined;
    },
    async stored(id) {
      const row = await readRow(table, partitionKey, encodeKey(id));
      return row && { value: unpackJson<Department>(row), etag: row.etag };
    },
    allStored: () => loadAllDepartments(table),
    async write(writes) {
      const actions = writes.flatMap(({ department, etag, event }): TransactionAction[] => {
        const row = { partitionKey, rowKey: encodeKey(department.id), ...packJson(department) };
        return [
          etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag }],
          ...(event ? [['create', { partitionKey, rowKey: eventKey(event), ...packJson(event) }] satisfies TransactionAction] : []),
        ];
      });
      const outcome = await transact(table, actions, mostMilliseconds);
      cached = undefined;
      return outcome === 'committed' ? 'saved' : 'lost';
    },
    async events(most) {
      const events: DepartmentEvent[] = [];
      for await (const row of queryRows(table, odata`PartitionKey eq ${partitionKey} and RowKey ge ${'~event:'}`, most)) {
        events.push(unpackJson<DepartmentEvent>(row));
        if (events.length >= most) break;
      }
      return events;
    },
  };
}

function eventKey({ at, department }: DepartmentEvent): string {
  return `~event:${String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')}:${encodeKey(department)}`;
}

async function loadAllDepartments(table: TableClient): Promise<Stored<Department>[]> {
  const departments: Stored<Department>[] = [];
  for await (const row of queryRows(table, odata`PartitionKey eq ${partitionKey} and RowKey lt ${'~'}`)) {
    departments.push({ value: unpackJson<Department>(row), etag: row.etag });
  }
  return departments.sort((a, b) => a.value.name.localeCompare(b.value.name, 'en'));
}
