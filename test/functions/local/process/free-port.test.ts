import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { claimOf, freePort } from '../../../../functions/local/process/free-port';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function taken(port = 0): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port, host: '127.0.0.1' }, resolve));
  return (server.address() as AddressInfo).port;
}

describe('a port of local mode', () => {
  it('should be the wanted one while that is free', async () => {
    const port = await freePort(41_200);
    expect(await freePort(port)).toBe(port);
  });

  it('should move on when it is taken', async () => {
    const port = await taken(await freePort(41_300));
    const moved = await freePort(port);
    expect(moved).toBeGreaterThan(port);
    await expect(taken(moved)).resolves.toBe(moved);
  });

  it('should move on when it has been given to another program of this start', async () => {
    const port = await freePort(41_400);
    expect(await freePort(port, [port])).toBeGreaterThan(port);
  });

  it('should move on when another start is about to take it, and not when that start has ended', async () => {
    const port = await freePort(41_600);
    const claim = claimOf(port);
    writeFileSync(claim, String(process.ppid));
    const moved = await freePort(port);
    expect(moved).toBeGreaterThan(port);
    writeFileSync(claim, '2000000000');
    expect(await freePort(port)).toBe(port);
    expect(readFileSync(claim, 'utf8')).toBe(String(process.pid));
  });

  it('should be any when 0 is wanted', async () => {
    expect(await freePort(0)).toBeGreaterThan(0);
  });

  it('should be refused in a sentence when none is free', async () => {
    const port = await taken(await freePort(41_500));
    const others = Array.from({ length: 60 }, (_, index) => port + index);
    await expect(freePort(port, others)).rejects.toThrow(`No port is free from ${port} on.`);
  });
});
