import { randomBytes } from 'node:crypto';
import type { Children } from '../process/children';
import { freePort } from '../process/free-port';

/** The emulator's usual name, as data is kept under it. */
const account = 'devstoreaccount1';
const usualPorts = { blob: 10_000, queue: 10_001, table: 10_002 };

/** Starts the storage emulator on this machine with its data in `folder`; the connection string once it answers. */
export async function startAzurite(children: Children, folder: string): Promise<string> {
  // A key of this start alone, which another emulator on the same port refuses.
  const key = randomBytes(64).toString('base64');
  const blob = await freePort(usualPorts.blob);
  const queue = await freePort(usualPorts.queue, [blob]);
  const table = await freePort(usualPorts.table, [blob, queue]);
  const options = ['--location', folder, '--silent', '--skipApiVersionCheck', '--disableTelemetry'];
  await children.start({
    name: 'Storage (Azurite)',
    script: require.resolve('azurite/dist/src/azurite.js'),
    args: [...each('blob', blob), ...each('queue', queue), ...each('table', table), ...options],
    env: { AZURITE_ACCOUNTS: `${account}:${key}` },
    ports: [blob, queue, table],
  });
  const endpoint = (name: string, port: number) => `${name}Endpoint=http://127.0.0.1:${port}/${account}`;
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${key}`,
    endpoint('Blob', blob),
    endpoint('Queue', queue),
    endpoint('Table', table),
  ].join(';');
}

function each(name: string, port: number): string[] {
  return [`--${name}Host`, '127.0.0.1', `--${name}Port`, String(port)];
}
