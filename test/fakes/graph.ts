import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody as Entra holds them. */
export interface GraphUser {
  id: string;
  displayName: string | null;
  mail: string | null;
  userPrincipalName: string;
  accountEnabled: boolean;
  userType: string | null;
  employeeType: string | null;
}

/** A member of staff, but for their groups. */
export function makeGraphUser(overrides: Partial<GraphUser> = {}): GraphUser {
  return {
    id: '3ceaaf30-8142-48ea-b1d9-3080f9b439fc',
    displayName: 'Marisol Okafor',
    mail: 'Marisol.Okafor@bantshire.example',
    userPrincipalName: 'mo27@bantshire.example',
    accountEnabled: true,
    userType: 'Member',
    employeeType: 'Employee',
    ...overrides,
  };
}

/** A mailbox's setting as Graph sends it. */
export interface AutomaticReplies {
  status: string;
  scheduledStartDateTime: { dateTime: string; timeZone: string } | null;
  scheduledEndDateTime: { dateTime: string; timeZone: string } | null;
  [other: string]: unknown;
}

/** What becomes of the next calls instead of an answer. */
export interface GraphTrouble {
  /** The calls it hits, by a part of `METHOD path`; all unless said. */
  when?: string;
  /** How many; 1 unless said. */
  times?: number;
  status?: number;
  code?: string;
  /** Seconds, or an HTTP date. */
  retryAfter?: number | string;
  location?: string;
  /** Sent with this status (200 unless said) in place of JSON that Graph would send. */
  body?: string;
  contentType?: string;
  /** Cuts the connection; of a body, half of it is sent before. */
  drop?: boolean;
  /** Never answers. */
  silent?: boolean;
}

/** The body of `sendMail`, as documented. */
export interface SentMail {
  message: {
    subject: string;
    body: { contentType: 'HTML' | 'Text'; content: string };
    toRecipients: { emailAddress: { address: string } }[];
  };
  saveToSentItems?: boolean;
}

export interface FakeGraph {
  url: string;
  users: Map<string, GraphUser>;
  /** What a mailbox answers by itself, by user; nothing for somebody without a mailbox. */
  replies: Map<string, AutomaticReplies>;
  /** Members of a group: users and groups. */
  groups: Map<string, Set<string>>;
  /** Who has the app, by user: the chat with it, or nothing while Teams is still making one. */
  installed: Map<string, string | undefined>;
  /** The app in the catalogue: its id there and in its manifest. */
  app: { id: string; externalId: string };
  /** Who may not have it. */
  barred: Set<string>;
  /** Mailboxes that may send, by address, and what each has sent. */
  mailboxes: Map<string, SentMail[]>;
  /** Milliseconds that a mail takes. */
  mailTakes: number;
  /** How many are on their way, and the most that ever were. */
  mailsAtOnce: { now: number; most: number };
  /** `METHOD path` of each call, with its query. */
  calls: string[];
  /** The same of each question inside a batch. */
  parts: string[];
  headers: IncomingMessage['headers'][];
  trouble(trouble: GraphTrouble): void;
  /** Users a page of a list has. */
  pageSize: number;
  /** Where links to the next page lead; here unless said. */
  linksTo?: string;
  stop(): Promise<void>;
}

export const graphToken = 'token-of-the-fake-graph';

/**
 * Graph's users and groups on loopback, with the answers, codes and shapes that its documentation gives: 404 with
 * `Request_ResourceNotFound`, `checkMemberGroups` through nested groups, pages linked by `@odata.nextLink`, up to twenty
 * questions in a `$batch`, whose answers come in any order and have a status each.
 */
