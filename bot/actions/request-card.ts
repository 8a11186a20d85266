import { noticeCard } from '../../cards/notice';
import { type RequestCard, requestCard } from '../../cards/request';
import { statusAt } from '../domain/calendar';
import type { Deciders } from '../domain/deciders';
import type { Person } from '../domain/records';
import { type Names, type RequestFacts, type RequestShown, shownRequest } from '../domain/shown/request';
import type { Acting, Place } from '../domain/verbs/verb';
import { type Viewer, viewerOf } from '../domain/viewers';
import { isOver, type PersonId, type RequestId, type VisitorRequest } from '../domain/visitor-request';
import { sentences } from '../domain/wording';
import type { OutgoingCard, Ports } from '../ports';
import type { Answer } from '../turn';
import { adminsOf, decidersFor, isGone, nameOf } from '../verbs/people';
import { card, notYours } from './answers';
import { formContext } from './form-context';

export type RequestCardPorts = Pick<Ports, 'requests' | 'departments' | 'people' | 'policy' | 'clock' | 'log' | 'verbs'>;

/** What a request’s card shows beside the request. */
type Extra = Pick<RequestCard, 'asking' | 'notice' | 'back'>;

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
  const view = await viewOf(request, viewer, person, deciders, ports, 'chat');
  return requestCard({ view, mayOpenFollowed: await mayOpen(request.follows, person, ports), ...extra });
}

/** A request as one reader sees it in one place: plain text, for the renderer of its channel. */
export async function viewOf(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: RequestCardPorts,
  place: Place,
): Promise<RequestShown> {
  return shownRequest(await factsOf(request, viewer, await readerOf(request, viewer, person, deciders, ports), ports), place, ports.verbs);
}

/** @param standing how the reader stands to the request. */
export async function factsOf(
  request: VisitorRequest,
  viewer: Viewer,
  standing: Acting['standing'],
  ports: RequestCardPorts,
): Promise<RequestFacts> {
  const context = await formContext(ports);
  const { person, deciders } = standing;
  const press = { actor: { id: person.id, channel: 'teams' as const }, now: ports.clock.now(), seen: request.revision };
  return { request, viewer, acting: { standing, press, context }, names: await namesOf(request, deciders, context, ports) };
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
  ports: RequestCardPorts,
): Promise<Acting['standing']> {
  const isAdmin = viewer !== 'sponsor' && (await adminsOf(ports)).includes(id);
  const person: Person = { id, name: '', mail: '', isEnabled: true, isStaff: true, isAdmin };
  const isSponsorGone = viewer === 'decider' && !isOver(request.status) && (await isGone(request.sponsor, ports));
  return { person, deciders, isSponsorGone };
}

async function namesOf(request: VisitorRequest, deciders: Deciders, { today }: Acting['context'], ports: RequestCardPorts): Promise<Names> {
  const { sponsor, decision, recalled } = request;
  const waitsFor = statusAt(request, today) === 'pending' ? deciders.ask : [];
  const people = peopleOn(request).map(async (person) => [person, await nameOf(person, ports)] as const);
  return {
    people: Object.fromEntries(await Promise.all(people)),
    sponsor: await nameOf(sponsor, ports),
    waitsFor: await Promise.all(waitsFor.map((one) => nameOf(one, ports))),
    ...(decision && { decidedBy: await nameOf(decision.by, ports) }),
    ...(await awayOf(request, deciders, today.toString(), ports)),
    ...(recalled && { recalledBy: await nameOf(recalled.by, ports) }),
  };
}

/** Whoever kept, ended or handed the account over stands on its card by name. */
function peopleOn({ reapproved, shortened, ending, end, handover, handed, corrected }: VisitorRequest): PersonId[] {
  const people = [reapproved?.by, shortened?.by, ending?.by, end?.by, handover?.by, handover?.to, handed?.by, handed?.to, corrected?.by];
  return [...new Set(people.filter((person) => person !== undefined))];
}

/** What is told of a head who is away, as long as they are. */
async function awayOf(
  { headAway }: VisitorRequest,
  { ask }: Deciders,
  today: string,
  ports: RequestCardPorts,
): Promise<Pick<Names, 'headAway'>> {
  const deputies = ask.filter((one) => one !== headAway?.person);
  const isBack = headAway?.until !== undefined && headAway.until < today;
  if (!headAway || isBack || deputies.length === 0 || deputies.length === ask.length) return {};
  const names = await Promise.all(deputies.map((one) => nameOf(one, ports)));
  return { headAway: { ...headAway, name: await nameOf(headAway.person, ports), deputies: names } };
}
