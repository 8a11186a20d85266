import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Figures, reportOf, tableOf, titlePattern } from './report';
import { type Row, rows } from './rows';

/** What of Jest's own report is read. */
interface JestReport {
  testResults: { name: string; message: string; assertionResults: { title: string; status: string }[] }[];
}

const size = process.argv.includes('--full') ? 'full' : 'short';
/** Several times what the longest test takes on a busy machine: only a hang may come to it. */
const testTimeout = size === 'full' ? 4 * 3_600_000 : 1_800_000;
const folder = mkdtempSync(join(tmpdir(), 'torture-'));
const [output, figures] = [join(folder, 'jest.json'), join(folder, 'figures')];
const all = Object.values<Row>(rows).flatMap(({ tests, controls = [] }) => [...tests, ...controls]);
const files = [...new Set(all.map(({ file }) => file))];
// Of a full name, which begins with the titles around it.
const titles = [...new Set(all.map(({ title }) => titlePattern(title).slice(1)))];

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    `--testNamePattern=(?:^|\\s)(?:${titles.join('|')})`,
    '--json',
    `--testTimeout=${testTimeout}`,
    `--outputFile=${output}`,
    '--runTestsByPath',
    ...files,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, TORTURE: size, TORTURE_FIGURES: figures } },
);
if (!existsSync(output)) throw new Error(`Jest ended with ${status} and no report.`);

const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as JestReport;
const ran = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults
    .filter((one) => one.status !== 'pending')
    .map((one) => ({ file: relative(process.cwd(), name).replaceAll('\\', '/'), title: one.title, status: one.status })),
);
const noted = existsSync(figures)
  ? readFileSync(figures, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Figures)
  : [];
const reports = reportOf(rows, ran, noted);
rmSync(folder, { recursive: true });
writeFileSync('torture.json', `${JSON.stringify({ size, rows: reports }, undefined, 2)}\n`);

const lost = reports.filter(({ survived }) => !survived);
process.stdout.write(`${tableOf(reports)}\n\n${reports.length - lost.length} of ${reports.length} survived\n`);
for (const { name, wrong } of lost) process.stdout.write(`${name}:\n${wrong.map((one) => `  ${one}\n`).join('')}`);
process.exit(lost.length === 0 ? 0 : 1);