export async function startGraph(): Promise<FakeGraph> {
  const troubles: GraphTrouble[] = [];
  const held = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const call = `${request.method} ${request.url}`;
      graph.calls.push(call);
      graph.headers.push(request.headers);
      const trouble = next(troubles, call);
      if (trouble?.silent) held.add(response);
      else if (trouble) fail(response, trouble);
      else if (request.headers.authorization !== `Bearer ${graphToken}`) refuse(response, 401, 'InvalidAuthenticationToken');
      else if (call === 'POST /v1.0/$batch') answerBatch(graph, troubles, response, text);
      else answer(graph, request, response, text);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const graph: FakeGraph = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    users: new Map(),
    replies: new Map(),
    groups: new Map(),
    installed: new Map(),
    app: { id: '2d3c4b5a-6978-4a5b-8c6d-7e8f90a1b2c3', externalId: '07b2de9f-2640-4c74-838a-a3cf3608219a' },
    barred: new Set(),
    mailboxes: new Map(),
    mailTakes: 0,
    mailsAtOnce: { now: 0, most: 0 },
    calls: [],
    parts: [],
    headers: [],
    trouble: (trouble) => void troubles.push({ times: 1, ...trouble }),
    pageSize: 100,
    async stop() {
      for (const response of held) response.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return graph;
}

function next(troubles: GraphTrouble[], call: string): GraphTrouble | undefined {
  const index = troubles.findIndex(({ when }) => call.includes(when ?? ''));
  const trouble = troubles[index];
  if (!trouble) return undefined;
  trouble.times = (trouble.times ?? 1) - 1;
  if (trouble.times === 0) troubles.splice(index, 1);
  return trouble;
}

function fail(response: ServerResponse, trouble: GraphTrouble): void {
  if (trouble.retryAfter !== undefined) response.setHeader('retry-after', String(trouble.retryAfter));
  if (trouble.location !== undefined) response.setHeader('location', trouble.location);
  if (trouble.drop && trouble.body === undefined) return void response.destroy();
  if (trouble.body === undefined) return refuse(response, trouble.status ?? 500, trouble.code ?? 'UnknownError');
  response.writeHead(trouble.status ?? 200, { 'content-type': trouble.contentType ?? 'application/json' });
  if (!trouble.drop) return void response.end(trouble.body);
  response.write(trouble.body.slice(0, trouble.body.length / 2), () => response.destroy());
}

/** The message quotes what was asked for, as Graph's own do. */
function refuse(response: ServerResponse, status: number, code: string, about = 'Marisol Okafor'): void {
  const innerError = { date: '2027-01-18T10:15:00', 'request-id': 'b31c83fd-944c-4663-aa50-5d9ceb367e19' };
  send(response, { error: { code, message: `Resource '${about}' does not exist or may not be read.`, innerError } }, status);
}

function send(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8' });
  response.end(JSON.stringify(body));
}

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** `when` of a trouble finds the questions inside a batch too; a connection cannot be cut for one of them. */
function answerBatch(graph: FakeGraph, troubles: GraphTrouble[], response: ServerResponse, text: string): void {
  const { requests } = JSON.parse(text) as {
    requests: { id: string; method: string; url: string; body?: object; headers?: Record<string, string> }[];
  };
  const isWhole = requests.every(({ id, method, url, body, headers }) => {
    const isTyped = !body || headers?.['Content-Type'] === 'application/json';
    return id && url.startsWith('/') && (method === 'GET' || method === 'POST') && isTyped;
  });
  if (requests.length > 20 || !isWhole || new Set(requests.map(({ id }) => id)).size < requests.length) {
    return refuse(response, 400, 'BadRequest');
  }
  const responses = requests.map(({ id, method, url, body, headers = {} }) => {
    const asked: Asked = { method, url: `/v1.0${url}`, headers: {} };
    for (const [name, value] of Object.entries(headers)) asked.headers[name.toLowerCase()] = value;
    graph.parts.push(`${asked.method} ${asked.url}`);
    const trouble = next(troubles, `${asked.method} ${asked.url}`);
    const part = new PartResponse();
    if (trouble) fail(part as unknown as ServerResponse, trouble);
    else answer(graph, asked, part as unknown as ServerResponse, JSON.stringify(body));
    return { id, ...part.taken() };
  });
  send(response, { responses: responses.reverse() });
}

/** Takes what would go over the wire into a part of the answer to a batch. */
class PartResponse {
  readonly #headers: Record<string, string> = {};
  #status = 200;
  #text = '';

  setHeader(name: string, value: string): void {
    this.#headers[name === 'retry-after' ? 'Retry-After' : name] = value;
  }

  writeHead(status: number, headers: Record<string, string> = {}): this {
    this.#status = status;
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    return this;
  }

  end(text = ''): void {
    this.#text = text;
  }

  taken(): { status: number; headers: Record<string, string>; body: unknown } {
    return { status: this.#status, headers: this.#headers, body: jsonOf(this.#text) };
  }
}

/** What is no JSON comes as base64. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Buffer.from(text).toString('base64');
  }
}

function answer(graph: FakeGraph, request: Asked, response: ServerResponse, text: string): void {
  const url = new URL(request.url ?? '', graph.url);
  const [, version, kind, id = '', what, cast] = url.pathname.split('/').map(decodeURIComponent);
  const route = `${request.method} ${version} ${kind} ${what ?? ''}`;
  if (route === 'GET v1.0 users ' && id === '' && url.searchParams.has('$search')) return sendSearched(graph, request, response, url);
  if (route === 'GET v1.0 users ' && id === '') return sendFound(graph, response, url);
  if (route === 'POST v1.0 users sendMail') return takeMail(graph, response, id, text);
  if (kind === 'users' && !graph.users.has(id)) return refuse(response, 404, 'Request_ResourceNotFound', id);
  if (kind === 'groups' && !graph.groups.has(id)) return refuse(response, 404, 'Request_ResourceNotFound', id);
  if (route === 'GET v1.0 users ') return send(response, selected(graph.users.get(id)!, url));
  if (route === 'GET v1.0 users mailboxSettings' && cast === 'automaticRepliesSetting') {
    const setting = graph.replies.get(id);
    return setting ? send(response, setting) : refuse(response, 404, 'MailboxNotEnabledForRESTAPI');
  }
  if (route === 'POST v1.0 users checkMemberGroups') {
    const { groupIds } = JSON.parse(text) as { groupIds: string[] };
    if (groupIds.length > 20) return refuse(response, 400, 'Request_BadRequest');
    return send(response, { value: groupIds.filter((group) => membersOf(graph, group).has(id)) });
  }
  if (kind === 'users' && what === 'teamwork')
    return answerTeamwork(graph, `${request.method} ${url.pathname.split('/').slice(5).join('/')}`, response, url, id, text);
  if (route === 'GET v1.0 groups transitiveMembers' && cast === 'microsoft.graph.user') {
    // An OData cast is an advanced query.
    if (request.headers.consistencylevel !== 'eventual' || url.searchParams.get('$count') !== 'true') {
      return refuse(response, 400, 'Request_UnsupportedQuery');
    }
    return sendPage(graph, response, url, id);
  }
  return refuse(response, 400, 'BadRequest');
}

/** `$search` needs the header; each clause stands in quotes, and a name is compared word by word. Whatever is malformed is refused. */
function sendSearched(graph: FakeGraph, { headers }: Asked, response: ServerResponse, url: URL): void {
  const asked = url.searchParams.get('$search') ?? '';
  const clause = '"(displayName|mail|userPrincipalName):((?:[^"\\\\]|\\\\.)+)"';
  if (headers.consistencylevel !== 'eventual' || !new RegExp(`^${clause}(?: (?:AND|OR) ${clause})*$`).test(asked))
    return refuse(response, 400, 'Request_UnsupportedQuery');
  const clauses = [...asked.matchAll(new RegExp(clause, 'g'))].map(([, field = '', text = '']) => ({ field, text: text.toLowerCase() }));
  const has = (user: GraphUser, { field, text }: { field: string; text: string }) => {
    const value = String(user[field as 'displayName'] ?? '').toLowerCase();
    const tokens = (words: string) => words.split(/[^\p{L}\p{N}]+/u);
    if (field !== 'displayName') return value.startsWith(text);
    return tokens(text).every((token) => tokens(value).some((word) => word.startsWith(token)));
  };
  const isAll = asked.includes('" AND "');
  const users = [...graph.users.values()].filter(
    (user) => user.accountEnabled === true && (isAll ? clauses.every((one) => has(user, one)) : clauses.some((one) => has(user, one))),
  );
  send(response, { value: users.slice(0, Number(url.searchParams.get('$top') ?? 100)).map((user) => selected(user, url)) });
}

/** Of filters it knows the one that asks for an address, in which each apostrophe stands twice, and the one for up to 15 ids. */
function sendFound(graph: FakeGraph, response: ServerResponse, url: URL): void {
  const ids = /^id in \(('[^']*'(?:,'[^']*')*)\)$/.exec(url.searchParams.get('$filter') ?? '')?.[1]?.split(',');
  if (ids) {
    if (ids.length > 15) return refuse(response, 400, 'Request_UnsupportedQuery');
    const users = ids.map((id) => graph.users.get(id.slice(1, -1).toLowerCase())).filter((user) => user !== undefined);
    return send(response, { value: users.map((user) => selected(user, url)) });
  }
  const asked = /^mail eq '((?:[^']|'')*)' or userPrincipalName eq '((?:[^']|'')*)'$/.exec(url.searchParams.get('$filter') ?? '');
  if (!asked || asked[1] !== asked[2]) return refuse(response, 400, 'Request_UnsupportedQuery');
  const address = (asked[1] ?? '').replaceAll("''", "'").toLowerCase();
  const users = [...graph.users.values()].filter((user) =>
    [user.mail, user.userPrincipalName].some((one) => one?.toLowerCase() === address),
  );
  const most = Number(url.searchParams.get('$top') ?? 100);
  send(response, { value: users.slice(0, most).map((user) => selected(user, url)) });
}

/** Answered with 202 and nothing, whether or not the recipient exists: that comes back as a mail. */
function takeMail(graph: FakeGraph, response: ServerResponse, from: string, text: string): void {
  const mailbox = graph.mailboxes.get(from);
  if (!mailbox) return refuse(response, 404, 'ErrorInvalidUser', from);
  const count = graph.mailsAtOnce;
  count.now += 1;
  count.most = Math.max(count.most, count.now);
  setTimeout(() => {
    count.now -= 1;
    mailbox.push(JSON.parse(text) as SentMail);
    response.writeHead(202).end();
  }, graph.mailTakes);
}

/** The id of an installation is none of the user's or the app's. */
const installationOf = (user: string): string => Buffer.from(`${user}##installation`).toString('base64');

function answerTeamwork(graph: FakeGraph, route: string, response: ServerResponse, url: URL, user: string, text: string): void {
  const installation = installationOf(user);
  if (route === 'GET installedApps') {
    const isAskedFor =
      url.searchParams.get('$filter') === `teamsApp/externalId eq '${graph.app.externalId}'` &&
      url.searchParams.get('$expand') === 'teamsApp';
    return send(response, { value: isAskedFor && graph.installed.has(user) ? [{ id: installation, teamsApp: graph.app }] : [] });
  }
  if (route === 'POST installedApps') {
    const bound = (JSON.parse(text) as Record<string, string>)['teamsApp@odata.bind'];
    if (bound !== `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${graph.app.id}`) return refuse(response, 404, 'NotFound');
    if (graph.barred.has(user)) return refuse(response, 403, 'Forbidden');
    if (graph.installed.has(user)) return refuse(response, 409, 'Conflict');
    graph.installed.set(user, `19:${user}_app@unq.gbl.spaces`);
    return void response.writeHead(201).end();
  }
  const chat = graph.installed.get(user);
  if (route === `GET installedApps/${encodeURIComponent(installation)}/chat` && chat)
    return send(response, { id: chat, chatType: 'oneOnOne' });
  return refuse(response, 404, 'NotFound');
}

function sendPage(graph: FakeGraph, response: ServerResponse, url: URL, group: string): void {
  const users = [...membersOf(graph, group)].map((id) => graph.users.get(id)).filter((user) => user !== undefined);
  const from = Number(url.searchParams.get('$skiptoken') ?? 0);
  const to = from + graph.pageSize;
  const link = new URL(url.pathname + url.search, graph.linksTo ?? graph.url);
  link.searchParams.set('$skiptoken', String(to));
  const more = to < users.length && { '@odata.nextLink': link.href };
  send(response, { '@odata.count': users.length, ...more, value: users.slice(from, to).map((user) => selected(user, url)) });
}

/** Everybody in a group, and in the groups inside it. */
function membersOf(graph: FakeGraph, group: string, seen = new Set<string>()): Set<string> {
  for (const member of graph.groups.get(group) ?? []) {
    if (seen.has(member)) continue;
    seen.add(member);
    membersOf(graph, member, seen);
  }
  return seen;
}

function selected(user: GraphUser, url: URL): object {
  const names = url.searchParams.get('$select')?.split(',') ?? [];
  return Object.fromEntries(Object.entries(user).filter(([name]) => names.includes(name)));
}
