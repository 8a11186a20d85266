import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Builds the program that decodes photos into a folder with the product's packages. */
export function buildDecodeProcess(): { script: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'decode-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const script = join(folder, 'decode-photo.js');
  const options = ['--bundle', '--platform=node', '--target=node20', '--format=cjs', '--external:sharp', '--log-level=error'];
  execFileSync(join(root, 'node_modules/.bin/esbuild'), ['functions/decode-photo.ts', ...options, `--outfile=${script}`], { cwd: root });
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
