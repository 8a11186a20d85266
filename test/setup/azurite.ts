import { createRequire } from 'node:module';

interface Server {
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
}
type Maker<T> = { default: new (...values: unknown[]) => T };

declare global {
  // The servers of this run, for the teardown.
  var azurite: Server[] | undefined;
}

// Azurite has no types, and only its parts may be loaded: each `main` starts a server on being loaded.
const load = createRequire(__filename);
function part<T>(path: string): Maker<T>['default'] {
  return (load(`azurite/dist/src/${path}`) as Maker<T>).default;
}

// Microsoft publishes this key for the emulator; it is no secret.
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
/** The second account, for backups. */
const backupAccount = 'alms0backup';

/** Starts table, blob and queue storage in memory and tells the tests where, in TEST_STORAGE_CONNECTION; in TEST_BACKUP_CONNECTION another account of it. */
export default async function start(): Promise<void> {
  // Read by Azurite now and once a minute.
  process.env.AZURITE_ACCOUNTS = `${account}:${key};${backupAccount}:${key}`;
  const servers = [tableServer(), blobServer(), queueServer()];
  for (const server of servers) await server.start();
  globalThis.azurite = servers;
  process.env.TEST_STORAGE_CONNECTION = connectionTo(account, servers);
  process.env.TEST_BACKUP_CONNECTION = connectionTo(backupAccount, servers);
}

function connectionTo(name: string, servers: readonly Server[]): string {
  const [tables, blobs, queues] = servers.map((server) => `${server.getHttpServerAddress()}/${name}`);
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${name}`,
    `AccountKey=${key}`,
    `TableEndpoint=${tables}`,
    `BlobEndpoint=${blobs}`,
    `QueueEndpoint=${queues}`,
  ].join(';');
}

const host = '127.0.0.1';
const keepAliveSeconds = 5;
const accessLog = [false, undefined];
const debugLog = [false, undefined];
const isLoose = false;
const skipsApiVersionCheck = true;
const certificate = ['', '', ''];
const oauth = undefined;
const disablesProductStyleUrl = false;
const isInMemory = true;
const shared = [isLoose, skipsApiVersionCheck, ...certificate, oauth, disablesProductStyleUrl, isInMemory];

function tableServer(): Server {
  const Configuration = part<object>('table/TableConfiguration');
  const [enableAccessLog, accessLogStream] = accessLog;
  const [enableDebugLog, debugLogPath] = debugLog;
  const settings = [host, 0, keepAliveSeconds, '', enableDebugLog, enableAccessLog, accessLogStream, debugLogPath];
  return new (part<Server>('table/TableServer'))(new Configuration(...settings, ...shared));
}

function blobServer(): Server {
  const Configuration = part<object>('blob/BlobConfiguration');
  return new (part<Server>('blob/BlobServer'))(new Configuration(...extentSettings(), ...shared));
}

function queueServer(): Server {
  const Configuration = part<object>('queue/QueueConfiguration');
  return new (part<Server>('queue/QueueServer'))(new Configuration(...extentSettings(), ...shared));
}

function extentSettings(): unknown[] {
  return [host, 0, keepAliveSeconds, '', '', [], ...accessLog, ...debugLog];
}
