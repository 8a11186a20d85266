/** A line of `bench.json`. `ratio` is what the name says it is: to the other way, or a count, or milliseconds. */
export interface BenchRow {
  name: string;
  ratio: number;
  target: number;
  met: boolean;
  /** Quartiles, where it was measured in rounds. */
  from?: number;
  to?: number;
  /** Whether a target that is not met fails the command: of what is counted, not of what depends on the machine. */
  mustBeMet?: true;
}

export function rowOf(name: string, ratio: number, target: number, more: Pick<BenchRow, 'from' | 'to' | 'mustBeMet'> = {}): BenchRow {
  const rounded = Number(ratio.toFixed(2));
  return { name, ratio: rounded, target, met: rounded <= target, ...more };
}

/** The same of a figure that was measured in rounds. */
export function spreadRow(
  name: string,
  { lower, median, upper }: { lower: number; median: number; upper: number },
  target: number,
): BenchRow {
  return rowOf(name, median, target, { from: Number(lower.toFixed(2)), to: Number(upper.toFixed(2)) });
}

export function tableOf(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ name, ratio, target, met, from, to }) => [
    name,
    String(ratio),
    from === undefined ? '' : `${from} – ${to}`,
    String(target),
    met ? 'met' : 'not met',
  ]);
  const all = [['what', 'is', 'quartiles', 'at most', ''], ...lines];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((cells) => cells[column]!.length)));
  return all
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
