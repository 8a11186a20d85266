import startStorage from '../setup/azurite';
import stopStorage from '../setup/azurite-stop';
import { testConnection } from '../setup/azurite-storage';
import { cpuPerTurn } from './cpu';
import { overLimit, storageCallsOf } from './storage-calls';

/*
 * CPU and storage calls of a turn. Fails where a turn makes more calls than it may; a time depends on the machine, so times
 * are shown and never judged.
 */
async function main(): Promise<void> {
  console.log('CPU of one turn (median), stores in memory, callers unchecked');
  for (const { turn, milliseconds, ratio, answerSize } of await cpuPerTurn()) {
    console.log(
      `  ${turn.padEnd(36)} ${milliseconds.toFixed(2).padStart(6)} ms  ${ratio.toFixed(2).padStart(5)} ×  answer ${(answerSize / 1024).toFixed(1)} KB`,
    );
  }

  await startStorage();
  const counted = await storageCallsOf(testConnection(), 'bench');
  await stopStorage();
  console.log('Storage calls of one turn, caches warm (limit)');
  for (const { turn, stored, queued, mostStored, mostQueued } of counted) {
    console.log(`  ${turn.padEnd(36)} ${stored} (${mostStored}) to tables and blobs, ${queued} (${mostQueued}) to the queue`);
  }
  const over = overLimit(counted);
  for (const line of over) console.error(line);
  if (over.length > 0) process.exitCode = 1;
}

main().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
