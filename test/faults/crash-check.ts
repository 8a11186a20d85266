import { TableClient } from '@azure/data-tables';
import { ContainerClient } from '@azure/storage-blob';
import type { Storage } from '../../bot/adapters/azure/storage';
import { nextWake } from '../../bot/domain/request/request-dates';
import { placesOf } from '../../bot/domain/request/views';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import type { Ports } from '../../bot/ports/ports';
import type { Aggregate } from '../../bot/ports/requests';
import type { ViewKey } from '../../bot/ports/views';
import type { FakeConnector } from '../fakes/bot-connector';
import { textOf } from '../journeys/steps';
import { conversationOf, type Place, policy } from './crash-story';

/** The message that holds the sponsor’s draft when a story begins; it shows the request from then on. */
export const draftCard = 'card-of-the-draft';

/** What somebody's live card says, and the newest message where that is a line. It came once or, where a process died between sending and noting it, twice. */
export interface WantedPost {
  person: string;
  says: string;
  /** Of the line. */
  news?: string;
}

export interface Wanted {
  status: VisitorRequest['status'];
  events: string[];
  posts: WantedPost[];
}

type StoredAt = Pick<Place, 'connection' | 'prefix'>;
type Running = { storage: Storage; ports: Pick<Ports, 'clock'> };
type Row = { partitionKey: string; rowKey: string };

/** What is not in line with the request as it is stored, in words; nothing where all is. */
export async function outOfLine(place: StoredAt, { storage, ports }: Running): Promise<string[]> {
  const [id, another] = await requestsOf(place);
  const aggregate = id === undefined ? undefined : await storage.requests.readAll(id);
  return [
    ...(another ? ['more than one request'] : []),
    ...(aggregate ? await outOfLineWith(aggregate, place, { storage, ports }) : []),
    ...(await blobsOutOfLine(aggregate?.request.value, place, storage)),
  ];
}

/** What is not as the story ends. */
export async function notAsWanted(wanted: Wanted, place: Place, running: Running, connector: FakeConnector): Promise<string[]> {
  const [id = 'none'] = await requestsOf(place);
  const aggregate = id === 'none' ? undefined : await running.storage.requests.readAll(id);
  const found = { status: aggregate?.request.value.status, events: aggregate?.events.map(({ verb }) => verb) };
  const expected = { status: wanted.status, events: wanted.events };
  return [
    ...(await outOfLine(place, running)),
    ...(JSON.stringify(found) === JSON.stringify(expected) ? [] : [`the story ended as ${JSON.stringify(found)}`]),
    ...wanted.posts.flatMap((post) => postOutOfLine(post, place, connector)),
  ];
}

async function outOfLineWith(aggregate: Aggregate, place: StoredAt, { storage, ports }: Running): Promise<string[]> {
  const request = aggregate.request.value;
  const wanted = placesOf(request).map(keyOf);
  const rows = (await rowsIn(place, 'Views')) as (Row & { json?: string })[];
  // A wake-up, or a matter for admins, has none.
  const listed = rows.flatMap(({ json }) => (json === undefined ? [] : [keyOf(JSON.parse(json) as ViewKey)]));
  const wakes: string[] = [];
  for await (const { at } of storage.views.wakesUntil('9999-12-31T23')) wakes.push(at);
  const wake = nextWake(request, ports.clock.now(), policy);
  const draft = await storage.drafts.read(request.sponsor, request.id);
  return [
    ...(aggregate.todos.length > 0 ? [`left to do: ${aggregate.todos.map(({ value }) => value.target).join(', ')}`] : []),
    ...(sorted(listed) === sorted(wanted) ? [] : [`listed at ${sorted(listed)}`]),
    ...(wake === undefined || wakes.includes(wake) ? [] : [`no wake-up at ${wake}`]),
    ...(draft && (draft.value.changes?.revision ?? 0) < request.revision ? ['the sent draft is still there'] : []),
  ];
}

