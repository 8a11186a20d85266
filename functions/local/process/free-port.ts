import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../start-error';
import { isAlive } from './alive';

/** How far a taken port may move before the start gives up. */
const portsTried = 50;
/** This process’s own. One of a process that was killed stays, and is taken over. */
const claims = new Set<string>();
let dropsClaims = false;

/**
 * The wanted port of the loopback interface, or the next free one after it; 0 lets the system choose. No other start of ours
 * gets it until this process has ended, as the program that is to listen there has not begun. Throws a {@link StartError}.
 */
export async function freePort(wanted: number, taken: readonly number[] = []): Promise<number> {
  if (wanted === 0) return (await listens(0)) ?? 0;
  for (let port = wanted; port < wanted + portsTried && port <= 65_535; port += 1) {
    if (!taken.includes(port) && isOurs(port) && (await listens(port)) !== undefined) return port;
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

/** The file in which a port has the number of the process whose start took it. */
export function claimOf(port: number): string {
  const folder = join(tmpdir(), `alms-for-teams-ports-${process.getuid?.() ?? 'local'}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, String(port));
}

/** Claims it for this process unless a live process has it. */
function isOurs(port: number): boolean {
  const claim = claimOf(port);
  if (!dropsClaims) process.once('exit', () => claims.forEach((own) => rmSync(own, { force: true })));
  dropsClaims = true;
  try {
    writeFileSync(claim, String(process.pid), { flag: 'wx' });
    claims.add(claim);
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  }
  const holder = claimHolder(claim);
  if (holder === process.pid) return true;
  if (holder === 0 || isAlive(holder)) return false;
  return takesOver(claim, holder);
}

/** One at a time buries a holder that was killed, and looks once more before: two starts at once must not both have its port. */
function takesOver(claim: string, holder: number): boolean {
  const [grave, own] = [`${claim}.${holder}.gone`, `${claim}.${process.pid}`];
  try {
    writeFileSync(grave, '', { flag: 'wx' });
  } catch {
    return false;
  }
  const isDead = claimHolder(claim) === holder;
  if (isDead) {
    writeFileSync(own, String(process.pid));
    renameSync(own, claim);
    claims.add(claim);
  }
  rmSync(grave, { force: true });
  return isDead;
}

/** 0 in the moments in which its holder makes it, or drops it. */
function claimHolder(claim: string): number {
  try {
    return Number(readFileSync(claim, 'utf8'));
  } catch {
    return 0;
  }
}
