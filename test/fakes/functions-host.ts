import http from 'node:http';
import Module from 'node:module';

type Handler = (...inputs: unknown[]) => unknown;

/** A function as the library registers it. */
export interface Registration {
  name: string;
  bindings: Record<
    string,
    {
      type: string;
      direction: string;
      methods?: string[];
      route?: string;
      queueName?: string;
      connection?: string;
      schedule?: string;
      useMonitor?: boolean;
      runOnStartup?: boolean;
    }
  >;
  retryOptions?: { strategy: string; maxRetryCount: number; delayInterval?: object };
  handler: Handler;
}

interface Call {
  invocationId?: string;
  data?: object;
  triggerMetadata?: object;
  /** Of the host's own trace of the call. */
  traceParent?: string | undefined;
}

interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
}

interface BeforeCall {
  invocationContext: unknown;
  inputs: unknown[];
  functionCallback: Handler;
  hookData: object;
  appHookData: object;
}

/** The library's side of one call, of which the host knows no more than this. */
interface Invocation {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue?: TypedData | null }>;
}

interface Model {
  getInvocationModel(core: object): Invocation;
  getCapabilities(worker: { HttpUri?: string }): Promise<{ HttpUri?: string }>;
}

export interface FunctionsHost {
  /** What the library asks for as `@azure/functions-core`; the host's own worker has it built in. */
  core: object;
  functions: Registration[];
  /** What the library itself had to say. */
  lines: string[];
  /**
   * Runs the entry point, then asks for the functions, as the worker does. Throws what the entry point threw, but only where
   * a function was registered before it: with none, the worker leaves it to the host to look for functions of the old kind,
   * and the app runs with none.
   */
  start(entryPoint: () => void): void;
  http(request: Request): Promise<Response>;
  /** One message of a queue. Throws what the function throws: the host would deliver the message again. */
  queue(name: string, message: { string: string } | { json: string }): Promise<void>;
  /** The timer of this name goes off. Throws what the function throws: the host would try it again as registered. */
  timer(name: string, wishes?: { isPastDue?: boolean }): Promise<void>;
  /** The host ends the app, and waits for what was registered for that. */
  terminate(): Promise<void>;
}

/** A Functions host with the library's real conversion: calls and messages go in as the host's worker hands them over. */
export function functionsHost(): FunctionsHost {
  const functions: Registration[] = [];
  const lines: string[] = [];
  const ends: ((context: object) => unknown)[] = [];
  const befores: ((context: BeforeCall) => unknown)[] = [];
  let model: Model | undefined;
  let streams: Promise<string> | undefined;
  let hasStarted = false;
  let calls = 0;
  const nextCall = () => String((calls += 1));

  async function invoke(
    { name, bindings, handler }: Registration,
    binding: string,
    { invocationId = nextCall(), data = {}, triggerMetadata = {}, traceParent }: Call,
  ): Promise<TypedData | undefined> {
    if (!model) throw new Error('The library has set no programming model.');
    const traceContext = traceParent === undefined ? undefined : { traceParent };
    const request = { invocationId, inputData: [{ name: binding, data }], triggerMetadata, traceContext };
    const log = (level: string, _category: string, message: string): void => void lines.push(`${level}: ${message}`);
    const invocation = model.getInvocationModel({ invocationId, metadata: { name, bindings }, request, log, state: 'invocation' });
    const { context, inputs } = await invocation.getArguments();
    const before: BeforeCall = { invocationContext: context, inputs, functionCallback: handler, hookData: {}, appHookData: {} };
    for (const one of befores) await one(before);
    const response = await invocation.getResponse(
      context,
      await invocation.invokeFunction(context, before.inputs, before.functionCallback),
    );
    return response.returnValue ?? undefined;
  }

  return {
    functions,
    lines,
    core: {
      version: '4.0.0',
      setProgrammingModel(one: typeof model) {
        model = one;
      },
      registerFunction(metadata: Omit<Registration, 'handler'>, handler: Handler) {
        if (hasStarted) throw new Error('A function can only be registered during app startup.');
        functions.push({ ...metadata, handler });
      },
      registerHook(name: string, callback: (context: object) => unknown) {
        if (name === 'appTerminate') ends.push(callback);
        if (name === 'preInvocation') befores.push(callback);
        return { dispose: () => undefined };
      },
      log: (level: string, _category: string, message: string) => void lines.push(`${level}: ${message}`),
    },
    start(entryPoint) {
      let fault: { thrown: unknown } | undefined;
      try {
        entryPoint();
      } catch (thrown) {
        fault = { thrown };
      }
      hasStarted = true;
      if (fault && functions.length > 0) throw fault.thrown;
    },
    async http(request) {
      const [found, binding] = triggerOf(
        functions,
        ({ type, methods }) => type === 'httpTrigger' && methods?.includes(request.method) === true,
      );
      if (!found) return new Response(null, { status: 404 });
      if (!model) throw new Error('The library has set no programming model.');
      streams ??= streamAddress(model);
      const invocationId = nextCall();
      // As the host does it: the call goes one way, and the request itself another, with the call's id.
      const sent = forward(request, new URL(await streams), invocationId);
      const traceParent = request.headers.get('traceparent') ?? undefined;
      const call = invoke(found, binding, { invocationId, triggerMetadata: metadataOf(request), traceParent });
      const [response] = await Promise.all([sent, call]);
      return response;
    },
    async queue(name, message) {
      const [found, binding] = triggerOf(functions, ({ type, queueName }) => type === 'queueTrigger' && queueName === name);
      if (!found) throw new Error(`No function takes the messages of queue ${name}.`);
      await invoke(found, binding, { data: message });
    },
    async terminate() {
      for (const end of ends) await end({});
    },
    async timer(name, { isPastDue = false } = {}) {
      const timers = functions.filter((one) => one.name === name);
      const [found, binding] = triggerOf(timers, ({ type }) => type === 'timerTrigger');
      if (!found) throw new Error(`No function is the timer ${name}.`);
      await invoke(found, binding, {
        data: { json: JSON.stringify({ Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: isPastDue }) },
      });
    },
  };
}

