import { writeFileSync } from 'node:fs';
import { cold, coldCosts } from './cold';
import { journeyCosts } from './journey-cost';
import { heapGrowthOver } from './many-turns';
import { memoryAfter } from './memory';
import { photoCosts, photos } from './photo-cost';
import { runBeside, storageBeside } from './processes';
import { type Measured, quantile, ratioOf, spreadOf, timesOf } from './rounds';
import { type BenchRow, rowOf, spreadRow, tableOf } from './rows';
import { journeyCallsOf, millisecondsToTheHead, mostOfJourney, overLimit, storageCallsOf } from './storage-calls';
import { sweepCallsOf } from './sweep-calls';
import { pages, tabCosts } from './tab-cost';
import { paints, tabPaints } from './tab-paint';
import { measureTurns, turns } from './turns';

/*
 * What the product costs beside other ways, and how many storage calls it makes. Fails where a turn makes more calls than it may;
 * a time depends on the machine, so where it misses its target the table says so and nothing fails.
 */
async function bench(connectionString: string): Promise<void> {
  const counted = await storageCallsOf(connectionString, 'bench');
  const journey = await journeyCallsOf(connectionString, 'journey');
  const { measured, calls } = await measureTurns(connectionString);
  show('CPU of one turn', measured);
  const toHead = await millisecondsToTheHead(connectionString, 'head', timesOf(20, 8));
  const journeys = await journeyCosts(connectionString, 'costs', timesOf(15, 6));
  const tab = await tabCosts(connectionString, 'tab');
  show("A page of the tab's API", tab.measured);
  const ended = timesOf(300, 60);
  const swept = await sweepCallsOf(connectionString, 'swept', ended);
  const photo = await photoCosts();
  show('A photo', photo);
  const { measured: started, firstLoadKilobytes } = await coldCosts();
  show('A new process', started);
  const turnsOfHeap = timesOf(10_000, 1_000);
  const heap = await heapGrowthOver(connectionString, 'many', turnsOfHeap);
  const turnsOfMemory = timesOf(10_000, 300);
  const memory = await memoryAfter(connectionString, turnsOfMemory);
  const painted = await tabPaints();
  if (painted) show('The tab’s first rows (CPU of the page)', painted);
  else console.log('No browser is here: the tab’s first rows were not measured.');

  const rows: BenchRow[] = [
    spreadRow('form step: CPU to its floor', ratioOf(measured, turns.step, turns.stepFloor), 1.1),
    spreadRow('form step: CPU to the usual way', ratioOf(measured, turns.step, turns.stepUsual), 0.3),
    spreadRow('form step: CPU to @microsoft/agents-hosting', ratioOf(measured, turns.step, turns.stepAgents), 1.1),
    rowOf('form step: storage calls', calls.step.stored + calls.step.queued, 2, { mustBeMet: true }),
    spreadRow('approval: CPU to its floor', ratioOf(measured, turns.approval, turns.approvalFloor), 1.25),
    rowOf('approval: calls to tables', calls.approval.stored, 4, { mustBeMet: true }),
    rowOf('approval: calls to the queue', calls.approval.queued, 1, { mustBeMet: true }),
    rowOf("Make request to the head's card: p50, seconds", quantile(toHead, 0.5) / 1_000, 0.4),
    rowOf("Make request to the head's card: p99, seconds", quantile(toHead, 0.99) / 1_000, 1),
    spreadRow('a whole journey: CPU, milliseconds', spreadOf(journeys.map(({ cpu }) => cpu)), 160),
    rowOf('a whole journey: calls to tables', journey.table.length, 45, { mustBeMet: true }),
    spreadRow("cold: CPU of loading the bundle to require('botbuilder')", ratioOf(started, cold.loaded, cold.botbuilder), 1.1),
    spreadRow("cold: CPU up to the first answer to require('botbuilder')", ratioOf(started, cold.answered, cold.botbuilder), 1.8),
    rowOf("tab: kilobytes of the first load's scripts, gzipped", firstLoadKilobytes, 190),
    ...(painted
      ? [
          spreadRow(
            'tab: time until the first rows are painted, to Fluent alone',
            ratioOf(painted, paints.product, paints.floor, ({ waited }) => waited[0] ?? Number.NaN),
            1.4,
          ),
          spreadRow('tab: CPU of the page until then, to Fluent alone', ratioOf(painted, paints.product, paints.floor), 1.4),
        ]
      : []),
    spreadRow("tab's API, first page: CPU to hono, token and one query", ratioOf(tab.measured, pages.product, pages.floor), 1.6),
    rowOf("tab's API, first page in a fresh process: calls to tables for its rows", tab.calls.first.rows, 1, { mustBeMet: true }),
    rowOf('the same: for the policy and the departments, at once', tab.calls.first.organisation, 2, { mustBeMet: true }),
    rowOf("tab's API, the same page again: calls to tables", tab.calls.next.rows + tab.calls.next.organisation, 1, { mustBeMet: true }),
    rowOf(`a sweep of ${ended} that end: calls to tables for each`, swept.table / ended, 4.05, { mustBeMet: true }),
    rowOf('the same: calls to Microsoft Graph for each person asked about', swept.graph / ended, 0.05),
    rowOf(`heap after ${turnsOfHeap} turns to that after a tenth of them`, heap, 1.05),
    rowOf(`resident memory after ${turnsOfMemory} turns to the usual way`, memory.product / memory.usual, 1.4),
    spreadRow('photo of 12 megapixels: CPU to decode, resize, encode', ratioOf(photo, photos.product, photos.floor), 1.4),
  ];
  console.log(`\n${tableOf(rows)}`);
  writeFileSync('bench.json', `${JSON.stringify({ rows: rows.map(({ mustBeMet: _ofUs, ...row }) => row) }, null, 2)}\n`);

  if (process.env.BENCH_CALLS) for (const [kind, made] of Object.entries(journey)) for (const call of made) console.log(kind, call);
  const over = [
    ...overLimit(counted),
    ...(journey.table.length > mostOfJourney ? [`a journey: ${journey.table.length} calls to tables`] : []),
    ...rows.filter(({ met, mustBeMet }) => mustBeMet && !met).map(({ name, ratio }) => `${name}: ${ratio}`),
  ];
  for (const line of over) console.error(line);
  if (over.length > 0) process.exitCode = 1;
}

function show(title: string, measured: Measured): void {
  console.log(`${title}: median of CPU (quartiles), p50 and p99 of the time, milliseconds`);
  for (const [name, samples] of measured) {
    const { lower, median, upper } = spreadOf(samples.map(({ cpu }) => cpu));
    const waited = samples.flatMap((one) => one.waited);
    const [p50, p99] = [quantile(waited, 0.5), quantile(waited, 0.99)].map((one) => one.toFixed(1).padStart(7));
    console.log(`  ${name.padEnd(48)} ${median.toFixed(2).padStart(8)} (${lower.toFixed(2)} – ${upper.toFixed(2)}) ${p50} ${p99}`);
  }
}

async function main(): Promise<void> {
  if (await runBeside(process.argv[2])) return;
  const storage = await storageBeside();
  try {
    await bench(storage.part);
  } finally {
    await storage.stop();
  }
}

main().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
