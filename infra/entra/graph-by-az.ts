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
    async read<T>(path: string) {
      try {
        return (await call('GET', path)) as T;
      } catch (fault) {
        if (/Request_ResourceNotFound|Not ?Found/.test((fault as Error).message)) return undefined;
        throw fault;
      }
    },
    create: async <T>(path: string, body: object) => (await call('POST', path, body)) as T,
    change: async (path, body) => void (await call('PATCH', path, body)),
    remove: async (path) => void (await call('DELETE', path)),
  };
}
