import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compiledTemplates } from '../../functions/compile-templates.cjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles a program of the tests, with cards as they are built, and runs it in a process of its own, which this process ends like.
 * `entry`: a path from the root.
 */
export async function runBundled(entry, args = []) {
  const outfile = `${root}dist/${basename(entry, '.ts')}.js`;
  await build({
    entryPoints: [entry],
    outfile,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    plugins: [compiledTemplates],
    sourcemap: true,
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}
