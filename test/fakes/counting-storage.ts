import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** HTTP calls in order, each as `METHOD path`. */
export interface StorageCalls {
  table: string[];
  blob: string[];
  queue: string[];
}

/**
 * Listens to the HTTP calls that this process makes to the storage of a connection string. It needs nothing of the
 * adapters, so what is counted is the very code that runs in production. Every try of the SDK counts; with
 * `withoutRetries`, a request counts once, by the id that its tries share. Call `stop` when done.
 */
export function countStorageCalls(
  connectionString: string,
  { withoutRetries = false } = {},
): { calls: StorageCalls; reset(): void; stop(): void } {
  const calls: StorageCalls = { table: [], blob: [], queue: [] };
  const kinds = new Map<string, keyof StorageCalls>([
    [hostOf(connectionString, 'TableEndpoint'), 'table'],
    [hostOf(connectionString, 'BlobEndpoint'), 'blob'],
    [hostOf(connectionString, 'QueueEndpoint'), 'queue'],
  ]);
  const seen = new Set<string>();
  const count = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    const kind = kinds.get(String(request.getHeader('host')));
    if (!kind) return;
    const id = request.getHeader('x-ms-client-request-id');
    if (withoutRetries && id !== undefined && seen.has(String(id))) return;
    seen.add(String(id));
    calls[kind].push(`${request.method} ${request.path}`);
  };
  subscribe('http.client.request.start', count);
  return {
    calls,
    reset() {
      for (const list of Object.values(calls)) list.length = 0;
    },
    stop: () => void unsubscribe('http.client.request.start', count),
  };
}

function hostOf(connectionString: string, name: string): string {
  const address = new RegExp(`${name}=([^;]+)`).exec(connectionString)?.[1];
  if (!address) throw new Error(`the connection string has no ${name}`);
  return new URL(address).host;
}
