import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { operationsOf } from '../../bot/channels/tab/operations';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { verbs } from '../../bot/domain/verbs/table';
import type { Log } from '../../bot/ports/log-fields';
import { actions } from '../../cards/actions';
import { hostileStrings } from '../fakes/hostile-strings';
import type { OutlookPerson } from '../fakes/outlook-client';
import { outlookToken } from '../fakes/outlook-token';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { draftOf, fillsIn, makesRequest, requestsIn } from '../journeys/steps';
import { adminId, deputyId, headId } from '../make';
import { dice } from '../setup/dice';
import { tried, tries } from '../torture/tries';

type Json = Record<string, unknown>;

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let request: VisitorRequest;
/** What the product itself called a fault. */
let faults: string[];
afterEach(() => world.stop());

async function begins(): Promise<void> {
  faults = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields, what) => {
      // An activity that names a chat that is not there gets its answer sent there.
      if (fields['outcome'] !== 'unreachable') faults.push(`${what} ${JSON.stringify(fields)}`);
    },
  };
  world = await startWorld({ log });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await makesRequest(world, sponsor);
  [request] = requestsIn(world).all() as [VisitorRequest];
  await fillsIn(world, sponsor);
}

/** Values that have brought parsers down, and texts that some reader takes for more. */
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  ' ',
  '\u0000',
  '\uD800',
  'x'.repeat(20_000),
  'VR-00000000',
  '2027-02-30',
  '9999-99-99T99:99:99Z',
  '+275760-09-13',
  [],
  [[[[]]]],
  {},
  { toString: null },
  { $ne: '' },
  ...Object.values(hostileStrings),
];

/** Places in a tree, by the keys that lead there. */
function placesIn(node: unknown, path: string[] = []): string[][] {
  if (node === null || typeof node !== 'object') return [path];
  return [path, ...Object.entries(node).flatMap(([key, value]) => placesIn(value, [...path, key]))];
}

/** A copy in which up to three places hold something else, nothing, or what stands elsewhere. */
function mutated(tree: unknown): unknown {
  const copy = { root: structuredClone(tree) };
  for (let count = dice.between(1, 3); count > 0; count -= 1) {
    const places = placesIn(copy).filter(({ length }) => length > 0);
    const path = dice.pick(places);
    const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as Json)[key], copy) as Json;
    const key = path.at(-1)!;
    const how = dice.between(0, 4);
    if (how === 0 && key !== 'root') delete parent[key];
    else if (how === 1) parent[key] = structuredClone(dice.pick(places).reduce<unknown>((node, one) => (node as Json)[one], copy));
    else if (how === 2 && parent[key] !== null && typeof parent[key] === 'object')
      Object.defineProperty(parent[key], dice.pick(['__proto__', 'constructor', 'toString', 'extra']), {
        value: structuredClone(dice.pick(odd)),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    else parent[key] = structuredClone(dice.pick(odd));
  }
  return copy.root;
}

/** Now and then the bytes too: cut short, doubled, or with a sign in the middle that does not belong there. */
function bytesOf(tree: unknown): string {
  const text = JSON.stringify(mutated(tree)) ?? '';
  if (dice.chance(0.9)) return text;
  const cut = dice.between(0, text.length);
  return dice.pick([
    text.slice(0, cut),
    text + text,
    `${text.slice(0, cut)}${dice.pick(['"', '}', '\\u', '\u0000', ','])}${text.slice(cut)}`,
  ]);
}

