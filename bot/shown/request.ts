import type { Person, PersonId } from '../domain/organisation/organisation';
import type { Deciders } from '../domain/request/deciders';
import { openProposal } from '../domain/request/proposal';
import { statusAt } from '../domain/request/request-dates';
import type { Viewer } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import { type Names, type RequestFacts, type RequestShown, shownRequest } from '../domain/shown/request';
import { isOver } from '../domain/statuses/table';
import type { Acting, Place } from '../domain/verbs/verb';
import type { Ports } from '../ports/ports';
import { adminsOf, hasSponsorLeft, nameOf } from '../verbs/people';
import { formContext } from './form-context';

export type ShownPorts = Pick<Ports, 'requests' | 'departments' | 'people' | 'policy' | 'clock' | 'log' | 'verbs' | 'tabUrl'>;

/** A request as one reader sees it in one place: plain text, for the renderer of its channel. */
export async function viewOf(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: ShownPorts,
  place: Place,
): Promise<RequestShown> {
  return shownRequest(
    await requestFacts(request, viewer, await readerOf(request, viewer, person, deciders, ports), ports),
    place,
    ports.verbs,
  );
}

/** Where the reader of a card looks at the photo; undefined where it is not for them, or there is no tab. */
export function photoUrlOf(
  { hasPhotoToShow, request }: RequestShown,
  person: PersonId,
  { tabUrl }: Pick<Ports, 'tabUrl'>,
): string | undefined {
  return hasPhotoToShow ? tabUrl?.(person, `request/${request.id}/photo`) : undefined;
}

/** @param standing how the reader stands to the request. */
export async function requestFacts(
  request: VisitorRequest,
  viewer: Viewer,
  standing: Acting['standing'],
  ports: ShownPorts,
): Promise<RequestFacts> {
  const context = await formContext(ports);
  const { person, deciders } = standing;
  const press = { actor: { id: person.id, channel: 'teams' as const }, now: ports.clock.now(), seen: request.revision };
  const names = await namesOf(request, deciders, context, ports, viewer === 'decider');
  return { request, viewer, acting: { standing, press, context, names: names.people ?? {} }, names };
}

/**
 * The reader of a card. Whether they are still staff is asked when they press, not for every card that is drawn; whether
 * the sponsor is, only for those who would stand in.
 */
export async function readerOf(
  request: VisitorRequest,
  viewer: Viewer,
  id: PersonId,
  deciders: Deciders,
  ports: ShownPorts,
): Promise<Acting['standing']> {
  const isAdmin = viewer !== 'sponsor' && (await adminsOf(ports)).includes(id);
  const person: Person = { id, name: '', mail: '', isEnabled: true, isStaff: true, isAdmin };
  const isSponsorGone = viewer === 'decider' && !isOver(request.status) && (await hasSponsorLeft(request.sponsor, ports));
  return { person, deciders, isSponsorGone };
}

async function namesOf(
  request: VisitorRequest,
  deciders: Deciders,
  { today }: Acting['context'],
  ports: ShownPorts,
  isDecider: boolean,
): Promise<Names> {
  const { sponsor, decision, recalled } = request;
  const status = statusAt(request, today);
  const isPending = status === 'pending';
  const waitsFor = isPending || openProposal({ ...request, status }) ? deciders.ask : [];
  // Whoever may pass the question on chooses among these.
  const choices = isPending && isDecider ? deciders.may : [];
  const people = [...new Set([...peopleOn(request), ...choices])].map(async (person) => [person, await nameOf(person, ports)] as const);
  return {
    people: Object.fromEntries(await Promise.all(people)),
    sponsor: await nameOf(sponsor, ports),
    waitsFor: await Promise.all(waitsFor.map((one) => nameOf(one, ports))),
    ...(decision && { decidedBy: await nameOf(decision.by, ports) }),
    ...(await awayOf(request, deciders, today.toString(), ports)),
    ...(recalled && { recalledBy: await nameOf(recalled.by, ports) }),
  };
}

/** The people whom the card names: who reapproved, ended or handed over the account, or passed the question on. */
function peopleOn({ account, handover, question }: VisitorRequest): PersonId[] {
  const { reapproved, shortened, ending, end, corrected, proposal } = account ?? {};
  const { open, last } = handover ?? {};
  const people = [reapproved?.by, shortened?.by, ending?.by, end?.by, open?.by, open?.to, last?.by, last?.to, corrected?.by];
  const proposed = [proposal?.open?.by, proposal?.last?.by, proposal?.last?.answered.by];
  const passedOn = (question.passedOn ?? []).flatMap(({ by, to }) => [by, to]);
  return [...new Set([...people, ...proposed, ...passedOn].filter((person) => person !== undefined))];
}

/** The notice about a head who is away, while they are. */
async function awayOf(
  { question: { headAway } }: VisitorRequest,
  { ask }: Deciders,
  today: string,
  ports: ShownPorts,
): Promise<Pick<Names, 'headAway'>> {
  const deputies = ask.filter((one) => one !== headAway?.person);
  const isBack = headAway?.until !== undefined && headAway.until < today;
  if (!headAway || isBack || deputies.length === 0 || deputies.length === ask.length) return {};
  const names = await Promise.all(deputies.map((one) => nameOf(one, ports)));
  return { headAway: { ...headAway, name: await nameOf(headAway.person, ports), deputies: names } };
}
