import type { Temporal } from 'temporal-polyfill';
import type { Asking } from '../../cards/asking';
import { noticeCard } from '../../cards/notice';
import { type RequestCard, requestCard } from '../../cards/request';
import type { Back } from '../../cards/request-ways';
import { statusAt } from '../domain/calendar';
import { type Choices, choicesOf } from '../domain/choices';
import { type Deciders, decidersOf } from '../domain/deciders';
import { departmentOf } from '../domain/form';
import { maySponsor, recallableUntil } from '../domain/lifecycle';
import type { Person } from '../domain/records';
import { type Viewer, viewerOf } from '../domain/viewers';
import { isOver, type PersonId, type RequestId, type VisitorRequest } from '../domain/visitor-request';
import { sentences } from '../domain/wording';
import type { OutgoingCard, Ports } from '../ports';
import type { Answer } from '../turn';
import { card, notYours } from './answers';
import { formContext } from './form-context';

export type RequestCardPorts = Pick<Ports, 'requests' | 'departments' | 'people' | 'policy' | 'clock' | 'log'>;

/** What a request’s card shows beside the request. */
interface Extra {
  asking?: Asking;
  notice?: string;
  back?: Back;
}

/** The request as this person may see it, or the answer of a stranger. */
export async function showRequestOf(
  request: VisitorRequest,
  person: PersonId,
  ports: RequestCardPorts,
  extra: Extra = {},
): Promise<Answer> {
  const deciders = await decidersFor(request, ports);
  const viewer = viewerOf(request, person, deciders, await adminsOf(ports));
  return viewer ? card(await drawRequest(request, viewer, person, deciders, ports, extra)) : notYours(ports);
}

/** Whether this person may see the request at all. */
export async function maySee(request: VisitorRequest, person: PersonId, ports: RequestCardPorts): Promise<boolean> {
  return viewerOf(request, person, await decidersFor(request, ports), await adminsOf(ports)) !== undefined;
}

/** One storage call, for a request that follows another only. */
async function mayOpen(followed: RequestId | undefined, person: PersonId, ports: RequestCardPorts): Promise<boolean> {
  if (followed === undefined) return false;
  try {
    const stored = await ports.requests.read(followed);
    return stored !== undefined && (await maySee(stored.value, person, ports));
  } catch (fault) {
    ports.log.warn({ request: followed, fault: (fault as Error).name }, 'a request that another follows is not offered to be opened');
    return false;
  }
}

/** In place of a request that somebody may no longer see: it was moved, or they have left. Tells nothing of it. */
export function noLongerTheirs(): OutgoingCard {
  return noticeCard({ sentence: sentences.notTheirs, buttons: [] });
}

/** The one card of a request in Teams, for whichever reader. */
export async function drawRequest(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: RequestCardPorts,
  extra: Extra = {},
): Promise<OutgoingCard> {
  return requestCard(await requestShown(request, viewer, person, deciders, ports, extra));
}

/** What the card of a request is drawn from, in every channel. */
export async function requestShown(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: RequestCardPorts,
  extra: Extra = {},
): Promise<RequestCard> {
  const context = await formContext(ports);
  const status = statusAt(request, context.today);
  const waitsFor = status === 'pending' ? deciders.ask : [];
  const mayOpenFollowed = await mayOpen(request.follows, person, ports);
  const recallUntil = recallableUntil(request, person, ports.clock.now());
  return {
    request,
    viewer,
    mayDecide: status === 'pending' && deciders.may.includes(person),
    mayOpenFollowed,
    ...(recallUntil && { recallUntil: recallUntil.toString() }),
    reader: person,
    today: context.today,
    context,
    choices: await choicesFor(request, viewer, person, deciders, ports),
    names: {
      people: await namesOf(peopleOn(request), ports),
      sponsor: await nameOf(request.sponsor, ports),
      waitsFor: await Promise.all(waitsFor.map((one) => nameOf(one, ports))),
      ...(request.decision && { decidedBy: await nameOf(request.decision.by, ports) }),
      ...(await awayOf(request, deciders, context.today, ports)),
      ...(request.recalled && { recalledBy: await nameOf(request.recalled.by, ports) }),
    },
    ...extra,
  };
}

