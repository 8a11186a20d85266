import type { Az } from '../az/run-az';

const address = 'https://graph.microsoft.com/v1.0';

/** Microsoft Graph as whoever is signed in to the Azure CLI. Each throws what the CLI says of a refusal. */
export interface GraphByAz {
  /** The first of a list that a filter finds; undefined for none. */
  find<T>(path: string, filter: string): Promise<T | undefined>;
  /** Every item of a list. */
  list<T>(path: string): Promise<T[]>;
  /** Undefined where there is no such thing. */
  read<T>(path: string): Promise<T | undefined>;
  create<T>(path: string, body: object): Promise<T>;
  change(path: string, body: object): Promise<void>;
  /** Does nothing where it is gone already. */
  remove(path: string): Promise<void>;
}

export function graphByAz(az: Az): GraphByAz {
  const call = (method: string, path: string, body?: object) =>
    az(['rest', '--method', method, '--url', `${address}${path}`, ...(body ? ['--body', JSON.stringify(body)] : [])]);
  return {
    async find<T>(path: string, filter: string) {
      const found = (await call('GET', `${path}?$filter=${encodeURIComponent(filter)}`)) as { value: T[] };
      return found.value[0];
    },
    list: async <T>(path: string) => ((await call('GET', path)) as { value: T[] }).value,
    read: async <T>(path: string) => (await unlessGone(call('GET', path))) as T | undefined,
    create: async <T>(path: string, body: object) => (await call('POST', path, body)) as T,
    change: async (path, body) => void (await call('PATCH', path, body)),
    remove: async (path) => void (await unlessGone(call('DELETE', path))),
  };
}

/** What Graph answers; undefined where there is no such thing. */
async function unlessGone(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (fault) {
    if (/Request_ResourceNotFound|Not ?Found/.test((fault as Error).message)) return undefined;
    throw fault;
  }
}
