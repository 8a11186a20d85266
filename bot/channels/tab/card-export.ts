import type { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../../domain/form/form-context';
import type { Person } from '../../domain/organisation/organisation';
import { type CardAction, cardActionOn, exportCard, isNewToExport } from '../../domain/request/export-card';
import { maySeePhoto } from '../../domain/request/view-photo';
import { cardSections, viewOf } from '../../domain/request/views';
import { type RequestId, unlessKnown, type VisitorRequest } from '../../domain/request/visitor-request';
import { cardHeading, cardSheetLine, encodedSheet, photoFile } from '../../domain/shown/card-sheet';
import { nothingToDownload } from '../../domain/words/id-card-words';
import { formContext } from '../../shown/form-context';
import { changeRequest } from '../../verbs/perform';
import { json, type TabAnswer, type TabPorts } from './answer';
import type { CardExport, NothingToExport } from './card-contract';
import { inOrder } from './in-order';
import { type ZipEntry, zipOf } from './zip-of';

/** Requests that are read and recorded at the same time, and so photos in memory. */
const atOnce = 8;
const rowsAtOnce = 999;
/** In which a download that broke off may be made once more. */
const daysToRepeat = 7;
/** For a request that changes while it is exported. */
const mostAttempts = 3;

/** One request of the download. */
interface Exported {
  line: string;
  photo?: ZipEntry;
}

/**
 * `POST /cards/export`: what the card system is given. Each request is read, recorded and given in turn, so that memory does not grow with
 * their number but by a line of the sheet, which comes last. Where there is none, a sentence: nobody takes an empty sheet for news.
 */
export async function exportCards(person: Person, ask: CardExport, ports: TabPorts): Promise<TabAnswer> {
  const now = ports.clock.now();
  const nothing = await nothingIn(ask, ports);
  if (nothing !== undefined) return json({ nothing } satisfies NothingToExport);
  const pieces = zipOf(entriesOf(person, ask, await formContext(ports), ports), now.epochMilliseconds);
  return { kind: 'file', type: 'application/zip', name: `id-cards-${now.toPlainDate().toString()}.zip`, pieces };
}

/** Why there is nothing to export; undefined at the first request that there is. Records nothing. */
async function nothingIn(ask: CardExport, ports: TabPorts): Promise<string | undefined> {
  const now = ports.clock.now();
  let last: string | undefined;
  for await (const request of inOrder(cardRequests(ports), atOnce, (id) => readKnown(id, ports))) {
    if (request && actionFor(request, ask, now)) return undefined;
    const at = request?.exported?.at;
    if (at !== undefined && (last === undefined || at > last)) last = at;
  }
  return nothingToDownload(ask.what, last, ports.policy.zone);
}

async function readKnown(id: RequestId, { requests }: TabPorts): Promise<VisitorRequest | undefined> {
  return (await requests.read(id).catch(unlessKnown))?.value;
}

function actionFor(request: VisitorRequest, ask: CardExport, now: Temporal.ZonedDateTime): CardAction | undefined {
  return ask.what === 'all' || isNewToExport(request, ask.batch, now.toPlainDate()) ? cardActionOn(request, ask, now) : undefined;
}

async function* entriesOf(person: Person, ask: CardExport, context: FormContext, ports: TabPorts): AsyncGenerator<ZipEntry> {
  const { cards } = context.policy;
  const lines = [cardHeading(cards)];
  for await (const exported of inOrder(cardRequests(ports), atOnce, (id) => exportOne(id, person, ask, context, ports))) {
    if (!exported) continue;
    lines.push(exported.line);
    if (exported.photo) yield exported.photo;
  }
  const toAscii = cards.encoding === 'latin1' ? await ports.toAscii() : String;
  yield { name: 'cardholders.csv', bytes: encodedSheet(lines.join(''), cards.encoding, toAscii) };
}

async function* cardRequests({ views, clock }: TabPorts): AsyncGenerator<RequestId> {
  const { issue, told } = cardSections;
  const since = clock
    .now()
    .toInstant()
    .subtract({ hours: daysToRepeat * 24 });
  const seen = new Set<RequestId>();
  for (const within of [
    { from: issue, to: told },
    { from: `${told}:${since}`, to: `${told};` },
  ]) {
    let next: string | undefined;
    do {
      const page = await views.list(viewOf.cards, rowsAtOnce, next, within);
      // Until the lists have followed a change, a request may stand in two places.
      for (const { request } of page.rows) if (!seen.has(request) && seen.add(request)) yield request;
      next = page.next;
    } while (next !== undefined);
  }
}

/** Undefined if there is nothing to export. Throws if the export cannot be recorded, as unrecorded data is never given out. */
async function exportOne(
  id: RequestId,
  person: Person,
  ask: CardExport,
  context: FormContext,
  ports: TabPorts,
  attempt = 1,
): Promise<Exported | undefined> {
  const now = ports.clock.now();
  const today = now.toPlainDate();
  const actionOf = (request: VisitorRequest) => actionFor(request, ask, now);
  // The card system needs none of an end, although a reader who is the sponsor or an admin may see it.
  const photoOf = (request: VisitorRequest) =>
    actionOf(request) !== 'end' && maySeePhoto(request, person, { may: [] }, today) ? request.answers.photo : undefined;
  const stored = await readKnown(id, ports);
  const action = stored && actionOf(stored);
  if (!stored || !action) return undefined;
  const photo = photoOf(stored);
  const bytes = photo && (await ports.photos.get(photo.blob));
  const press = { actor: { id: person.id, channel: 'tab' as const }, now };
  const outcome = await changeRequest(
    id,
    // Decided upon meanwhile: what was read is not what would be given.
    (current) =>
      actionOf(current) === action && photoOf(current)?.blob === photo?.blob
        ? exportCard(current, ask, bytes !== undefined, press)
        : { refused: 'moved-on' },
    ports,
    { isUnseen: true, ...(action === 'end' && { todos: ['views'] }) },
  );
  if (outcome.kind === 'refused' && attempt < mostAttempts) return exportOne(id, person, ask, context, ports, attempt + 1);
  if (outcome.kind !== 'done') throw new Error(`a request could not be recorded as exported: ${outcome.kind}`);
  const line = cardSheetLine(outcome.request, action, bytes !== undefined, context);
  return { line, ...(bytes && { photo: { name: photoFile(outcome.request), bytes } }) };
}
