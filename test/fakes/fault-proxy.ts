import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StorageKind = 'table' | 'blob' | 'queue';

/** An HTTP call of the product; each retry is a call of its own. */
export interface StorageCall {
  kind: StorageKind;
  method: string;
  /** Path without account and query, with prefixes and keys. */
  path: string;
}

/** How a call fails. `drop-after` executes it and drops the connection before the answer. */
export type Trouble =
  | { what: 'status'; status: number; code?: string }
  | { what: 'hang' }
  | { what: 'drop' }
  | { what: 'drop-after' }
  | { what: 'delay'; milliseconds: number };

export interface StorageFault {
  hits: (call: StorageCall) => boolean;
  trouble: Trouble;
  /** Number of calls that fail; default all. */
  times?: number;
}

export interface FaultProxy {
  /** Connection string of the proxy. */
  connection: string;
  /** Calls since `reset`, in order. */
  calls: StorageCall[];
  fail(fault: StorageFault): void;
  /** Removes all faults and clears `calls`. */
  reset(): void;
  stop(): Promise<void>;
}

const endpoints = { table: 'TableEndpoint', blob: 'BlobEndpoint', queue: 'QueueEndpoint' } as const;

/** Starts a proxy on loopback in front of the storage of a connection string, which injects faults into its calls. */
export async function startFaultProxy(connection: string): Promise<FaultProxy> {
  const calls: StorageCall[] = [];
  const faults: (StorageFault & { times: number })[] = [];
  const servers: Server[] = [];
  let through = connection;

  for (const kind of Object.keys(endpoints) as StorageKind[]) {
    const target = new URL(new RegExp(`${endpoints[kind]}=([^;]+)`).exec(connection)?.[1] ?? '');
    const server = createServer((request, response) => {
      const call = { kind, method: request.method ?? '', path: pathOf(request, target) };
      calls.push(call);
      act(request, response, target, troubleFor(call)).catch(() => response.destroy());
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    through = through.replace(target.origin, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  function troubleFor(call: StorageCall): Trouble | undefined {
    const fault = faults.find(({ hits, times }) => times > 0 && hits(call));
    if (!fault) return undefined;
    fault.times -= 1;
    return fault.trouble;
  }

  return {
    connection: through,
    calls,
    fail: (fault) => void faults.push({ ...fault, times: fault.times ?? Number.POSITIVE_INFINITY }),
    reset() {
      faults.length = 0;
      calls.length = 0;
    },
    async stop() {
      for (const server of servers) {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      }
    },
  };
}

async function act(request: IncomingMessage, response: ServerResponse, target: URL, trouble: Trouble | undefined): Promise<void> {
  const body = await bodyOf(request);
  switch (trouble?.what) {
    case 'status':
      return refuse(response, trouble.status, trouble.code ?? 'ServerBusy');
    case 'hang':
      return;
    case 'drop':
      request.socket.destroy();
      return;
    case 'drop-after':
      await passOn(request, body, target);
      request.socket.destroy();
      return;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, trouble.milliseconds));
      break;
    case undefined:
  }
  const answer = await passOn(request, body, target);
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** Forwards the call unchanged: the client's signature does not include the host. */
function passOn(
  request: IncomingMessage,
  body: Buffer,
  target: URL,
): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { method, url, headers } = request;
    const sent = forward(
      { host: target.hostname, port: target.port, method, path: url, headers: { ...headers, host: target.host } },
      (answer) => {
        bodyOf(answer).then((bytes) => {
          const { 'transfer-encoding': _chunked, connection: _hop, ...rest } = answer.headers;
          resolve({ status: answer.statusCode ?? 500, headers: rest, body: bytes });
        }, reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const body = JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: code } } });
  response.writeHead(status, { 'content-type': 'application/json', 'x-ms-error-code': code }).end(body);
}

function pathOf(request: IncomingMessage, target: URL): string {
  const path = new URL(request.url ?? '', target.origin).pathname;
  return decodeURIComponent(path.startsWith(target.pathname) ? path.slice(target.pathname.length) : path);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
