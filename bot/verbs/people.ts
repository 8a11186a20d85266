import { departmentOf } from '../domain/form/form-context';
import type { Department, Person, PersonId } from '../domain/organisation/organisation';
import { type Deciders, decidersOf } from '../domain/request/deciders';
import { maySponsor } from '../domain/request/lifecycle';
import type { Standing } from '../domain/request/reapproval';
import type { PassedOn, Question, VisitorRequest } from '../domain/request/visitor-request';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';

type PeoplePorts = Pick<Ports, 'departments' | 'people' | 'log'>;

/** The actor as the rules see them; undefined for a person whom the directory does not have. Throws when the directory does not answer. */
export async function standingOf(request: VisitorRequest, id: PersonId, ports: PeoplePorts): Promise<Standing | undefined> {
  const person = await ports.people.person(id);
  if (!person) return undefined;
  return { person, deciders: await decidersFor(request, ports), isSponsorGone: await hasSponsorLeft(request.sponsor, ports) };
}

/** The fields of a request that decide its approvers; a list row has them too. */
export type Asked = Pick<VisitorRequest, 'sponsor' | 'involved'> &
  Partial<Pick<VisitorRequest, 'status'>> & {
    question?: Pick<Question, 'headAway'> & { passedOn?: readonly Pick<PassedOn, 'to'>[] };
    assigned?: Pick<NonNullable<VisitorRequest['assigned']>, 'to'>;
    answers: Pick<VisitorRequest['answers'], 'department'>;
  };

/** Who must and may decide, as the departments and the directory have it now. */
export async function decidersFor(request: Asked, ports: Pick<Ports, 'departments' | 'people' | 'log'>): Promise<Deciders> {
  const department = departmentOf(request.answers, await ports.departments.all());
  const named = namedBy(request, department);
  const known = await Promise.all(named.map(async ({ person, test }) => ({ person, isAble: await isAble(person, test, ports) })));
  const able = new Set(known.filter((one) => one.isAble).map((one) => one.person));
  const admins = await adminsOf(ports);
  return decidersOf(request, department, admins, (person) => able.has(person) || admins.includes(person));
}

/** Whom {@link decidersFor} asks the directory about. */
export async function namedFor(request: Asked, { departments }: Pick<Ports, 'departments'>): Promise<PersonId[]> {
  return namedBy(request, departmentOf(request.answers, await departments.all())).map(({ person }) => person);
}

function namedBy(request: Asked, department: Department | undefined): { person: PersonId; test(known: Person): boolean }[] {
  return [
    ...(department?.head === undefined ? [] : [{ person: department.head, test: mayHead }]),
    // A deputy has to be staff; who is head is a matter of the organisation, not of a group.
    ...(department?.deputies ?? []).map((person) => ({ person, test: maySponsor })),
    ...(request.assigned ? [{ person: request.assigned.to, test: maySponsor }] : []),
  ];
}

/** A head is whom the organisation names, in no group; but nobody from outside, and nobody who has left. */
export function mayHead({ isEnabled, isOutsider }: Person): boolean {
  return isEnabled && !isOutsider;
}

/** Without an answer of the directory nobody is an admin. */
export async function adminsOf({ people, log }: Pick<Ports, 'people' | 'log'>): Promise<PersonId[]> {
  try {
    return await people.admins();
  } catch {
    log.warn({}, 'directory did not answer; nobody is taken for an admin');
    return [];
  }
}

/** Not in the directory, disabled, or not staff any more. Without an answer of the directory the sponsor counts as present. */
export async function hasSponsorLeft(sponsor: PersonId, ports: Pick<Ports, 'people' | 'log'>): Promise<boolean> {
  return !(await isAble(sponsor, maySponsor, ports));
}

/** Without an answer of the directory a person keeps their rights. */
async function isAble(
  person: PersonId,
  test: (known: Person) => boolean,
  { people, log }: Pick<Ports, 'people' | 'log'>,
): Promise<boolean> {
  try {
    const known = await people.person(person);
    return known !== undefined && test(known);
  } catch {
    log.warn({ person }, 'directory did not answer; the person is taken for present');
    return true;
  }
}

/** A name for a card; never a reason to fail. */
export async function nameOf(person: PersonId, { people }: Pick<Ports, 'people'>): Promise<string> {
  return (await people.name(person).catch(() => undefined)) ?? sentences.unknownPerson;
}
