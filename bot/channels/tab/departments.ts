import { hasOtherDeciders } from '../../domain/organisation/department-changes';
import { departmentEvent } from '../../domain/organisation/department-events';
import { type DepartmentMistake, departmentMistakes } from '../../domain/organisation/department-form';
import { freshId } from '../../domain/organisation/fresh-id';
import type { Department, Person, PersonId } from '../../domain/organisation/organisation';
import { maySponsor } from '../../domain/request/lifecycle';
import { viewOf } from '../../domain/request/views';
import { departmentChangeWords, organisationSentences, peopleOfChange } from '../../domain/words/organisation-words';
import { tabSentences } from '../../domain/words/tab-words';
import { moment } from '../../domain/words/words';
import type { DepartmentStore } from '../../ports/directory';
import type { ReadSheetFile } from '../../ports/sheets';
import type { Stored } from '../../ports/stored';
import { mayHead, nameOf } from '../../verbs/people';
import { directoryAwayProblem, json, type TabAnswer, type TabPorts } from './answer';
import type { DepartmentAnswer, DepartmentSave, DepartmentsView, DepartmentView } from './department-contract';

export type DepartmentPorts = TabPorts & {
  departments: DepartmentStore;
  readSheet: ReadSheetFile;
};

/** Events that the page tells of. */
const mostShown = 30;
/** Open questions whose cards are brought in line after a change of who decides. */
const mostAsked = 999;

/** `GET /departments`. */
export async function showDepartments(ports: DepartmentPorts): Promise<TabAnswer> {
  return json(await departmentsAsShown(ports));
}

/** `POST /departments/save`. */
export async function saveDepartment(person: Person, body: DepartmentSave, ports: DepartmentPorts): Promise<TabAnswer> {
  const all = await ports.departments.allStored();
  const taken = new Set(all.map(({ value }) => value.id));
  const isNew = body.etag === undefined;
  const id = isNew && body.id.trim() === '' ? freshId(body.name, new Set(taken)) : body.id.trim();
  const before = isNew ? undefined : all.find(({ value }) => value.id === id);
  if (!isNew && before?.etag !== body.etag) return departmentJson(await departmentMoved(before, ports));
  if (before?.value.mergedInto !== undefined)
    return departmentJson({ kind: 'wrong', mistakes: [{ field: 'isClosed', text: organisationSentences.isMerged }] });
  const after = departmentTyped(id, body);
  const others = all.map(({ value }) => value).filter((one) => one.id !== id);
  const mistakes: DepartmentMistake[] = departmentMistakes(after, others);
  if (isNew && taken.has(id)) mistakes.push({ field: 'id', text: organisationSentences.idTaken });
  if (mistakes.length === 0) {
    try {
      mistakes.push(...(await strangersIn(before?.value, after, ports)));
    } catch (fault) {
      ports.log.warn({ person: person.id, fault: (fault as Error).name }, 'directory did not answer; a department was not saved');
      return directoryAwayProblem(tabSentences.whoIsAway);
    }
  }
  if (mistakes.length > 0) return departmentJson({ kind: 'wrong', mistakes });
  const event = departmentEvent(before?.value, after, { by: person.id, at: ports.clock.now().toInstant().toString() });
  if (event) {
    const write = { department: after, ...(before && { etag: before.etag }), event };
    if ((await ports.departments.write([write])) === 'lost')
      return departmentJson(await departmentMoved(await ports.departments.stored(id), ports));
    ports.log.info({ person: person.id, target: id, what: event.kind }, 'a department was changed');
    if (hasOtherDeciders(before?.value, after)) await askAnew([id], ports);
  }
  return departmentJson({
    kind: 'saved',
    view: await departmentsAsShown(ports),
    sentence: organisationSentences.departmentSaved(after.name),
  });
}

/** The heads and deputies of these departments may be others now: the cards of what waits there are brought in line. */
export async function askAnew(ids: readonly string[], { views, queue, log }: DepartmentPorts): Promise<void> {
  for (const id of ids) {
    // Saved all the same: whoever decides now finds it in the list, and gets the card when something next happens to it.
    try {
      const { rows } = await views.list(viewOf.pending(id), mostAsked);
      await Promise.all(rows.map(({ request }) => queue.enqueue({ kind: 'reach', id: request }, 0)));
    } catch (fault) {
      log.warn({ target: id, fault: (fault as Error).name }, 'cards of a department were not brought in line');
    }
  }
}

