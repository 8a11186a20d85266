import startStorage from '../setup/azurite';
import stopStorage from '../setup/azurite-stop';
import { testConnection } from '../setup/azurite-storage';
import { cpuPerTurn } from './cpu';
import { journeyCallsOf, millisecondsToTheHead, mostOfJourney, overLimit, storageCallsOf } from './storage-calls';

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
  const journey = await journeyCallsOf(testConnection(), 'journey');
  const toHead = await millisecondsToTheHead(testConnection(), 'head');
  await stopStorage();
  console.log('Storage calls of one turn, caches warm (limit)');
  for (const { turn, stored, queued, mostStored, mostQueued } of counted) {
    console.log(`  ${turn.padEnd(36)} ${stored} (${mostStored}) to tables and blobs, ${queued} (${mostQueued}) to the queue`);
  }
  console.log('A whole journey, from New visitor with a photo to the decision');
  console.log(
    `  ${journey.table.length} (${mostOfJourney}) calls to tables, ${journey.blob.length} to blobs, ${journey.queue.length} to the queue`,
  );
  console.log('Make request until the head has the card, real storage, one process');
  console.log(`  ${toHead.median.toFixed(0)} ms in the middle, ${toHead.slowest.toFixed(0)} ms at most`);
  if (process.env.BENCH_CALLS) for (const [kind, calls] of Object.entries(journey)) for (const call of calls) console.log(kind, call);
  const over = overLimit(counted);
  if (journey.table.length > mostOfJourney) over.push(`a journey: ${journey.table.length} calls to tables`);
  for (const line of over) console.error(line);
  if (over.length > 0) process.exitCode = 1;
}

main().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
