import { setTimeout as sleep } from 'node:timers/promises';
import { Client, GraphError, type GraphRequest, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { Clock } from '../ports';
import { GraphFault } from './graph-fault';
import type { GraphTokens } from './graph-token';

/** How long a question to the directory may take, with its token, its repeats and all its pages. */
export interface GraphLimits {
  milliseconds: number;
  tries: number;
  /** Whether it may wait for what `Retry-After` asks, as far as the time allows. A turn gives up at once. */
  mayWait: boolean;
}

/** Somebody waits for the answer of a turn; nobody waits for a job. */
export const graphLimits = {
  turn: { milliseconds: 2_000, tries: 2, mayWait: false },
  job: { milliseconds: 10_000, tries: 4, mayWait: true },
} as const satisfies Record<string, GraphLimits>;

export interface GraphOptions {
  tokens: GraphTokens;
  limits: GraphLimits;
  clock: Clock;
  /** Without a slash at the end; Graph's public cloud unless said. */
  baseUrl?: string;
}

/** Microsoft Graph. Every method throws a {@link GraphFault} and nothing else. */
export interface Graph {
  /** Undefined when Graph says that there is no such thing. */
  read<T>(path: string, shape: z.ZodType<T>): Promise<T | undefined>;
  /** Sends what does no harm when it arrives twice. */
  ask<T>(path: string, body: object, shape: z.ZodType<T>): Promise<T | undefined>;
  /** The items of every page. Queries of the kind that Graph calls advanced work too. */
  readAll<T>(path: string, shape: z.ZodType<T>): Promise<T[] | undefined>;
}

const version = 'v1.0';
const mostPages = 20;
/** Milliseconds before the first repeat where the answer says nothing; doubled each time. */
const firstPause = 200;
/** Seconds for which nothing is asked after an answer that said to wait or none at all: a turn asks several times. */
const restAfter = { throttled: 10, silent: 5, most: 300 };
const gone = ['Request_ResourceNotFound', 'ResourceNotFound', 'NotFound'];

/** One question with its repeats, all under one signal. */
interface Question {
  signal: AbortSignal;
  endsAt: number;
}

export function graphClient({ tokens, limits, clock, baseUrl = 'https://graph.microsoft.com' }: GraphOptions): Graph {
  // The chain of the SDK's own client repeats and follows redirects without a limit of time, and signs only for hosts
  // of its own list.
  const client = Client.initWithMiddleware({ baseUrl, defaultVersion: version, middleware: new HTTPMessageHandler() });
  let restsUntil = 0;
  const now = (): number => clock.now().epochMilliseconds;

  function rest(seconds: number): void {
    restsUntil = Math.max(restsUntil, now() + Math.min(seconds, restAfter.most) * 1_000);
  }

  async function inTime<T>(work: (question: Question) => Promise<T>): Promise<T> {
    const limit = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        rest(restAfter.silent);
        reject(new GraphFault('NoAnswer', undefined, restAfter.silent));
        limit.abort();
      }, limits.milliseconds);
    });
    try {
      // The race also ends the wait for a token, which listens to no signal.
      return await Promise.race([work({ signal: limit.signal, endsAt: performance.now() + limits.milliseconds }), tooLong]);
    } catch (error) {
      throw faultOf(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async function send(question: Question, call: (request: (path: string) => GraphRequest) => Promise<unknown>): Promise<unknown> {
    await pause(question, restsUntil - now());
    for (let tries = 1; ; tries += 1) {
      try {
        const headers = { authorization: `Bearer ${await tokens()}` };
        const { signal } = question;
        return await call((path) => client.api(path).headers(headers).options({ signal, redirect: 'error' }));
      } catch (error) {
        const fault = faultOf(error);
        if (fault.afterSeconds !== undefined) rest(fault.afterSeconds);
        const isInVain = tries >= limits.tries || !isPassing(fault) || question.signal.aborted;
        if (isInVain || (fault.afterSeconds !== undefined && !limits.mayWait)) throw fault;
        const wait = fault.afterSeconds === undefined ? firstPause * 2 ** (tries - 1) : fault.afterSeconds * 1_000;
        if (performance.now() + wait >= question.endsAt) throw fault;
        await sleep(wait, undefined, { signal: question.signal });
      }
    }
  }

  /** What one call told everybody to wait for holds for the next one too. */
  async function pause(question: Question, wait: number): Promise<void> {
    if (wait <= 0) return;
    if (!limits.mayWait || performance.now() + wait >= question.endsAt)
      throw new GraphFault('Throttled', undefined, Math.ceil(wait / 1_000));
    await sleep(wait, undefined, { signal: question.signal });
  }

  async function readAll<T>(path: string, shape: z.ZodType<T>, question: Question): Promise<T[]> {
    const pageOf = z.object({ value: z.array(shape), '@odata.nextLink': z.string().optional() });
    const items: T[] = [];
    let next: string | undefined = path;
    for (let pages = 0; next !== undefined; pages += 1) {
      if (pages === mostPages) throw new GraphFault('TooManyPages');
      const from: string = next;
      const page = parsed(await send(question, (request) => request(from).header('ConsistencyLevel', 'eventual').get()), pageOf);
      items.push(...page.value);
      const link = page['@odata.nextLink'];
      next = link === undefined ? undefined : pathOf(link, baseUrl);
    }
    return items;
  }

  return {
    read: (path, shape) => unlessGone(inTime(async (question) => parsed(await send(question, (request) => request(path).get()), shape))),
    ask: (path, body, shape) =>
      unlessGone(inTime(async (question) => parsed(await send(question, (request) => request(path).post(body)), shape))),
    readAll: (path, shape) => unlessGone(inTime((question) => readAll(path, shape, question))),
  };
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    // A 404 of somebody in between says nothing of the directory.
    if (error instanceof GraphFault && error.status === 404 && gone.includes(error.code)) return undefined;
    throw error;
  }
}

