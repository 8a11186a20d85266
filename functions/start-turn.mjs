// One start at a time on this machine: each builds into the same folder and looks for free ports, and two at once would
// delete each other's files and take the same ports.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const file = join(tmpdir(), `alms-for-teams-${process.getuid?.() ?? 'start'}.pid`);
/** Milliseconds between two looks, and until a start takes another for one that hangs. */
const pause = 100;
const waitAtMost = 180_000;

/**
 * Waits until no other start is under way; its result ends this one's turn, as the end of the process does. Throws a sentence
 * even if the other never ends.
 */
export async function takeTurn(say) {
  let isReported = false;
  for (let waited = 0; !(await isTaken()); waited += pause) {
    const holder = lockHolder();
    if (!isOtherAlive(holder)) rmSync(file, { force: true });
    else if (waited >= waitAtMost)
      throw new Error(`Another start (process ${holder}) is still under way. End it first, or delete ${file}.`);
    else {
      if (!isReported) say('Another start is under way; this one goes on when that is ready.');
      isReported = true;
      await sleep(pause);
    }
  }
  const end = () => {
    if (lockHolder() === process.pid) rmSync(file, { force: true });
  };
  process.once('exit', end);
  return end;
}

async function isTaken() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (fault) {
    if (fault.code === 'EEXIST') return false;
    throw fault;
  }
  // Two that found the same leftover: the later one has deleted the file of the earlier.
  await sleep(pause);
  return lockHolder() === process.pid;
}

function lockHolder() {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isOtherAlive(pid) {
  // Its own number means a leftover: a container gives the same ones at each start.
  if (!pid || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return fault.code === 'EPERM';
  }
}
