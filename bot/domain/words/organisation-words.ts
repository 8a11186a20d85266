import { counted, shortDay } from '../dates/day-words';
import type { DepartmentChange, FieldChange } from '../organisation/department-changes';
import type { DepartmentEvent } from '../organisation/department-events';
import type { PersonId } from '../organisation/organisation';
import type { PolicyChange } from '../organisation/policy-changes';

/** What admins are told of the departments and the policy that they edit. */
export const organisationSentences = {
  policySaved: 'Policy saved. It applies everywhere within a minute.',
  policyMovedOn:
    'Someone else has saved the policy since you opened it, so nothing was saved. Their values are shown beside yours: check them, and save again.',
  departmentSaved: (name: string) => `${name} saved. It applies everywhere within five minutes.`,
  departmentMovedOn:
    'Someone else has changed this department since you opened it, so nothing was saved. Their values are shown beside yours: check them, and save again.',
  departmentGone: 'Someone else has removed this department, so nothing was saved.',
  idTaken: 'Enter another id: there is a department with this one already.',
  headUnable: 'Choose another head: this person is not known, has left, or is a guest or a visitor.',
  deputyUnable: 'Choose other deputies: someone newly named is not a member of staff.',
  noSuchPerson: 'Nobody at the University has this work address. Enter the full address.',
  fileUnreadable: (text: string) => `The file cannot be read: it is ${text}.`,
  isClosed: (id: string) => `${id} is closed: reopen it on this page first`,
  unknownPerson: (id: string, person: string) => `${id}: the directory does not have ${person}`,
  imported: (written: number, all: number) =>
    written === all
      ? `${counted(written, 'department')} imported. They apply everywhere within five minutes.`
      : `${counted(written, 'department')} of ${all} imported: someone else has changed the others meanwhile. Choose the file again to import the rest.`,
} as const;

const fieldNames: Record<FieldChange['field'], string> = {
  name: 'Name',
  kind: 'Kind',
  head: 'Head',
  validFrom: 'Valid from',
  validTo: 'Valid to',
};
const kindNames: Record<string, string> = { school: 'School', service: 'Professional service' };
const turned = { added: 'Added', changed: '', closed: 'Closed', reopened: 'Reopened' };

type NameOf = (person: PersonId) => string;

/** What an event changed, with the names that people have now. */
export function departmentChangeWords(
  event: Pick<DepartmentEvent, 'kind' | 'name' | 'fields' | 'joining' | 'leaving'>,
  nameOf: NameOf,
): PolicyChange[] {
  const names = (ids: readonly PersonId[]) => ids.map(nameOf).join(', ');
  const shown = (field: FieldChange['field'], value: string | undefined) => {
    if (value === undefined) return field === 'head' ? 'nobody' : 'blank';
    if (field === 'head') return nameOf(value);
    if (field === 'kind') return kindNames[value] ?? value;
    return field === 'name' ? value : shortDay(value);
  };
  return [
    ...(event.kind === 'changed' ? [] : [{ label: turned[event.kind], after: event.name }]),
    ...event.fields.map(({ field, before, after }) => ({
      label: fieldNames[field],
      before: shown(field, before),
      after: shown(field, after),
    })),
    ...(event.joining.length > 0 ? [{ label: 'Deputies added', after: names(event.joining) }] : []),
    ...(event.leaving.length > 0 ? [{ label: 'Deputies removed', after: names(event.leaving) }] : []),
  ];
}

/** The people of whom these words need the names. */
export function peopleOfChange({ fields, joining, leaving }: Pick<DepartmentEvent, 'fields' | 'joining' | 'leaving'>): PersonId[] {
  const heads = fields.filter(({ field }) => field === 'head').flatMap(({ before, after }) => [before, after]);
  return [...heads.filter((one) => one !== undefined), ...joining, ...leaving];
}

/** A row of the preview of a file. */
export function importRowWords(
  change: Exclude<DepartmentChange, { kind: 'missing' }>,
  nameOf: NameOf,
): { id: string; title: string; words: string[] } {
  const { id, name } = change.department;
  if (change.kind === 'added') return { id, title: `New: ${name}`, words: [] };
  const changes = departmentChangeWords({ ...change, name }, nameOf);
  return {
    id,
    title: name,
    words: changes.map(({ label, before, after }) => `${label}: ${before === undefined ? '' : `${before} → `}${after}`),
  };
}
