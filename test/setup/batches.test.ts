import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..');

it('should put every test file into one of the batches that npm test runs', () => {
  const { projects } = require('../../jest.batches.config.js') as { projects: { testMatch: string[] }[] };
  const batches = projects.flatMap(({ testMatch }) => testMatch).map((path) => readFileSync(path, 'utf8'));
  const held = batches.flatMap((text) => [...text.matchAll(/require\("([^"]+\.test\.ts)"\)/g)].map(([, path = '']) => path));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(250);
  expect(held.sort()).toEqual(files.map((name) => join(folder, name)).sort());
});
