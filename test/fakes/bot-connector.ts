import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';

/** A chat message in its current state. */
export interface ChatMessage {
  activity: string;
  /** The current card: as posted or updated, or the answer to the last press. */
  card: object | undefined;
  text: string | undefined;
  /** Text of the notification, which is shown once. */
  summary: string | undefined;
  /** Number of updates by the bot. */
  updates: number;
}

export interface FakeChat {
  conversation: string;
  state: 'open' | 'not-installed' | 'blocked';
  messages: ChatMessage[];
}

/** A call of the bot, whether it succeeded or failed. */
export interface Attempt {
  what: 'post' | 'update' | 'delete' | 'create';
  /** HTTP status; 0 where the connection was dropped. */
  status: number;
  conversation: string;
  activity: string | undefined;
  hasSummary: boolean;
}

export interface Fault {
  when?: Attempt['what'];
  /** Number of calls that fail; default 1. */
  times?: number;
  status?: number;
  code?: string;
  message?: string;
  /** Seconds, or an HTTP date. */
  retryAfter?: number | string;
  /** Target of a redirect. */
  location?: string;
  /** Reads the whole request, then drops the connection. */
  drop?: boolean;
  /** The call takes effect in spite of the fault. */
  arrives?: boolean;
  delayMs?: number;
}

/** A file that the bot may download: from a person's OneDrive, or from the Bot Connector. */
export interface StoredFile {
  bytes: Buffer;
  /** Stored by the Bot Connector, which requires the bot's token. */
  needsToken?: boolean;
  /** HTTP statuses of the first calls, one per call; later calls get the file. */
  failsWith?: number[];
  /** Answers with a redirect to this URL. */
  redirectsTo?: string;
  /** Sends no content length, and `bytes` this many times. */
  repeats?: number;
  /** Accepts the call and never answers. */
  hangs?: boolean;
}

/** A download by the bot, whether it succeeded or failed. */
export interface Download {
  path: string;
  headers: IncomingMessage['headers'];
}

export interface FakeConnector {
  url: string;
  chats: Map<string, FakeChat>;
  attempts: Attempt[];
  /** By their path. */
  files: Map<string, StoredFile>;
  downloads: Download[];
  fail: (fault: Fault) => void;
  /** Removes all faults. */
  recover: () => void;
  stop: () => Promise<void>;
}

const connectorToken = 'token-of-the-fake-connector';
/** Size limit of Teams for a message; its documentation says "keep within 80 KB". */
const messageAtMost = 80 * 1024;

