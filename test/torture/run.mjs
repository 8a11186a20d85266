// Builds and runs the torture in one process of its own: node test/torture/run.mjs [--full]
import { runBundled } from '../setup/run-bundle.mjs';

await runBundled('test/torture/torture.ts', process.argv.slice(2));
