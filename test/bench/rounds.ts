/** What one run of a candidate took. */
export interface Sample {
  /** CPU of this process, all its threads. Milliseconds a turn. */
  cpu: number;
  /** Milliseconds of each turn, as its caller waited. */
  waited: number[];
}

export interface Candidate {
  name: string;
  run(): Promise<Sample>;
}

export interface Spread {
  lower: number;
  median: number;
  upper: number;
}

/** The candidates in the order given, each with a sample of every round. */
export type Measured = Map<string, Sample[]>;

/** `npm run bench -- --short`: fewer rounds, in some two minutes, for a run that looks for what went wrong and not for a figure. */
export const isShort = process.argv.includes('--short');

/** How often something is done: less often in a short run. */
export function timesOf(full: number, short: number): number {
  return isShort ? short : full;
}

/** Rounds whose medians are compared to tell whether it is warm. */
const flatOver = 3;
const flatWithin = 0.1;

/**
 * Measures in rounds in which all take part, so that whatever else the machine does falls on all alike; each in turn goes first.
 * Warms up until nobody gets faster any more, at most `warmAtMost` rounds.
 */
export async function inRounds(candidates: readonly Candidate[], rounds: number, warmAtMost = 12): Promise<Measured> {
  const warm: Measured = new Map(candidates.map(({ name }) => [name, []]));
  const warmRounds = timesOf(warmAtMost, Math.min(warmAtMost, 4));
  for (let round = 0; round < warmRounds && !isFlat(warm); round += 1) await runRound(candidates, round, warm);
  const measured: Measured = new Map(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round < timesOf(rounds, Math.ceil(rounds / 3)); round += 1) await runRound(candidates, round, measured);
  return measured;
}

async function runRound(candidates: readonly Candidate[], round: number, into: Measured): Promise<void> {
  const order = candidates.map((_, index) => candidates[(index + round) % candidates.length]!);
  for (const { name, run } of order) into.get(name)?.push(await run());
}

function isFlat(warm: Measured): boolean {
  return [...warm.values()].every((samples) => {
    if (samples.length < 2 * flatOver) return false;
    const last = samples.slice(-2 * flatOver).map(({ cpu }) => cpu);
    const [before, now] = [spreadOf(last.slice(0, flatOver)).median, spreadOf(last.slice(flatOver)).median];
    return now > before * (1 - flatWithin);
  });
}

/** CPU of one, or another figure of it, to that of another, round by round. */
export function ratioOf(measured: Measured, one: string, other: string, figureOf = ({ cpu }: Sample) => cpu): Spread {
  const [mine, theirs] = [samplesOf(measured, one), samplesOf(measured, other)];
  return spreadOf(mine.map((sample, round) => figureOf(sample) / (theirs[round] ? figureOf(theirs[round]) : Number.NaN)));
}

/** Throws on somebody who took no part, whose figures would all be missing. */
export function samplesOf(measured: Measured, name: string): Sample[] {
  const samples = measured.get(name);
  if (!samples || samples.length === 0) throw new Error(`nothing was measured of “${name}”`);
  return samples;
}

/** Median and quartiles. */
export function spreadOf(values: readonly number[]): Spread {
  return { lower: quantile(values, 0.25), median: quantile(values, 0.5), upper: quantile(values, 0.75) };
}

/** The value below which this part of them lies: the nearest that there is. NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** What a piece of work takes of this process. */
export async function sampleOf(work: () => Promise<unknown>): Promise<Sample> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1_000, waited: [performance.now() - began] };
}
