import { departmentNow } from '../domain/organisation/department-merge';
import type { Department } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import type { Departments } from '../ports/directory';
import type { DraftStore } from '../ports/drafts';

/** A draft that names a merged department names the present one. */
export function withPresentDepartment(draft: Draft, departments: readonly Department[]): Draft {
  const { answers, changes } = draft;
  const now = answers.department === undefined ? undefined : departmentNow(answers.department, departments);
  const before = changes && departmentNow(changes.department, departments);
  if (now === answers.department && before === changes?.department) return draft;
  return {
    ...draft,
    answers: { ...answers, ...(now !== undefined && { department: now }) },
    ...(changes && before !== undefined && { changes: { ...changes, department: before } }),
  };
}

/** The drafts of these, read with the departments that there are now; `departments` come from the cache. */
export function inPresentDepartments(drafts: DraftStore, departments: Departments): DraftStore {
  return {
    save: (draft, etag) => drafts.save(draft, etag),
    delete: (sponsor, id, etag) => drafts.delete(sponsor, id, etag),
    touchedBefore: (moment) => drafts.touchedBefore(moment),
    async read(sponsor, id) {
      const stored = await drafts.read(sponsor, id);
      return stored && { ...stored, value: withPresentDepartment(stored.value, await departments.all()) };
    },
    async list(sponsor, most) {
      const listed = await drafts.list(sponsor, most);
      if (listed.length === 0) return listed;
      const all = await departments.all();
      return listed.map((draft) => withPresentDepartment(draft, all));
    },
  };
}