async function blobsOutOfLine(request: VisitorRequest | undefined, place: StoredAt, storage: Storage): Promise<string[]> {
  const drafts = (await rowsIn(place, 'Drafts')) as (Row & { json: string })[];
  const named = [request, ...drafts.map(({ json }) => JSON.parse(json) as VisitorRequest)].flatMap((one) => one?.answers.photo?.blob ?? []);
  const stored = await blobsOf(place);
  const missing: string[] = [];
  for (const blob of new Set(named)) if (!(await storage.photos.get(blob))) missing.push(blob);
  return [
    ...stored.filter((blob) => !named.includes(blob)).map(() => 'a photo that nothing names'),
    ...missing.map(() => 'a photo is named and not there'),
  ];
}

function postOutOfLine({ person, says, news }: WantedPost, place: Place, connector: FakeConnector): string[] {
  const messages = connector.chats.get(conversationOf(place, person))?.messages ?? [];
  const posts = messages.filter(({ activity }) => activity !== draftCard);
  const shown = [posts.at(-1), ...messages.filter(({ activity }) => activity === draftCard)];
  const isRight = shown.every((message) => {
    const card = message?.card ?? {};
    const wanted = news !== undefined && !('refresh' in card) ? news : says;
    return textOf(card).includes(wanted) && !/"title":"(?:Approve|Reject)/.test(JSON.stringify(card));
  });
  return [
    ...(posts.length === 1 || posts.length === 2 ? [] : [`${posts.length} posts to ${person}`]),
    ...(isRight ? [] : [`a card of ${person} shows another state`]),
  ];
}

export async function requestsOf(place: StoredAt): Promise<string[]> {
  return (await rowsIn(place, 'Requests')).filter(({ rowKey }) => rowKey === 'request').map(({ partitionKey }) => partitionKey);
}

/** What is not in line with one of many requests as they are stored: its events, its work, its lists, its wake-up. */
export async function anyOutOfLine(place: StoredAt, { storage, ports }: Running, events: readonly string[]): Promise<string[]> {
  const wakes = new Set<string>();
  for await (const { at, request } of storage.views.wakesUntil('9999-12-31T23')) wakes.add(`${request} ${at}`);
  const listed = new Map<string, string[]>();
  for (const { json } of (await rowsIn(place, 'Views')) as (Row & { json?: string })[]) {
    if (json === undefined) continue;
    const row = JSON.parse(json) as ViewKey & { request: string };
    listed.set(row.request, [...(listed.get(row.request) ?? []), keyOf(row)]);
  }
  const wrong: string[] = [];
  for (const id of await requestsOf(place)) {
    const aggregate = await storage.requests.readAll(id);
    if (!aggregate) continue;
    const request = aggregate.request.value;
    const lived = aggregate.events.map(({ verb }) => verb).join();
    if (lived !== events.join()) wrong.push(`${id} has lived ${lived}`);
    if (aggregate.todos.length > 0) wrong.push(`${id} has work left: ${aggregate.todos.map(({ value }) => value.target).join()}`);
    if (sorted(listed.get(id) ?? []) !== sorted(placesOf(request).map(keyOf)))
      wrong.push(`${id} is listed at ${sorted(listed.get(id) ?? [])}`);
    const wake = nextWake(request, ports.clock.now(), policy);
    if (wake !== undefined && !wakes.has(`${id} ${wake}`)) wrong.push(`${id} has no wake-up at ${wake}`);
  }
  return wrong;
}

async function rowsIn({ connection, prefix }: StoredAt, table: string): Promise<Row[]> {
  const client = TableClient.fromConnectionString(connection, prefix + table, { allowInsecureConnection: true });
  const rows: Row[] = [];
  for await (const row of client.listEntities()) rows.push(row as Row);
  return rows;
}

export async function blobsOf({ connection, prefix }: StoredAt): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of new ContainerClient(connection, `${prefix.toLowerCase()}photos`).listBlobsFlat()) names.push(name);
  return names;
}

function keyOf({ partition, row }: ViewKey): string {
  return `${partition} ${row}`;
}

function sorted(keys: string[]): string {
  return [...keys].sort().join(', ');
}
