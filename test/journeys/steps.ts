import type { Draft } from '../../bot/domain/request/records';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { inputsOf } from '../fakes/card-form';
import { picture } from '../fakes/hostile-files';
import type { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';

/** Every text of a card, in the order in which it is read. */
export function textOf(card: object): string {
  const texts: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node && typeof node === 'object') {
      const { text, label, title } = node as Record<string, unknown>;
      for (const one of [label, text, title]) if (typeof one === 'string') texts.push(one);
      for (const [key, value] of Object.entries(node)) if (key !== 'choices' && key !== 'refresh') walk(value);
    }
  };
  walk(card);
  return texts.join('\n');
}

/** What the person now sees on their newest card. */
export function seenBy(person: TeamsPerson): string {
  return textOf(person.lastCard().card);
}

/** The address that a button of the card opens. */
export function linkOn(card: object): string {
  const found = JSON.stringify(card).match(/"type":"Action.OpenUrl"[^}]*"url":"([^"]+)"|"url":"([^"]+)"[^}]*"type":"Action.OpenUrl"/);
  const url = found?.[1] ?? found?.[2];
  if (!url) throw new Error('The card opens nothing.');
  return url;
}

/** The address of the upload page for the draft on the newest card: from the dialog, or where there is none from the link. */
export async function photoLink(person: TeamsPerson): Promise<string> {
  const title = person.buttons().find((one) => one === 'Add the photo' || one === 'Replace the photo') ?? 'Add the photo';
  if (!person.buttons().includes('Use the browser instead')) return linkOn(person.lastCard().card);
  return (await person.opens(title)).url ?? '';
}

/** Sends a picture by the link, as the upload page does. */
export async function uploads(world: World, link: string, bytes?: Buffer): Promise<Response> {
  const upload = new URL(link).hash.slice(1);
  const body = new Uint8Array(bytes ?? (await picture(900, 1200)));
  return await world.product.fetch(
    new Request('https://alms.bantshire.example/photo/file', {
      method: 'POST',
      headers: { 'x-upload': upload, 'content-type': 'image/jpeg', 'content-length': String(body.byteLength) },
      body,
    }),
  );
}

export interface Story {
  department?: string;
  reason?: string;
  employer?: string;
  names?: Record<string, string>;
  dates?: Record<string, string>;
  access?: { itAccess: string; idCard: 'yes' | 'no' };
  more?: Record<string, string>;
}

/** Fills a draft up to its review, with a photo where a card is asked for. */
export async function fillsIn(world: World, sponsor: TeamsPerson, story: Story = {}): Promise<void> {
  await sponsor.says('new visitor');
  if (sponsor.buttons().includes('Start another')) await sponsor.presses('Start another');
  await sponsor.presses('Next', { department: story.department ?? 'computer-science' });
  await sponsor.presses('Next', {
    reason: story.reason ?? 'visiting-professor',
    ...(story.names ?? { firstName: 'Ottoline', lastName: 'Fairweather' }),
  });
  const isEmployed = inputsOf(sponsor.lastCard().card).some(({ id }) => id === 'employer');
  const access = story.access ?? { itAccess: 'staff-like', idCard: 'no' };
  await sponsor.presses('Next', {
    ...(isEmployed && { employer: story.employer ?? 'Fenwick Instruments Ltd' }),
    ...(story.dates ?? { validFrom: '2027-02-01', validTo: '2027-06-30' }),
    ...access,
    ...(story.more ?? { middleNames: 'Grace', personalEmail: 'o.fairweather@example.org' }),
  });
  if (access.idCard !== 'yes') return;
  await uploads(world, await photoLink(sponsor));
  await world.work();
}

/** The whole of a sponsor’s part: a request that waits for its decision, delivered. */
export async function makesRequest(world: World, sponsor: TeamsPerson, story: Story = {}): Promise<void> {
  await fillsIn(world, sponsor, story);
  await sponsor.presses('Make request');
  await world.work();
}

/** Edits a request that came back, and sends it again. `given`: what is typed beside its question, and the fields of the visit. */
export async function resubmits(
  sponsor: TeamsPerson,
  { words, ...visit }: Record<string, string> = { telephone: '01632 960 148' },
): Promise<void> {
  await sponsor.presses('Edit and resubmit', words === undefined ? {} : { words });
  await sponsor.presses('Edit visit');
  await sponsor.presses('Next', visit);
  await sponsor.presses('Resubmit');
}

/** Another process over the same storage, as after a restart; Teams is new to it too. */
export async function restarted({ stores, clock, queue }: World): Promise<World> {
  return await startWorld({ stores, clock, queue });
}

export function requestsIn(world: World): InMemoryRequestStore {
  return world.stores.requests as InMemoryRequestStore;
}

/** The one request of a story. Throws where there is none, or more. */
export function requestIn(world: World): VisitorRequest {
  const [request, another] = requestsIn(world).all();
  if (!request || another) throw new Error('The story does not hold one request.');
  return request;
}

/** The verbs of what happened to a request, in order. */
export async function eventsOf(world: World, id = requestIn(world).id): Promise<string[]> {
  return ((await world.stores.requests.readAll(id))?.events ?? []).map(({ verb }) => verb);
}

/** The newest draft of a person. */
export async function draftOf(world: World, { id }: TeamsPerson): Promise<Draft> {
  const [draft] = await world.stores.drafts.list(id, 1);
  if (!draft) throw new Error('There is no draft.');
  return draft;
}

/** Presses a verb that no card of this person shows, with any data: what a tampered client can do. */
export async function forges(
  world: World,
  person: TeamsPerson,
  verb: string,
  data: unknown,
  replyToId = '1',
): Promise<{ card?: object; text: string }> {
  const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
  const activity = person.activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId, value });
  const response = await world.teams.sendRaw(activity, await world.teams.authorization());
  if (response.status !== 200) return { text: `HTTP ${response.status}` };
  const body = (await response.json()) as { statusCode: number; value: unknown };
  return typeof body.value === 'string' ? { text: body.value } : { card: body.value as object, text: textOf(body.value as object) };
}

/** The notification of the newest message. */
export function newsOf(person: TeamsPerson): string {
  return person.messages().at(-1)?.summary ?? '';
}

/** How often this person was sent a message with such a summary. */
export function messagesLike(person: TeamsPerson, summary: RegExp): number {
  return person.messages().filter((message) => summary.test(message.summary ?? '')).length;
}
