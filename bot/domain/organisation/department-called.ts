import type { Department } from './organisation';

/** The department that somebody's entry in the directory names, by its id or its name; case and spaces do not matter. */
export function departmentCalled(text: string | undefined, departments: readonly Department[]): Department | undefined {
  const called = comparable(text ?? '');
  return called === '' ? undefined : departments.find(({ id, name }) => comparable(id) === called || comparable(name) === called);
}

function comparable(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
