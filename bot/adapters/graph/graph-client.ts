import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type GraphRequest, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { Clock } from '../../ports/system';
import type { Telemetry } from '../../ports/telemetry';
import { graphFaultOf, isWord, restAfterThrottling, secondsOf } from './graph-answer';
import { GraphFault } from './graph-fault';
import type { GraphTokens } from './graph-token';

/** How long a question to the directory may take, with its token, its repeats and all its pages. */
export interface GraphLimits {
  milliseconds: number;
  tries: number;
  /** Whether it may wait for what `Retry-After` asks, as far as the time allows. A turn gives up at once. */
  mayWait: boolean;
}

/** A person waits for a turn's answer; nobody waits for a job. */
export const graphLimits = {
  turn: { milliseconds: 2_000, tries: 2, mayWait: false },
  job: { milliseconds: 10_000, tries: 4, mayWait: true },
} as const satisfies Record<string, GraphLimits>;

export interface GraphOptions {
  tokens: GraphTokens;
  limits: GraphLimits;
  clock: Clock;
  /** Told of every fault. */
  telemetry?: Pick<Telemetry, 'record'>;
  /** Without a slash at the end; Graph's public cloud unless said. */
  baseUrl?: string;
}

/** One question among many: a `GET`, or with a body a `POST` that does no harm when it arrives twice. */
export interface GraphQuestion<T> {
  path: string;
  body?: object;
  shape: z.ZodType<T>;
}

/** Microsoft Graph. Every method throws a {@link GraphFault} and nothing else. */
export interface Graph {
  /** Undefined when Graph says that there is no such thing. */
  read<T>(path: string, shape: z.ZodType<T>, headers?: Record<string, string>): Promise<T | undefined>;
  /** Sends what does no harm when it arrives twice. */
  ask<T>(path: string, body: object, shape: z.ZodType<T>): Promise<T | undefined>;
  /** `PATCH`, and `DELETE`; false when Graph says that there is no such thing. Both do no harm when they arrive twice. */
  change(path: string, body: object): Promise<boolean>;
  remove(path: string): Promise<boolean>;
  /** `PUT` of a reference, likewise. */
  put(path: string, body: object): Promise<boolean>;
  /** The items of every page. Queries of the kind that Graph calls advanced work too. */
  readAll<T>(path: string, shape: z.ZodType<T>): Promise<T[] | undefined>;
  /**
   * Asks many questions, twenty a call, each call within the limits. The answers are in the order of the questions: what
   * `read` or `ask` would return, or the fault in its place. Where a whole call fails, the calls after it are not made.
   */
  askAll<T>(questions: readonly GraphQuestion<T>[]): Promise<(T | undefined | GraphFault)[]>;
}

const version = 'v1.0';
const mostPages = 20;
/** Graph's limit of requests in a batch. */
const mostOfBatch = 20;
const batchesAtOnce = 4;
/** Milliseconds before the first repeat where the answer says nothing; doubled each time. */
const firstPause = 200;
/** Seconds for which nothing is asked after an answer that said to wait or none at all: a turn asks several times. */
const restAfter = { silent: 5, most: 300 };
const gone = ['Request_ResourceNotFound', 'ResourceNotFound', 'NotFound'];

const batchAnswer = z.object({
  responses: z.array(
    z.object({ id: z.string(), status: z.number(), headers: z.record(z.string(), z.unknown()).nullish(), body: z.unknown() }),
  ),
});
type PartAnswer = z.output<typeof batchAnswer>['responses'][number];

/** One question with its repeats, all under one signal. */
interface Question {
  signal: AbortSignal;
  endsAt: number;
}