/** What the host remembers of a timer, under the names that it gives them. */
const status = { Last: '2027-01-18T09:03:00+00:00', Next: '2027-01-18T10:03:00+00:00', LastUpdated: '2027-01-18T09:03:00+00:00' };

/** Puts the host's module in place for everything that this process loads from now on. Not for jest, which loads modules itself. */
export function installFunctionsHost({ core }: FunctionsHost): void {
  const loader = Module as unknown as { _load(this: void, name: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  loader._load = (name, ...rest) => (name === '@azure/functions-core' ? core : load(name, ...rest));
}

function triggerOf(
  functions: Registration[],
  isWanted: (binding: Registration['bindings'][string]) => boolean,
): [Registration | undefined, string] {
  for (const one of functions) {
    for (const [name, binding] of Object.entries(one.bindings)) if (isWanted(binding)) return [one, name];
  }
  return [undefined, ''];
}

/** Has the library open the address at which it takes requests as streams, in a way that keeps no process alive. */
async function streamAddress(model: Model): Promise<string> {
  const create = http.createServer;
  http.createServer = ((...given: Parameters<typeof create>) => create(...given).unref()) as typeof create;
  try {
    const { HttpUri } = await model.getCapabilities({});
    if (!HttpUri) throw new Error('The library takes no streams.');
    return HttpUri;
  } finally {
    http.createServer = create;
  }
}

/** A request as the host's proxy passes it on, part by part; the answer as it comes back. */
async function forward(request: Request, to: URL, invocationId: string): Promise<Response> {
  const { pathname, search, host, protocol } = new URL(request.url);
  const own = { 'x-ms-invocation-id': invocationId, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
  const headers = { ...Object.fromEntries(request.headers), ...own };
  const outgoing = http.request({
    host: to.hostname,
    port: to.port,
    path: pathname + search,
    method: request.method,
    headers,
    agent: false,
  });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
  });
  // A body that nobody wants any more ends with the answer.
  const ended = sendBody(request, outgoing, answered);
  const answer = await answered;
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  await ended;
  outgoing.destroy();
  return new Response(parts.length > 0 ? Buffer.concat(parts) : null, {
    status: answer.statusCode ?? 0,
    // How it came from the worker is nothing to the client.
    headers: Object.entries(answer.headers)
      .filter(([name]) => !['connection', 'transfer-encoding', 'keep-alive'].includes(name))
      .map(([name, value]): [string, string] => [name, String(value)]),
  });
}

async function sendBody(request: Request, outgoing: http.ClientRequest, answered: Promise<unknown>): Promise<void> {
  const reader = request.body?.getReader();
  const isAnswered = answered.then(
    () => undefined,
    () => undefined,
  );
  for (let part = await reader?.read(); part && !part.done; part = await Promise.race([isAnswered, reader?.read()])) {
    if (!outgoing.write(part.value)) await Promise.race([isAnswered, new Promise((resume) => outgoing.once('drain', resume))]);
  }
  outgoing.end();
}

/** What the host tells the worker of a request beside its stream. */
function metadataOf(request: Request): Record<string, TypedData> {
  const { pathname, searchParams } = new URL(request.url);
  const json = (pairs: Iterable<[string, string]>): TypedData => ({ json: JSON.stringify(Object.fromEntries(pairs)) });
  return { Headers: json(request.headers), Query: json(searchParams), path: { string: pathname.slice(1) } };
}
