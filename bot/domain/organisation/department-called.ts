import { departmentNow } from './department-merge';
import type { Department } from './organisation';

/** The department that somebody's entry in the directory names, by its id or its name; case and spaces do not matter. A merged one leads to the present one. */
export function departmentCalled(text: string | undefined, departments: readonly Department[]): Department | undefined {
  const called = comparable(text ?? '');
  if (called === '') return undefined;
  const named = departments.find(({ id, name }) => comparable(id) === called || comparable(name) === called);
  const now = named && departmentNow(named.id, departments);
  return departments.find(({ id }) => id === now);
}

function comparable(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