export function graphClient({ tokens, limits, clock, telemetry, baseUrl = 'https://graph.microsoft.com' }: GraphOptions): Graph {
  // The chain of the SDK's own client repeats and follows redirects without a limit of time, and signs only for hosts
  // of its own list.
  const client = Client.initWithMiddleware({ baseUrl, defaultVersion: version, middleware: new HTTPMessageHandler() });
  let restsUntil = 0;
  const now = (): number => clock.now().epochMilliseconds;

  function rest(seconds: number): void {
    restsUntil = Math.max(restsUntil, now() + Math.min(seconds, restAfter.most) * 1_000);
  }

  function measure(fault: GraphFault): void {
    if (!isOfNothing(fault)) telemetry?.record('graphFaults', 1, { code: fault.code });
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
      const fault = graphFaultOf(error);
      measure(fault);
      throw fault;
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
        const fault = graphFaultOf(error);
        if (fault.afterSeconds !== undefined) rest(fault.afterSeconds);
        const isInVain = tries >= limits.tries || !isPassing(fault) || question.signal.aborted;
        if (isInVain || (fault.afterSeconds !== undefined && !limits.mayWait)) throw fault;
        const wait = fault.afterSeconds === undefined ? firstPause * 2 ** (tries - 1) : fault.afterSeconds * 1_000;
        if (performance.now() + wait >= question.endsAt) throw fault;
        await sleep(wait, undefined, { signal: question.signal });
      }
    }
  }

  /** A Retry-After of one call applies to the following calls too. */
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
      const page = parseAnswer(await send(question, (request) => request(from).header('ConsistencyLevel', 'eventual').get()), pageOf);
      items.push(...page.value);
      const link = page['@odata.nextLink'];
      next = link === undefined ? undefined : pathOf(link, baseUrl);
    }
    return items;
  }

  /** One call for up to twenty questions, and one more for those that Graph was too busy for. */
  async function askBatch<T>(parts: readonly GraphQuestion<T>[]): Promise<(T | undefined | GraphFault)[]> {
    const answers = new Map<number, T | undefined>();
    const faults = new Map<number, GraphFault>();
    const whole = await inTime(async (question) => {
      let open = parts.map((_, place) => place);
      for (let tries = 1; open.length > 0; tries += 1) {
        const { responses } = parseAnswer(
          await send(question, (request) => request('/$batch').post({ requests: open.map((place) => partOf(place, parts)) })),
          batchAnswer,
        );
        const byId = new Map(responses.map((one) => [one.id, one]));
        for (const place of open) takePart(byId.get(String(place)), parts[place]!, place, answers, faults);
        open = open.filter((place) => !answers.has(place) && isPassing(faults.get(place)!));
        const waits = open.map((place) => faults.get(place)?.afterSeconds ?? 0);
        const seconds = Math.max(0, ...waits);
        if (seconds > 0) rest(seconds);
        if (tries >= limits.tries) return;
        // `send` waits for what Graph asked for, or says that there is no time for it.
        if (seconds === 0 && open.length > 0) await sleep(firstPause * 2 ** (tries - 1), undefined, { signal: question.signal });
      }
    }).catch((fault: GraphFault) => fault);
    for (const fault of faults.values()) measure(fault);
    const missing = whole ?? new GraphFault('Malformed');
    return parts.map((_, place) => (answers.has(place) ? answers.get(place) : (faults.get(place) ?? missing)));
  }

  async function askAll<T>(questions: readonly GraphQuestion<T>[]): Promise<(T | undefined | GraphFault)[]> {
    const answers: (T | undefined | GraphFault)[] = [];
    const perRound = mostOfBatch * batchesAtOnce;
    let away: GraphFault | undefined;
    for (let start = 0; start < questions.length; start += perRound) {
      const round = questions.slice(start, start + perRound);
      if (away) {
        answers.push(...round.map(() => away));
        continue;
      }
      const batches = Array.from({ length: Math.ceil(round.length / mostOfBatch) }, (_, at) =>
        askBatch(round.slice(at * mostOfBatch, (at + 1) * mostOfBatch)),
      );
      for (const batch of await Promise.all(batches)) {
        answers.push(...batch);
        const [first] = batch;
        if (first instanceof GraphFault && batch.every((one) => one instanceof GraphFault)) away ??= first;
      }
    }
    return answers;
  }

  return {
    askAll,
    read: (path, shape, more = {}) =>
      unlessGone(inTime(async (question) => parseAnswer(await send(question, (request) => request(path).headers(more).get()), shape))),
    ask: (path, body, shape) =>
      unlessGone(inTime(async (question) => parseAnswer(await send(question, (request) => request(path).post(body)), shape))),
    change: (path, body) =>
      unlessGone(inTime((question) => trueAfter(send(question, (request) => request(path).patch(body))))).then(isDone),
    put: (path, body) => unlessGone(inTime((question) => trueAfter(send(question, (request) => request(path).put(body))))).then(isDone),
    remove: (path) => unlessGone(inTime((question) => trueAfter(send(question, (request) => request(path).delete())))).then(isDone),
    readAll: (path, shape) => unlessGone(inTime((question) => readAll(path, shape, question))),
  };
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GraphFault && isOfNothing(error)) return undefined;
    throw error;
  }
}

/** Graph says that there is no such thing. A 404 of somebody in between says nothing of the directory. */
function isOfNothing({ status, code }: GraphFault): boolean {
  return status === 404 && gone.includes(code);
}

/** Graph answers what it has done with nothing. */
async function trueAfter(answer: Promise<unknown>): Promise<true> {
  await answer;
  return true;
}

const isDone = (answer: true | undefined): boolean => answer === true;

/** The complaints of the parser quote what they complain of, so they stay here. */
function parseAnswer<T>(answer: unknown, shape: z.ZodType<T>): T {
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

function partOf<T>(place: number, parts: readonly GraphQuestion<T>[]): object {
  const { path, body } = parts[place]!;
  const id = String(place);
  return body ? { id, method: 'POST', url: path, body, headers: { 'Content-Type': 'application/json' } } : { id, method: 'GET', url: path };
}

/** Notes the answer to one question of a batch, or the fault. */
function takePart<T>(
  part: PartAnswer | undefined,
  { shape }: GraphQuestion<T>,
  place: number,
  answers: Map<number, T | undefined>,
  faults: Map<number, GraphFault>,
): void {
  const result = part && part.status >= 200 && part.status < 300 ? shape.safeParse(part.body) : undefined;
  if (result?.success) return void answers.set(place, result.data);
  const fault = part && !result ? faultOfPart(part) : new GraphFault('Malformed');
  if (isOfNothing(fault)) return void answers.set(place, undefined);
  faults.set(place, fault);
}

function faultOfPart({ status, headers, body }: PartAnswer): GraphFault {
  const header = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  const seconds = secondsOf(typeof header === 'string' ? header : undefined);
  if (status === 429) return new GraphFault('Throttled', status, seconds ?? restAfterThrottling);
  const code = (body as { error?: { code?: unknown } } | null | undefined)?.error?.code;
  return new GraphFault(isWord(code) ? code : `Http${status}`, status, status >= 500 ? seconds : undefined);
}

function isPassing({ status, code }: GraphFault): boolean {
  return code === 'Unreachable' || status === 429 || status === 502 || status === 503 || status === 504;
}
