// Builds and runs the bench in one process of its own: node test/bench/run.mjs [--short]
import { runBundled } from '../setup/run-bundle.mjs';

await runBundled('test/bench/bench.ts', process.argv.slice(2));
