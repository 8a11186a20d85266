import { counted, shortDay } from '../dates/day-words';
import type { FormContext } from '../form/form-context';
import { type DepartmentChange, type FieldChange, hasOtherDeciders } from '../organisation/department-changes';
import type { DepartmentEvent } from '../organisation/department-events';
import type { MergeRefusal } from '../organisation/department-merge';
import type { Department, PersonId } from '../organisation/organisation';
import type { PolicyChange } from '../organisation/policy-changes';
import type { VisitorRequest } from '../request/visitor-request';

/** What admins are told of the departments and the policy that they edit. */
export const organisationSentences = {
  policySaved: 'Policy saved. It applies everywhere within a minute.',
  policyMovedOn:
    'Someone else has saved the policy since you opened it, so nothing was saved. Their values are shown beside yours: check them, and save again.',
  departmentSaved: (name: string) => `${name} saved. It applies everywhere within five minutes.`,
  departmentMovedOn:
    'Someone else has changed this department since you opened it, so nothing was saved. Their values are shown beside yours: check them, and save again.',
  mergeMovedOn: 'Someone else has changed one of these departments meanwhile, so nothing was merged. Close this, and try again.',
  departmentGone: 'Someone else has removed this department, so nothing was saved.',
  idTaken: 'Enter another id: there is a department with this one already.',
  headUnable: 'Choose another head: this person is not known, has left, or is a guest or a visitor.',
  deputyUnable: 'Choose other deputies: someone newly named is not a member of staff.',
  fileUnreadable: (text: string) => `The file cannot be read: it is ${text}.`,
  isMerged: 'This department has been merged into another, so it can no longer be changed.',
  wasMerged: (id: string, into: string) => `${id} has been merged into ${into}, so it can no longer be used`,
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
const turned = { added: 'Added', changed: '', closed: 'Closed', reopened: 'Reopened', merged: 'Merged into', renamed: 'New id' };

type NameOf = (person: PersonId) => string;

/** What an event changed, with the names that people have now. */
export function departmentChangeWords(
  event: Pick<DepartmentEvent, 'kind' | 'name' | 'fields' | 'joining' | 'leaving' | 'into'>,
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
    ...(event.kind === 'changed' ? [] : [{ label: turned[event.kind], after: turnedInto(event) }]),
    ...event.fields.map(({ field, before, after }) => ({
      label: fieldNames[field],
      before: shown(field, before),
      after: shown(field, after),
    })),
    ...(event.joining.length > 0 ? [{ label: 'Deputies added', after: names(event.joining) }] : []),
    ...(event.leaving.length > 0 ? [{ label: 'Deputies removed', after: names(event.leaving) }] : []),
  ];
}

function turnedInto({ kind, name, into }: Pick<DepartmentEvent, 'kind' | 'name' | 'into'>): string {
  if (!into) return name;
  return kind === 'renamed' ? into.id : `${into.name} (${into.id})`;
}

/** Why a department cannot become part of another, and what to do. */
export function mergeRefusal(refusal: MergeRefusal): string {
  return mergeRefusals[refusal];
}

const mergeRefusals: Record<MergeRefusal, string> = {
  'no-such-target': 'Choose the department to merge it into.',
  itself: 'Choose another department: it cannot be merged into itself.',
  'merged-already': 'It has been merged already.',
  'target-merged': 'Choose another department: that one has been merged into another itself.',
  'target-closed': 'Choose another department, or reopen that one first: it is closed.',
  'has-merged': 'Other departments have been merged into this one, so it cannot be merged or get a new id.',
};

/** What a merge would do. `open`: requests that are not over. */
export function mergePreview(open: number, former: Department, into: Department): string {
  const isAsked = hasOtherDeciders(former, into);
  const follow =
    open === 0
      ? 'No open requests will move.'
      : `${counted(open, 'open request')} will move to ${into.name}.${isAsked ? ' Those that wait for a decision will be asked again of its approvers.' : ''}`;
  return `${follow} Requests that are over keep the old name. This cannot be undone.`;
}

export function mergeDone(former: Department, into: Department): string {
  const what = former.name === into.name ? `${into.name} has a new id, ${into.id}.` : `${former.name} has been merged into ${into.name}.`;
  return `${what} Its open requests move within ten minutes, and the heads are then sent a message.`;
}

/** To the heads of both. */
export function mergeNews(former: Department, into: Department): string {
  const isAsked = hasOtherDeciders(former, into);
  if (former.name === into.name)
    return `An administrator has given ${into.name} a new id in the visitor accounts service. Its open requests move along, and you do not need to do anything.`;
  return `An administrator has merged ${former.name} into ${into.name} in the visitor accounts service. Open requests move to ${into.name}${isAsked ? ', whose approvers are asked to decide those that wait' : ''}.`;
}

/** The subject of the same by mail. */
export function mergeMail(name: string): string {
  return `Visitor accounts: a change to ${name}`;
}

/** On the card of a request that moved; nothing where its department has a new id only. */
export function movedLines(
  { answers, movedFrom }: Pick<VisitorRequest, 'answers' | 'movedFrom'>,
  { departments }: Pick<FormContext, 'departments'>,
): string[] {
  const [former, present] = [movedFrom, answers.department].map((id) => departments.find((one) => one.id === id)?.name);
  if (former === undefined || present === undefined || former === present) return [];
  return [`This request was made to ${former}, which is now part of ${present}.`];
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
