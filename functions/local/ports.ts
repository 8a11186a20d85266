import { createServer } from 'node:net';
import { StartError } from './start-error';

/** How far a taken port may move before the start gives up. */
const portsTried = 50;

/** The wanted port of the loopback interface, or the next free one after it; 0 lets the system choose. Throws a {@link StartError}. */
export async function freePort(wanted: number, taken: readonly number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + portsTried && port <= 65_535; port += 1) {
    if (taken.includes(port)) continue;
    const found = await listens(port);
    if (found !== undefined) return found;
  }
  throw new StartError(`No port is free from ${wanted} on.`);
}

/** Tries it for a moment: asking the system beats reading lists of who listens where. */
function listens(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
