import { randomUUID } from 'node:crypto';
import type { RequestId } from '../../bot/domain/request/visitor-request';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { StoreWithoutTags } from '../fakes/store-without-tags';
import { startWorld, type World } from '../fakes/world';
import { eventsOf, requestsIn, textOf } from '../journeys/steps';
import { deputyId, headId, makeCommit, makeRequest, newRequestId, strangerId } from '../make';
import { dice } from '../setup/dice';
import { tried, tries } from '../torture/tries';

const channels = ['teams', 'outlook', 'tab'] as const;
type Channel = (typeof channels)[number];
/** Each press comes three times: with its id once more, as a client in doubt sends it, and with another. */
const copies = 3;
const approvers = [
  { person: headId, verb: 'approve', words: '' },
  { person: deputyId, verb: 'reject', words: 'There is no desk.' },
] as const;
const shownAs = { approve: /Approved by Eleanor Brightwater/, reject: /Rejected by Tomasz Więcek/ };
const telling = /Ottoline|Fairweather|Okafor|Brightwater|Więcek/;

let world: World;
afterEach(() => world.stop());

async function opens(requests: InMemoryRequestStore): Promise<void> {
  world = await startWorld({ stores: { requests } });
  for (const id of [headId, deputyId, strangerId]) await world.person(id);
}

async function delivered(): Promise<RequestId> {
  const { photo: _none, ...answers } = makeRequest().answers;
  const request = makeRequest({ id: newRequestId(), answers });
  await requestsIn(world).commit(makeCommit({ request, todos: ['views', 'cards'], commitId: request.id }));
  await world.queue.enqueue({ kind: 'request', id: request.id, commitId: request.id }, 0);
  await world.work();
  return request.id;
}

/** What a person is answered, as text, whatever the channel. */
type Answer = { status: number; text: string };

/** The presses of one button, ready to be sent: each of them once. */
async function pressesOf(request: RequestId, channel: Channel, { person, verb, words }: { person: string; verb: string; words: string }) {
  if (channel === 'teams') {
    const value = { action: { type: 'Action.Execute', verb, data: { request, revision: 1, words } }, trigger: 'manual' };
    const activity = (await world.person(person)).activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value });
    const headers = await world.teams.authorization();
    return [activity, activity, { ...activity, id: `f:${randomUUID()}` }].map((one) => async (): Promise<Answer> => {
      const response = await world.teams.sendRaw(one, headers);
      const body = (await response.json()) as { statusCode: number; value: unknown };
      return { status: body.statusCode, text: typeof body.value === 'string' ? body.value : textOf(body.value as object) };
    });
  }
  if (channel === 'tab') {
    const body = { revision: 1, ...(words !== '' && { words }) };
    return Array.from({ length: copies }, () => async (): Promise<Answer> => {
      const response = await world.tab({ id: person }).calls('POST', `/requests/${request}/${verb}`, body);
      return { status: response.status, text: await response.text() };
    });
  }
  // Whoever has no mail of their own has had one forwarded.
  const mailbox = world.outlook({ id: person === strangerId ? headId : person });
  await mailbox.getsMail(request);
  const seen = mailbox.card;
  return ['1', '1', '2'].map((press) => async (): Promise<Answer> => {
    const title = verb === 'approve' ? 'Approve' : 'Reject';
    const {
      status,
      card,
      text = '',
    } = await world.outlook({ id: person }).presses(title, words, { seen, headers: { 'action-request-id': press } });
    return { status, text: card ? textOf(card) : text };
  });
}

/** Lets them through once all stand before their commit: a drawn one of the given approver first, the others as drawn. */
function meet(awaited: number, first: string): void {
  const waiting: { by: string; go(): void }[] = [];
  let isOpen = false;
  requestsIn(world).beforeCommit = async ({ event }) => {
    if (isOpen) return;
    await new Promise<void>((go) => {
      waiting.push({ by: event.actor, go });
      if (waiting.length < awaited) return;
      isOpen = true;
      const shuffled = waiting.map((one) => ({ one, place: dice.between(0, 1_000) + (one.by === first ? 0 : 2_000) }));
      void inOrder(shuffled.sort((a, b) => a.place - b.place).map(({ one }) => one.go));
    });
  };
}

/** One after the other, each with time to commit. */
async function inOrder(going: (() => void)[]): Promise<void> {
  for (const go of going) {
    go();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Met {
  events: string[];
  answers: Answer[];
  refused: Answer[];
}

async function hit(request: RequestId, round: number): Promise<Met> {
  const [one = 'teams', other = 'teams'] = [channels[round % 3], channels[Math.floor(round / 3) % 3]];
  const ready = [await pressesOf(request, one, approvers[0]), await pressesOf(request, other, approvers[1])].flat();
  const outsider = { person: strangerId, verb: 'approve', words: '' };
  const outside = (await Promise.all(channels.map(async (channel) => (await pressesOf(request, channel, outsider))[0]!))).flat();
  meet(ready.length, approvers[round % 2]!.person);
  const all = await Promise.all([...ready, ...outside].map((press) => press()));
  delete requestsIn(world).beforeCommit;
  return { events: await eventsOf(world, request), answers: all.slice(0, ready.length), refused: all.slice(ready.length) };
}

it('should leave one decision of each request, whoever presses, how often and where', async () => {
  const requests = tries(9, 300, 1_000);
  await opens(new InMemoryRequestStore());
  const figures = { requests: 0, presses: 0, decisions: 0, 'outsiders refused': 0 };
  for (let round = 0; round < requests; round += 1) {
    const id = await delivered();
    const { events, answers, refused } = await hit(id, round);
    expect([round, events]).toEqual([round, ['request', approvers[round % 2]!.verb]]);
    for (const { status, text } of answers) {
      // In the tab a press that was late is a conflict, with the request as it stands.
      expect([200, 409]).toContain(status);
      expect(text).toMatch(shownAs[approvers[round % 2]!.verb]);
    }
    expect(refused.map(({ status }) => status)).toEqual([200, 403, 403]);
    for (const { text } of refused) expect(text).not.toMatch(telling);
    // Of hundreds within minutes of the story some wait for a slot in which Teams has room.
    await world.work(60);
    const stored = await world.stores.requests.readAll(id);
    expect(stored).toMatchObject({ todos: [] });
    const { revision, status } = stored!.request.value;
    expect(stored!.copies.length).toBeGreaterThan(0);
    for (const copy of stored!.copies) expect(copy).toMatchObject({ shownRevision: revision, shownStatus: status });
    figures.requests += 1;
    figures.presses += answers.length + refused.length;
    figures.decisions += events.length - 1;
    figures['outsiders refused'] += refused.length;
  }
  tried('a press again', figures);
});

it('should be seen to decide more than once where the store ignores tags (negative control)', async () => {
  await opens(new StoreWithoutTags());
  const { events } = await hit(await delivered(), 0);
  expect(events.length).toBeGreaterThan(2);
});
