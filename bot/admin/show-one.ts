import { requestView as cardView } from '../../cards/request';
import { formContext } from '../actions/form-context';
import { adminsOf, decidersFor, isGone, requestShown } from '../actions/request-card';
import { statusAt } from '../domain/calendar';
import { fullName } from '../domain/card-wording';
import { fieldLabels } from '../domain/form-wording';
import type { Person } from '../domain/records';
import { contactTitle, groupTitles, tabSentences } from '../domain/tab-wording';
import { maySeePhoto } from '../domain/view-photo';
import { type Viewer, viewerOf } from '../domain/viewers';
import { isOver, type RequestId, type Status, type VisitorRequest } from '../domain/visitor-request';
import type { Aggregate } from '../ports';
import { json, notYours, type TabAnswer, type TabPorts } from './answer';
import type { RequestView } from './contract';
import { offersOf } from './offers';
import { timelineOf } from './timeline';

/** `GET /requests/<reference>`: everything that this person may see of it, and what they may do. One storage call. */
export async function showRequest(person: Person, reference: RequestId, ports: TabPorts): Promise<TabAnswer> {
  const view = await viewOne(person, reference, ports);
  return view ? json(view) : notYours(ports);
}

/** Undefined where there is no such request, and where this person may not see it. */
export async function viewOne(person: Person, reference: RequestId, ports: TabPorts): Promise<RequestView | undefined> {
  const aggregate = await ports.requests.readAll(reference);
  if (!aggregate) return undefined;
  const request = aggregate.request.value;
  const deciders = await decidersFor(request, ports);
  const viewer = viewerOf(request, person.id, deciders, await adminsOf(ports));
  if (!viewer) return undefined;
  const isSponsorGone = !isOver(request.status) && (await isGone(request.sponsor, ports));
  return draw(aggregate, viewer, { person, deciders, isSponsorGone }, ports);
}

type Standing = Parameters<typeof offersOf>[1];

async function draw(aggregate: Aggregate, viewer: Viewer, standing: Standing, ports: TabPorts): Promise<RequestView> {
  const { value: request } = aggregate.request;
  const { person, deciders } = standing;
  const context = await formContext(ports);
  const shown = await requestShown(request, viewer, person.id, deciders, ports);
  const { heading, status, handover, hasWords, wordsTitle, words, groups, concerns } = cardView(shown);
  const now = statusAt(request, context.today);
  const isWhole = viewer === 'sponsor' || person.isAdmin;
  const hint = hintOf(viewer, now);
  return {
    request: request.id,
    revision: request.revision,
    status: now,
    statusLabel: status.label,
    heading,
    visitor: fullName(request.answers) ?? request.id,
    ...(status.hasLine && { line: textOf(status.line) }),
    next: status.next,
    handover: handover.map(({ inlines }) => textOf(inlines)),
    ...(hasWords && { said: { title: wordsTitle, text: textOf(words) } }),
    groups: [
      ...groups.map(({ rows }, place) => ({
        title: groupTitles[place] ?? '',
        rows: rows.map(({ label, inlines }) => ({ label, text: textOf(inlines) })),
      })),
      ...(isWhole ? contact(request) : []),
    ],
    concerns: concerns.map(({ sentence }) => sentence),
    hasPhoto: maySeePhoto(request, person, deciders),
    verbs: offersOf(shown, standing, ports),
    timeline: await timelineOf(aggregate, isWhole, ports),
    ...(hint !== undefined && { chatHint: hint }),
  };
}

/** How the visitor is reached: of no use for deciding, so not for deciders. */
function contact({ answers: { telephone, personalEmail } }: VisitorRequest): RequestView['groups'] {
  const rows = [
    ...(telephone === undefined ? [] : [{ label: fieldLabels.telephone, text: telephone }]),
    ...(personalEmail === undefined ? [] : [{ label: fieldLabels.personalEmail, text: personalEmail }]),
  ];
  return rows.length === 0 ? [] : [{ title: contactTitle, rows }];
}

function hintOf(viewer: Viewer, status: Status): string | undefined {
  if (viewer !== 'sponsor') return undefined;
  if (status === 'returned') return tabSentences.changeInChat;
  return isOver(status) ? tabSentences.askAgainInChat : undefined;
}

/** A card's literal text is in runs; here it is text again. */
function textOf(inlines: readonly { text: string }[]): string {
  return inlines.map(({ text }) => text).join('');
}
