import type { FormContext } from '../../domain/form/form-context';
import type { Person } from '../../domain/organisation/organisation';
import type { Deciders } from '../../domain/request/deciders';
import { isForCardOffice } from '../../domain/request/id-card';
import { isEditable } from '../../domain/request/resubmit';
import { maySeePhoto } from '../../domain/request/view-photo';
import { type Viewer, viewerOf } from '../../domain/request/viewers';
import type { RequestId, VisitorRequest } from '../../domain/request/visitor-request';
import { shownRequest } from '../../domain/shown/request';
import { cardOfficeGroups, rowsIn } from '../../domain/shown/request-groups';
import { isOver, type Status } from '../../domain/statuses/table';
import type { Acting, Asking } from '../../domain/verbs/verb';
import { editTitle } from '../../domain/words/card-words';
import { photoNotice } from '../../domain/words/privacy-words';
import { changePhotoSentences } from '../../domain/words/proposed-change-words';
import { contactTitle, tabSentences } from '../../domain/words/tab-words';
import type { Aggregate } from '../../ports/requests';
import { requestFacts } from '../../shown/request';
import { adminsOf, decidersFor, hasSponsorLeft } from '../../verbs/people';
import { json, notYoursProblem, type TabAnswer, type TabPorts } from './answer';
import type { RequestView, TimelineAsk } from './contract';
import { eventsOfPage, type HistoryPart, timelineOf } from './timeline';

/** `GET /requests/<reference>`: everything that this person may see of it, and what they may do. Two storage calls. */
export async function readRequest(person: Person, reference: RequestId, ports: TabPorts): Promise<TabAnswer> {
  const view = await viewOne(person, reference, ports);
  return view ? json(view) : notYoursProblem(ports);
}

/** `POST /requests/<reference>/timeline`: an earlier page of the history, for everybody who may see the request. Two storage calls. */
export async function showEarlier(person: Person, reference: RequestId, { before }: TimelineAsk, ports: TabPorts): Promise<TabAnswer> {
  const request = (await ports.requests.read(reference))?.value;
  const viewer = request && (await viewerInTab(request, person, await decidersFor(request, ports), ports));
  if (!request || !viewer) return notYoursProblem(ports);
  const end = Math.min(before, request.events);
  return json(
    await timelineOf(await ports.requests.readEvents(reference, end, eventsOfPage), request, end, historyPart(viewer, person), ports),
  );
}

/** Undefined where there is no such request, and where this person may not see it. */
export async function viewOne(person: Person, reference: RequestId, ports: TabPorts): Promise<RequestView | undefined> {
  const aggregate = await ports.requests.readAll(reference, eventsOfPage);
  if (!aggregate) return undefined;
  const request = aggregate.request.value;
  const deciders = await decidersFor(request, ports);
  const viewer = await viewerInTab(request, person, deciders, ports);
  if (!viewer) return undefined;
  const isSponsorGone = !isOver(request.status) && (await hasSponsorLeft(request.sponsor, ports));
  return drawView(aggregate, viewer, { person, deciders, isSponsorGone }, ports);
}

/** As everywhere; and the card office, which has a page of requests here alone. */
async function viewerInTab(request: VisitorRequest, person: Person, deciders: Deciders, ports: TabPorts): Promise<Viewer | undefined> {
  const viewer = viewerOf(request, person.id, deciders, await adminsOf(ports));
  return viewer ?? (isForCardOffice(request, person, ports.clock.now()) ? 'card-office' : undefined);
}

async function drawView(aggregate: Aggregate, viewer: Viewer, standing: Acting['standing'], ports: TabPorts): Promise<RequestView> {
  const { value: request } = aggregate.request;
  const { person, deciders } = standing;
  const facts = await requestFacts(request, viewer, standing, ports);
  const shown = shownRequest(facts, 'tab', ports.verbs);
  const { status, statusLabel, tone, heading, visitor, line, next, hints, handover, said, groups, concerns, offers } = shown;
  const isWhole = seesWhole(viewer, person);
  const isOffice = viewer === 'card-office';
  const { entries, earlier } = await timelineOf(aggregate, request, request.events, historyPart(viewer, person), ports);
  const hint = hintOf(viewer, status);
  return {
    request: request.id,
    revision: request.revision,
    status,
    statusLabel,
    tone,
    heading,
    visitor,
    ...(line !== undefined && { line }),
    next: [next, ...hints].join(' '),
    // Why it was decided so, who is to have it, and the IT account are no matter of the card office.
    handover: isOffice ? [] : handover,
    ...(said && !isOffice && { said }),
    groups: isOffice
      ? cardOfficeGroups(request, facts.names.sponsor, facts.acting.context)
      : [...groups, ...(isWhole ? contact(request, facts.acting.context) : [])],
    concerns,
    hasPhoto: maySeePhoto(request, person, deciders, ports.clock.now().toPlainDate()),
    verbs: offers.map(({ verb, title, style, rank, asks }) => ({ verb, title, style, rank, ...(asks && { asks: askedInTab(asks) }) })),
    ...(shown.needsProposedPhoto && { photoWanted: { label: changePhotoSentences.label, notice: photoNotice(ports.policy) } }),
    timeline: entries,
    ...(earlier !== undefined && { earlier }),
    ...(viewer === 'sponsor' && isEditable(status) && { edit: editTitle(status) }),
    ...(hint !== undefined && { chatHint: hint }),
  };
}

/** The chat takes an address, the tab a name too. */
function askedInTab(asks: Asking): Asking {
  return asks.kind === 'colleague' ? { ...asks, label: tabSentences.findColleague } : asks;
}

/** Approvers see what changed but the contact details, as on their card; the card office sees only events about the card. */
function historyPart(viewer: Viewer, person: Person): HistoryPart {
  if (viewer === 'card-office') return 'of the card';
  if (seesWhole(viewer, person)) return 'whole';
  return viewer === 'decider' ? 'without contact' : 'without values';
}

function seesWhole(viewer: Viewer, { isAdmin }: Person): boolean {
  return viewer === 'sponsor' || isAdmin;
}

/** How the visitor is reached: of no use for deciding, so not for deciders. */
function contact(request: VisitorRequest, context: FormContext): RequestView['groups'] {
  const rows = rowsIn('contact', request, context);
  return rows.length === 0 ? [] : [{ title: contactTitle, rows }];
}

function hintOf(viewer: Viewer, status: Status): string | undefined {
  return viewer === 'sponsor' && isOver(status) ? tabSentences.askAgainInChat : undefined;
}
