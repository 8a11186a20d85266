import { button } from '../../cards/actions';
import { lineCard } from '../../cards/line';
import { noticeCard } from '../../cards/notice';
import { type RequestCard, requestCard } from '../../cards/request';
import type { PersonId } from '../domain/organisation/organisation';
import type { Deciders } from '../domain/request/deciders';
import { type Viewer, viewerOf } from '../domain/request/viewers';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import type { RequestShown } from '../domain/shown/request';
import { accountSentences } from '../domain/words/account-words';
import { buttonTitles } from '../domain/words/card-words';
import { closedLine, lineOfNews } from '../domain/words/news-words';
import { sentences } from '../domain/words/words';
import type { Answer } from '../ports/turn';
import { adminsOf, decidersFor } from '../verbs/people';
import { card, notYours } from './chat-answer';
import { photoUrlOf, type ShownPorts, viewOf } from './request';

/** What a request's card shows in addition to the request. */
type Extra = Pick<RequestCard, 'asking' | 'words' | 'notice' | 'back' | 'addPhotoUrl'> & {
  /** The line of its notification; what the view says unless given. */
  summary?(view: RequestShown): string;
};

/** The request as this person may see it, or the answer of a stranger. */
export async function showRequestOf(request: VisitorRequest, person: PersonId, ports: ShownPorts, extra: Extra = {}): Promise<Answer> {
  const deciders = await decidersFor(request, ports);
  const viewer = viewerOf(request, person, deciders, await adminsOf(ports));
  return viewer ? card(await drawRequest(request, viewer, person, deciders, ports, extra)) : notYours(ports);
}

/** Whether this person may see the request at all. */
export async function maySee(request: VisitorRequest, person: PersonId, ports: ShownPorts): Promise<boolean> {
  return viewerOf(request, person, await decidersFor(request, ports), await adminsOf(ports)) !== undefined;
}

/** One storage call, for a request that follows another only. */
async function mayOpen(followed: RequestId | undefined, person: PersonId, ports: ShownPorts): Promise<boolean> {
  if (followed === undefined) return false;
  try {
    const stored = await ports.requests.read(followed);
    return stored !== undefined && (await maySee(stored.value, person, ports));
  } catch (fault) {
    ports.log.warn({ request: followed, fault: (fault as Error).name }, 'a request that another follows is not offered to be opened');
    return false;
  }
}

/**
 * Shown instead of a request that a person may no longer see: they declined it or did not answer in time, it was reassigned, or they
 * left. Reveals nothing of it.
 */
export function noLongerTheirs(person: PersonId, { handover }: Pick<VisitorRequest, 'handover'>): OutgoingCard {
  const last = handover?.last?.to === person ? handover.last.answer : undefined;
  const { declined, offerOver } = accountSentences;
  return noticeCard({ sentence: last === 'declined' ? declined : last === 'expired' ? offerOver : sentences.notTheirs, buttons: [] });
}

/** The one card of a request in Teams, for whichever reader. */
export async function drawRequest(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: ShownPorts,
  { summary, ...extra }: Extra = {},
): Promise<OutgoingCard> {
  const view = await viewOf(request, viewer, person, deciders, ports, 'chat');
  const photoUrl = photoUrlOf(view, person, ports);
  const drawn = requestCard({
    view,
    ...(photoUrl !== undefined && { photoUrl }),
    mayOpenFollowed: await mayOpen(request.follows, person, ports),
    ...extra,
  });
  return summary ? { ...drawn, summary: summary(view) } : drawn;
}

/** A message about a request where its card is not: the news, to be opened, or what is left of it. */
export function drawLine(view: RequestShown, message: { news: string; words?: string | undefined } | { was: string }): OutgoingCard {
  const { request, visitor } = view;
  if ('was' in message) return lineCard({ sentence: closedLine(visitor, request.id, message.was), summary: message.was });
  const open = button('showRequest', buttonTitles.open, { request: request.id });
  return lineCard({ sentence: lineOfNews(visitor, message.news, message.words), buttons: [open], summary: message.news });
}

/** A former sponsor sees how the request stands; a stranger learns nothing. */
export async function answerStranger(request: VisitorRequest, person: PersonId, ports: ShownPorts): Promise<Answer> {
  return request.involved.includes(person) ? showRequestOf(request, person, ports, { notice: sentences.movedOn }) : notYours(ports);
}