async function inTime(answer: Promise<Response>, sent: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${sent.slice(0, 2_000)}`)), 60_000);
  });
  const response = await Promise.race([answer, hung]);
  clearTimeout(timer);
  const text = await response.text();
  const inside = /"statusCode":(5\d\d)/.exec(text);
  if (response.status >= 500 || inside) throw new Error(`${response.status} ${inside?.[1] ?? ''} to ${sent.slice(0, 2_000)}`);
  if (/node_modules|\.ts:\d|\bat \w+ \(|[A-Z]\w+Error\b/.test(text)) throw new Error(`a stack to ${sent.slice(0, 2_000)}`);
  if (faults.length > 0) throw new Error(`${faults[0]} upon ${sent.slice(0, 2_000)}`);
}

let collect: (() => void) | undefined;
/** Megabytes after a collection. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  collect ??= runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Sends so many; the heap is looked at after the first tenth, in which all is loaded, and at the end. */
async function sendAll(count: number, send: () => Promise<void>): Promise<void> {
  let before = Number.POSITIVE_INFINITY;
  for (let sent = 0; sent < count; sent += 1) {
    if (sent === Math.floor(count / 10)) before = heap();
    await send();
    if (sent % 200 !== 199) continue;
    await world.work(1);
    // What the person has in their chat is none of the product’s.
    for (const person of [sponsor, head]) for (const { activity } of person.messages().slice(0, -20)) person.deletes(activity);
  }
  expect(heap() - before).toBeLessThan(60);
}

async function activities(): Promise<Json[]> {
  const draft = await draftOf(world, sponsor);
  const data = {
    request: request.id,
    draft: draft.id,
    revision: request.revision,
    step: 'who',
    words: 'Why?',
    until: '2027-05-01',
    validTo: '2027-05-01',
    itAccess: 'none',
    idCard: 'no',
    to: deputyId,
    mail: 'tomasz.wiecek@bantshire.example',
    field: 'title',
    value: 'Prof',
    list: { digest: 'sponsor', date: '2027-01-18', from: 0 },
    ticked: [{ request: request.id, revision: 1 }],
    shown: [{ request: request.id, revision: 1 }],
    firstName: 'Ines',
    lastName: 'Vale',
    department: 'history',
  };
  const known = [
    ...Object.values(actions).map(({ verb }) => verb),
    ...Object.keys(verbs),
    ...Object.keys(verbs).map((verb) => `ask-${verb}`),
  ];
  const people = [sponsor, head];
  const presses = known.map((verb) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: '1',
    value: { action: { type: 'Action.Execute', id: 'x', title: 'x', verb, data }, trigger: 'manual' },
  }));
  const download = { downloadUrl: `${world.teams.serviceUrl}files/none`, uniqueId: 'x', fileType: 'jpg' };
  const others = [
    { type: 'message', text: `find fairweather`, textFormat: 'plain' },
    { type: 'message', text: request.id },
    { type: 'message', text: 'my visitors', entities: [{ type: 'mention', text: '<at>ALMS</at>', mentioned: { id: 'x', name: 'x' } }] },
    { type: 'message', value: { verb: 'show-request', request: request.id }, replyToId: '1' },
    {
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'x.jpg', content: download }],
    },
    { type: 'conversationUpdate', membersAdded: [{ id: '28:x' }] },
    { type: 'installationUpdate', action: 'add' },
    {
      type: 'invoke',
      name: 'task/fetch',
      replyToId: '1',
      value: { data: { msteams: { type: 'task/fetch' }, verb: 'photo-dialog', ...data } },
    },
    { type: 'invoke', name: 'task/submit', value: { data: { draft: draft.id }, context: { theme: 'default' } } },
  ];
  return [...presses, ...others, ...others].map((rest, place) => people[place % 2]!.activityOf(rest));
}

it('should get an answer to each, and no fault out of the product: activities of Teams', async () => {
  await begins();
  const corpus = await activities();
  const count = tries(200, 20_000, 100_000);
  await sendAll(count, async () => {
    const sent = bytesOf(dice.pick(corpus));
    await inTime(world.teams.sendRaw(sent, await world.teams.authorization()), sent);
  });
  await sponsor.says('my visitors');
  expect(JSON.stringify(sponsor.lastCard())).toContain('Fairweather');
  tried('hostile calls', { activities: count });
});

interface TabCall {
  method: string;
  path: string;
  body?: Json;
}

function tabCalls(): TabCall[] {
  const body = {
    revision: 1,
    words: 'Why?',
    until: '2027-05-01',
    terms: { validTo: '2027-05-01', itAccess: 'none' },
    to: deputyId,
    field: 'title',
    value: 'Prof',
    text: 'x@bantshire.example',
    as: 'sponsor',
    verb: 'offer-handover',
    items: [{ request: request.id, revision: 1 }],
    filter: { status: ['pending'], name: 'fair' },
    next: 'abc',
    before: 3,
    kind: 'account-hand',
    request: request.id,
    fields: { firstName: { was: [''], is: 'Ines' } },
    round: 0,
  };
  return operationsOf(verbs).map(({ method, path }) => ({
    method,
    path: path.replace(':reference', request.id),
    ...(method === 'POST' && { body }),
  }));
}

const texts = odd.filter((one): one is string => typeof one === 'string');
const inAddresses = texts.filter((one) => one !== '\uD800').map((one) => encodeURIComponent(one.slice(0, 500)));
/** A path with something odd in it, as it goes over the wire. */
const bent = (path: string) => (dice.chance(0.3) ? path.replace(/[^/]+$/, () => dice.pick(inAddresses)) : path);

async function outlookPress(mailbox: OutlookPerson, token: string, title: string): Promise<{ sent: string; answer: Promise<Response> }> {
  const { url, headers, body } = mailbox.action(title);
  const address = new URL(url);
  if (dice.chance(0.6)) {
    const parts = address.pathname.split('/');
    parts[dice.between(0, parts.length - 1)] = dice.pick(inAddresses);
    address.pathname = parts.join('/');
  }
  const sent = dice.pick([body, dice.pick(texts), bytesOf({ body }), '2027-05-01;none;yes', 'x\n'.repeat(5_000)]);
  const own = Object.fromEntries(headers.map(({ name, value }) => [name, dice.chance(0.8) ? value : 'odd']));
  const call = new Request(address, { method: 'POST', headers: { ...own, authorization: `Bearer ${token}` }, body: sent });
  return { sent: `${address.href} ${sent}`, answer: Promise.resolve(world.product.fetch(call)) };
}

it('should get an answer to each, and no fault out of the product: calls of the tab and of Outlook', async () => {
  await begins();
  const corpus = tabCalls();
  const people = [sponsor.id, headId, adminId].map((id) => world.tab({ id }));
  const mailbox = world.outlook(head);
  await mailbox.getsMail(request.id);
  const token = await outlookToken(world.issuer, { oid: headId, expiresIn: 86_400 });
  const count = tries(150, 5_000, 20_000);
  await sendAll(count, async () => {
    if (dice.chance(0.3)) {
      const { sent, answer } = await outlookPress(mailbox, token, dice.pick(['Approve', 'Reject', 'Return with a question']));
      return await inTime(answer, sent);
    }
    const { method, path, body } = dice.pick(corpus);
    const type = dice.chance(0.95)
      ? 'application/json'
      : dice.pick(['text/plain', 'application/json; charset=utf-16', 'multipart/form-data']);
    const where = bent(path);
    const text = body && bytesOf(body);
    await inTime(dice.pick(people).calls(method, where, text, { 'content-type': type }), `${method} ${where} ${text ?? ''}`);
  });
  expect((await world.tab(head).calls('GET', '/me')).status).toBe(200);
  tried('hostile calls', { 'calls of tab and Outlook': count });
});

it('should be seen to be faulty where the product is (negative control)', async () => {
  await begins();
  world.stores.requests.readAll = () => Promise.reject(new Error('broken'));
  const call = world.tab(head).calls('GET', `/requests/${request.id}`);
  await expect(inTime(call, 'a plain call')).rejects.toThrow(/^500/);
});
