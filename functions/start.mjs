// `npm start`: builds, then runs the product on this machine. Local mode is chosen here and nowhere else.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const build = spawnSync(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
process.env.ALMS_MODE ??= 'local';
createRequire(import.meta.url)('../dist/functions/local.js');