export const departmentJson = (value: DepartmentAnswer): TabAnswer => json(value);

function departmentTyped(id: string, { name, kind, head, deputies, validFrom, validTo, isClosed }: DepartmentSave): Department {
  return {
    id,
    name: name.trim(),
    kind,
    deputies,
    ...(head !== undefined && { head }),
    ...(validFrom.trim() !== '' && { validFrom: validFrom.trim() }),
    ...(validTo.trim() !== '' && { validTo: validTo.trim() }),
    ...(isClosed && { isClosed }),
  };
}

/** Whoever is newly named has to be able to decide. Throws where the directory does not answer. */
async function strangersIn(before: Department | undefined, after: Department, { people }: DepartmentPorts): Promise<DepartmentMistake[]> {
  const head = after.head !== undefined && after.head !== before?.head ? await people.person(after.head) : undefined;
  const isHeadAble = after.head === undefined || after.head === before?.head || (head !== undefined && mayHead(head));
  const joining = after.deputies.filter((one) => !before?.deputies.includes(one));
  const able = await Promise.all(joining.map((one) => isStaffMember(one, people)));
  return [
    ...(isHeadAble ? [] : [{ field: 'head' as const, text: organisationSentences.headUnable }]),
    ...(able.every(Boolean) ? [] : [{ field: 'deputies' as const, text: organisationSentences.deputyUnable }]),
  ];
}

async function isStaffMember(id: PersonId, people: TabPorts['people']): Promise<boolean> {
  const person = await people.person(id);
  return person !== undefined && maySponsor(person);
}

export async function departmentMoved(theirs: Stored<Department> | undefined, ports: DepartmentPorts): Promise<DepartmentAnswer> {
  const sentence = theirs ? organisationSentences.departmentMovedOn : organisationSentences.departmentGone;
  return { kind: 'moved-on', ...(theirs && { department: await departmentAsShown(theirs, ports, [theirs]) }), sentence };
}

export async function departmentsAsShown(ports: DepartmentPorts): Promise<DepartmentsView> {
  const [all, events] = await Promise.all([ports.departments.allStored(), ports.departments.events(mostShown)]);
  await ports.people.prefetch([...new Set(all.flatMap(({ value }) => peopleOf(value)))]);
  const named = await namesFor(
    events.flatMap((event) => [event.by, ...peopleOfChange(event)]),
    ports,
  );
  return {
    departments: await Promise.all(all.map((one) => departmentAsShown(one, ports, all))),
    history: events.map((event) => ({
      department: event.name,
      by: named(event.by),
      atWords: moment(event.at, ports.policy.zone),
      changes: departmentChangeWords(event, named),
    })),
  };
}

/** What these people are called; whom the directory does not have goes by their id. */
export async function namesFor(ids: readonly PersonId[], { people }: Pick<TabPorts, 'people'>): Promise<(id: PersonId) => string> {
  const nameIn = async (id: PersonId) => [id, (await people.name(id).catch(() => undefined)) ?? id] as const;
  const names = new Map(await Promise.all([...new Set(ids)].map(nameIn)));
  return (id) => names.get(id) ?? id;
}

function peopleOf({ head, deputies }: Department): PersonId[] {
  return [...(head === undefined ? [] : [head]), ...deputies];
}

async function departmentAsShown(
  { value, etag }: Stored<Department>,
  ports: DepartmentPorts,
  all: readonly Stored<Department>[],
): Promise<DepartmentView> {
  const named = async (id: PersonId) => ({ id, name: await nameOf(id, ports) });
  const { id, name, kind, head, deputies, validFrom = '', validTo = '', isClosed = false, mergedInto } = value;
  const into = all.find((one) => one.value.id === mergedInto)?.value.name ?? mergedInto;
  return {
    id,
    name,
    kind,
    ...(head !== undefined && { head: await named(head) }),
    deputies: await Promise.all(deputies.map(named)),
    validFrom,
    validTo,
    isClosed,
    ...(into !== undefined && { mergedInto: into }),
    etag,
  };
}