/** Credentials that the fake connector accepts. */
export function fakeCredentials(appId: string): ServiceClientCredentialsFactory {
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${connectorToken}`);
        return request;
      },
    }),
  };
}

interface Call {
  what: Attempt['what'];
  conversation: string;
  activity: string | undefined;
  body: Record<string, unknown>;
  bytes: number;
  isSigned: boolean;
}
type Answer = { status: number; body: object; headers?: Record<string, string> };

/** Fake Bot Connector for personal chats, on loopback. With `isOpen` it accepts calls without a token, as the Playground does. */
export async function startConnector({ isOpen = false } = {}): Promise<FakeConnector> {
  const chats = new Map<string, FakeChat>();
  const attempts: Attempt[] = [];
  const files = new Map<string, StoredFile>();
  const downloads: Download[] = [];
  const faults: (Fault & { times: number })[] = [];
  const sockets = new Set<import('node:net').Socket>();
  let posted = 0;

  const server = createServer((request, response) => {
    if (request.method === 'GET') hand(request, response).catch(() => response.destroy());
    else receive(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function hand({ url = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path } = new URL(url, 'http://127.0.0.1');
    downloads.push({ path, headers });
    const file = files.get(path);
    if (file?.hangs) return;
    const status = file?.failsWith?.shift();
    if (!file || status) return void response.writeHead(status ?? 404).end();
    if (file.redirectsTo) return void response.writeHead(302, { location: file.redirectsTo }).end();
    if (file.needsToken && headers.authorization !== `Bearer ${connectorToken}` && !isOpen) return void response.writeHead(401).end();
    const closed = new Promise((resolve) => response.once('close', resolve));
    for (let part = 1; part < (file.repeats ?? 1) && !response.destroyed; part += 1) {
      if (!response.write(file.bytes)) await Promise.race([closed, new Promise((resolve) => response.once('drain', resolve))]);
    }
    response.end(file.bytes);
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request);
    if (!call) {
      respond(response, { status: 404, body: { error: { code: 'NotFound', message: 'no such route' } } });
      return;
    }
    const fault = takeFault(call.what);
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    const isHindered = fault !== undefined && (fault.drop === true || fault.status !== undefined);
    const answer = !isHindered || fault.arrives ? act(call) : undefined;
    const status = fault?.drop ? 0 : (fault?.status ?? answer?.status ?? 500);
    const activity = call.activity ?? (answer?.body as { id?: string } | undefined)?.id;
    attempts.push({ what: call.what, status, conversation: call.conversation, activity, hasSummary: hasText(call.body['summary']) });
    if (fault?.drop) request.socket.destroy();
    else if (isHindered) respond(response, faultAnswer(fault));
    else if (answer) respond(response, answer);
  }

  function takeFault(what: Attempt['what']): Fault | undefined {
    const fault = faults.find((one) => one.when === undefined || one.when === what);
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
    return fault;
  }

  function act(call: Call): Answer {
    if (!isOpen && !call.isSigned) return refuse(401, 'BotNotRegistered');
    if (call.bytes > messageAtMost) return refuse(413, 'MessageSizeTooBig');
    const chat = call.what === 'create' ? chatOfMember(call.body) : chats.get(call.conversation);
    if (!chat) return refuse(404, 'ConversationNotFound');
    if (chat.state === 'not-installed') return refuse(403, 'ForbiddenOperationException');
    if (chat.state === 'blocked') return refuse(403, 'ConversationBlockedByUser');
    if (call.what === 'create') return { status: 201, body: { id: chat.conversation } };
    return call.what === 'post' ? post(chat, call) : change(chat, call);
  }

  function chatOfMember(body: Record<string, unknown>): FakeChat | undefined {
    const [member] = (body['members'] ?? []) as { id?: string }[];
    return chats.get(`a:${member?.id ?? ''}`);
  }

  function post(chat: FakeChat, call: Call): Answer {
    posted += 1;
    const activity = `1700000${String(posted).padStart(6, '0')}`;
    chat.messages.push({ activity, updates: 0, ...contentOf(call.body) });
    return { status: 201, body: { id: activity } };
  }

  function change(chat: FakeChat, call: Call): Answer {
    const index = chat.messages.findIndex((message) => message.activity === call.activity);
    const message = chat.messages[index];
    if (!message) return refuse(404, 'ActivityNotFoundInConversation');
    if (call.what === 'delete') chat.messages.splice(index, 1);
    // An update sends no notification, so `summary` stays.
    else Object.assign(message, contentOf(call.body), { summary: message.summary, updates: message.updates + 1 });
    return { status: 200, body: { id: message.activity } };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`,
    chats,
    attempts,
    files,
    downloads,
    fail: (fault) => {
      faults.push({ ...fault, times: fault.times ?? 1 });
    },
    recover: () => void faults.splice(0),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function callOf(request: IncomingMessage): Promise<Call | undefined> {
  const bytes = await bodyOf(request);
  const [, conversation, activity] = /^\/teams\/+v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?$/.exec(request.url ?? '') ?? [];
  const what = { POST: conversation === undefined ? 'create' : 'post', PUT: 'update', DELETE: 'delete' } as const;
  const method = what[request.method as keyof typeof what];
  if (!method || !/^\/teams\/+v3\/conversations/.test(request.url ?? '')) return undefined;
  return {
    what: method,
    conversation: decodeURIComponent(conversation ?? ''),
    // A POST names the activity that it replies to, which is not the one it makes.
    activity: method === 'update' || method === 'delete' ? decodeURIComponent(activity ?? '') : undefined,
    body: bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : {},
    bytes: bytes.length,
    isSigned: request.headers.authorization === `Bearer ${connectorToken}`,
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function contentOf(body: Record<string, unknown>): Pick<ChatMessage, 'card' | 'text' | 'summary'> {
  const attachments = (body['attachments'] ?? []) as { contentType: string; content: object }[];
  return {
    card: attachments.find((one) => one.contentType === 'application/vnd.microsoft.card.adaptive')?.content,
    text: hasText(body['text']) ? body['text'] : undefined,
    summary: hasText(body['summary']) ? body['summary'] : undefined,
  };
}

function hasText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function refuse(status: number, code: string): Answer {
  return { status, body: { error: { code, message: code } } };
}

function faultAnswer(fault: Fault): Answer {
  const code = fault.code ?? 'Fault';
  const headers: Record<string, string> = {};
  if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
  if (fault.location !== undefined) headers['location'] = fault.location;
  return { status: fault.status ?? 500, body: { error: { code, message: fault.message ?? code } }, headers };
}

function respond(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
