import { connect } from 'node:net';
import type { Children } from './children';
import { freePort } from './ports';

/** The one account of the emulator; published by Microsoft, no secret. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const usualPorts = { blob: 10_000, queue: 10_001, table: 10_002 };

/** Starts the storage emulator on this machine with its data in `folder`; the connection string once it answers. */
export async function startAzurite(children: Children, folder: string): Promise<string> {
  const blob = await freePort(usualPorts.blob);
  const queue = await freePort(usualPorts.queue, [blob]);
  const table = await freePort(usualPorts.table, [blob, queue]);
  const ports = [...each('blob', blob), ...each('queue', queue), ...each('table', table)];
  const options = ['--location', folder, '--silent', '--skipApiVersionCheck', '--disableTelemetry'];
  children.start('Azurite', require.resolve('azurite/dist/src/azurite.js'), [...ports, ...options]);
  await Promise.all([blob, queue, table].map(answers));
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

/** Milliseconds between two tries, and how many there are. */
const pause = 100;
const tries = 300;

/** Resolves when something listens there; throws after half a minute. */
export async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (await isListening(port)) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`nothing answers on port ${port}`);
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => socket.destroy() && resolve(true));
    socket.once('error', () => resolve(false));
  });
}
