import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { checkOwnFiles } from './check-yours';

/** `npm run yours`: whether a deployment would show anything of the sample organisation; the exit code is 1 where it would. */
const todo = checkOwnFiles((path) => readFileSync(path, 'utf8'), Temporal.Now.instant());
for (const sentence of todo) console.error(sentence);
if (todo.length === 0) console.log('Nothing of the sample is left, and no date is over.');
process.exitCode = todo.length === 0 ? 0 : 1;