/** The complaints of the parser quote what they complain of, so they stay here. */
function parsed<T>(answer: unknown, shape: z.ZodType<T>): T {
  const result = shape.safeParse(answer);
  if (!result.success) throw new GraphFault('Malformed');
  return result.data;
}

/** A link to the next page leads to where the first came from, or the token would go elsewhere. */
function pathOf(link: string, baseUrl: string): string {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const root = `/${version}/`;
  const path = url && url.pathname.slice(root.length - 1) + url.search;
  // The SDK takes an address anywhere in a path for the host to ask.
  if (!url || !path || url.origin !== new URL(baseUrl).origin || !url.pathname.startsWith(root) || path.includes('://')) {
    throw new GraphFault('ForeignLink');
  }
  return path;
}

function isPassing({ status, code }: GraphFault): boolean {
  return code === 'Unreachable' || status === 429 || status === 502 || status === 503 || status === 504;
}

function faultOf(error: unknown): GraphFault {
  if (error instanceof GraphFault) return error;
  if (!(error instanceof GraphError)) return new GraphFault('Unreachable');
  // The SDK tells of a call without an answer by -1, and of an answer that it cannot read by the name of the error.
  const status = error.statusCode > 0 ? error.statusCode : undefined;
  if (status === undefined) return new GraphFault('Unreachable');
  if (status < 400) return new GraphFault(isUnreadable(error) ? 'Malformed' : 'Unreachable', status);
  if (status === 429) return new GraphFault('Throttled', status, retryAfter(error) ?? restAfter.throttled);
  return new GraphFault(codeOf(error, status), status, status >= 500 ? retryAfter(error) : undefined);
}

/** The SDK puts the parser's error into the code, or, when it comes from another realm, into the body. */
function isUnreadable({ code, body }: GraphError): boolean {
  return code === 'SyntaxError' || (body as { name?: unknown } | null | undefined)?.name === 'SyntaxError';
}

function codeOf({ code, body }: GraphError, status: number): string {
  const isGraphs = typeof body === 'string' && typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_.]*$/.test(code);
  return isGraphs && code !== 'SyntaxError' ? code : `Http${status}`;
}

/** In whole seconds; the header holds either those or a date. */
function retryAfter({ headers }: GraphError): number | undefined {
  const header = headers?.get('retry-after');
  if (!header) return undefined;
  const seconds = Math.ceil(/^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : undefined;
}