/**
 * What the card offers this person. Whether they are still staff is asked when they press, not for every card that is
 * drawn; whether the sponsor is, only for those who would stand in.
 */
async function choicesFor(
  request: VisitorRequest,
  viewer: Viewer,
  id: PersonId,
  deciders: Deciders,
  ports: RequestCardPorts,
): Promise<Choices> {
  const isAdmin = viewer !== 'sponsor' && (await adminsOf(ports)).includes(id);
  const person: Person = { id, name: '', mail: '', isEnabled: true, isStaff: true, isAdmin };
  const isSponsorGone = viewer === 'decider' && !isOver(request.status) && (await isGone(request.sponsor, ports));
  return choicesOf(request, { person, deciders, isSponsorGone }, ports.clock.now(), ports.policy);
}

/** Q9: unknown to the directory, disabled, or not staff any more. A directory that does not answer takes nobody for gone. */
export async function isGone(sponsor: PersonId, ports: Pick<Ports, 'people' | 'log'>): Promise<boolean> {
  return !(await isAble(sponsor, maySponsor, ports));
}

/** Whoever kept, ended, corrected or handed the account over stands on its card by name. */
function peopleOn({ reapproved, shortened, ending, end, handover, handed, corrected }: VisitorRequest): PersonId[] {
  const people = [reapproved?.by, shortened?.by, ending?.by, end?.by, handover?.by, handover?.to, handed?.by, handed?.to, corrected?.by];
  return [...new Set(people.filter((person) => person !== undefined))];
}

async function namesOf(people: PersonId[], ports: Pick<Ports, 'people'>): Promise<Record<PersonId, string>> {
  return Object.fromEntries(await Promise.all(people.map(async (person) => [person, await nameOf(person, ports)] as const)));
}

/** What is told of a head who is away, as long as they are. */
async function awayOf({ headAway }: VisitorRequest, { ask }: Deciders, today: Temporal.PlainDate, ports: RequestCardPorts) {
  const deputies = ask.filter((one) => one !== headAway?.person);
  const isOver = headAway?.until !== undefined && headAway.until < today.toString();
  if (!headAway || isOver || deputies.length === 0 || deputies.length === ask.length) return {};
  const names = await Promise.all(deputies.map((one) => nameOf(one, ports)));
  return { headAway: { ...headAway, name: await nameOf(headAway.person, ports), deputies: names } };
}

/** As much of a request as tells who decides it; a row of a list knows this too. */
export type Asked = Pick<VisitorRequest, 'sponsor' | 'involved' | 'headAway'> &
  Partial<Pick<VisitorRequest, 'status'>> & {
    assigned?: Pick<NonNullable<VisitorRequest['assigned']>, 'to'>;
    answers: Pick<VisitorRequest['answers'], 'department'>;
  };

/** Who must and may decide, as the departments and the directory have it now. */
export async function decidersFor(request: Asked, ports: Pick<Ports, 'departments' | 'people' | 'log'>): Promise<Deciders> {
  const department = departmentOf(request.answers, await ports.departments.all());
  const named = [
    ...(department?.head === undefined ? [] : [{ person: department.head, test: mayHead }]),
    // R2 holds for deputies too; who is head is a matter of the organisation, not of a group.
    ...(department?.deputies ?? []).map((person) => ({ person, test: maySponsor })),
    ...(request.assigned ? [{ person: request.assigned.to, test: maySponsor }] : []),
  ];
  const known = await Promise.all(named.map(async ({ person, test }) => ({ person, isAble: await isAble(person, test, ports) })));
  const able = new Set(known.filter((one) => one.isAble).map((one) => one.person));
  const admins = await adminsOf(ports);
  return decidersOf(request, department, admins, (person) => able.has(person) || admins.includes(person));
}

function mayHead({ isEnabled, isOutsider }: Person): boolean {
  return isEnabled && !isOutsider;
}

/** A directory that does not answer makes nobody an admin. */
export async function adminsOf({ people, log }: Pick<Ports, 'people' | 'log'>): Promise<PersonId[]> {
  try {
    return await people.admins();
  } catch {
    log.warn({}, 'directory did not answer; nobody is taken for an admin');
    return [];
  }
}

/** A directory that does not answer takes nobody’s right away: the test is taken for passed. */
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
