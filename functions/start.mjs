// `npm start`: builds, then runs the product on this machine. Local mode is chosen here and nowhere else.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { takeTurn } from './start-turn.mjs';

const require = createRequire(import.meta.url);
// A newcomer may have skipped `npm ci`, which installs these and all others.
for (const name of ['esbuild', 'azurite/package.json', '@microsoft/m365agentsplayground/package.json']) {
  try {
    require.resolve(name);
  } catch {
    console.error('The packages are missing. Run “npm ci” first, with the development ones (not --omit=dev).');
    process.exit(1);
  }
}
const endTurn = await takeTurn((line) => console.log(line)).catch((fault) => {
  console.error(fault.message);
  process.exit(1);
});
const build = spawnSync(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
process.env.ALMS_MODE ||= 'local';
await require('../dist/functions/local.js').started;
endTurn();
