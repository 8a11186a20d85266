import Module from 'node:module';

type Handler = (...inputs: unknown[]) => unknown;

/** A function as the library registers it. */
export interface Registration {
  name: string;
  bindings: Record<
    string,
    { type: string; direction: string; methods?: string[]; route?: string; queueName?: string; connection?: string }
  >;
  handler: Handler;
}

interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  http?: { statusCode: string; headers: Record<string, string>; body?: TypedData };
}

/** The library's side of one call, of which the host knows no more than this. */
interface Invocation {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue?: TypedData | null }>;
}

export interface FunctionsHost {
  /** What the library asks for as `@azure/functions-core`; the host's own worker has it built in. */
  core: object;
  functions: Registration[];
  /** What the library itself had to say. */
  lines: string[];
  http(request: Request): Promise<Response>;
  /** One message of a queue. Throws what the function throws: the host would deliver the message again. */
  queue(name: string, message: { string: string } | { json: string }): Promise<void>;
}

/** A Functions host with the library's real conversion: calls and messages go in as the host's worker hands them over. */
export function functionsHost(): FunctionsHost {
  const functions: Registration[] = [];
  const lines: string[] = [];
  let model: { getInvocationModel(core: object): Invocation } | undefined;
  let calls = 0;

  async function invoke({ name, bindings, handler }: Registration, binding: string, data: object): Promise<TypedData | undefined> {
    if (!model) throw new Error('The library has set no programming model.');
    calls += 1;
    const invocationId = String(calls);
    const request = { invocationId, inputData: [{ name: binding, data }], triggerMetadata: {} };
    const log = (level: string, _category: string, message: string): void => void lines.push(`${level}: ${message}`);
    const invocation = model.getInvocationModel({ invocationId, metadata: { name, bindings }, request, log, state: 'invocation' });
    const { context, inputs } = await invocation.getArguments();
    const response = await invocation.getResponse(context, await invocation.invokeFunction(context, inputs, handler));
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
      registerFunction: (metadata: Omit<Registration, 'handler'>, handler: Handler) => void functions.push({ ...metadata, handler }),
      log: (level: string, _category: string, message: string) => void lines.push(`${level}: ${message}`),
    },
    async http(request) {
      const [found, binding] = triggerOf(
        functions,
        ({ type, methods }) => type === 'httpTrigger' && methods?.includes(request.method) === true,
      );
      if (!found) return new Response(null, { status: 404 });
      const answer = (await invoke(found, binding, { http: await rpcRequest(request) }))?.http;
      if (!answer) return new Response(null, { status: 204 });
      const hasBody = request.method !== 'HEAD' && answer.body?.bytes !== undefined && answer.body.bytes.length > 0;
      return new Response(hasBody ? new Uint8Array(answer.body?.bytes ?? []) : null, {
        status: Number(answer.statusCode),
        headers: answer.headers,
      });
    },
    async queue(name, message) {
      const [found, binding] = triggerOf(functions, ({ type, queueName }) => type === 'queueTrigger' && queueName === name);
      if (!found) throw new Error(`No function takes the messages of queue ${name}.`);
      await invoke(found, binding, message);
    },
  };
}

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

/** A request as the host sends it: the body raw, names with their values in the form that tells empty from absent. */
async function rpcRequest(request: Request): Promise<object> {
  const { pathname, searchParams } = new URL(request.url);
  const nullable = (pairs: Iterable<[string, string]>): object => Object.fromEntries([...pairs].map(([name, value]) => [name, { value }]));
  return {
    url: request.url,
    method: request.method,
    nullableHeaders: nullable(request.headers),
    nullableQuery: nullable(searchParams),
    nullableParams: nullable([['path', pathname.slice(1)]]),
    body: { bytes: new Uint8Array(await request.arrayBuffer()) },
  };
}
