import type { Row, RowName, TestOf } from './rows';

/** One test of a run, as Jest reports it. */
export interface Ran {
  file: string;
  title: string;
  status: string;
}

/** A note of `tried`. */
export interface Figures {
  row: RowName;
  figures: Record<string, number>;
}

export interface RowReport {
  name: string;
  fault: string;
  holds: string;
  /** Counts by their names; `cases` are tests that ran. */
  tried: Record<string, number>;
  controls: number;
  survived: boolean;
  /** What is wrong, in words; empty where the row survived. */
  wrong: string[];
}

/** The title as it stands in a source, as a pattern for what Jest makes of it: `%s` and the like stand for anything. */
export function titlePattern(title: string): string {
  const parts = title.split(/%(?:\.\d+)?[sdijpo#]|\$\{?[a-z]\w*\}?/i).map((part) => part.replaceAll('%%', '%'));
  return `^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('[^]*')}$`;
}

/** The table of a run: a row survives where each of its tests ran and held, and each of its controls too. */
export function reportOf(rows: Record<string, Row>, ran: readonly Ran[], noted: readonly Figures[]): RowReport[] {
  const found = ({ file, title }: TestOf) => {
    const pattern = new RegExp(titlePattern(title));
    return ran.filter((one) => one.file === file && pattern.test(one.title));
  };
  const wrongIn = (test: TestOf, what: string) => {
    const cases = found(test);
    const bad = cases.filter(({ status }) => status !== 'passed');
    return [
      ...(cases.length === 0 ? [`no ${what} “${test.title}” in ${test.file}`] : []),
      ...bad.map(({ file, title, status }) => `${what} ${status}: ${file} “${title}”`),
    ];
  };
  return Object.entries(rows).map(([name, { fault, holds, tests, controls = [] }]) => {
    const wrong = [...tests.flatMap((test) => wrongIn(test, 'test')), ...controls.flatMap((test) => wrongIn(test, 'control'))];
    const tried: Record<string, number> = { cases: tests.flatMap(found).length };
    for (const { figures } of noted.filter(({ row }) => row === name)) {
      for (const [what, count] of Object.entries(figures)) tried[what] = (tried[what] ?? 0) + count;
    }
    return { name, fault, holds, tried, controls: controls.length, survived: wrong.length === 0, wrong };
  });
}

/** The table in Markdown. */
export function tableOf(reports: readonly RowReport[]): string {
  const told = (tried: Record<string, number>) =>
    Object.entries(tried)
      .map(([what, count]) => `${count.toLocaleString('en-GB')} ${what}`)
      .join(', ');
  const lines = reports.map(
    ({ name, fault, tried, controls, survived }) =>
      `| ${name} | ${fault} | ${told(tried)} | ${controls || ''} | ${survived ? 'yes' : '**no**'} |`,
  );
  return ['| row | fault | tried | controls | survived |', '|---|---|---|---|---|', ...lines].join('\n');
}
