import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { loadPolicy } from '../../bot/data/load';
import { leftToDo } from './check-yours';

/** `npm run yours`: whether a deployment would show anything of the sample organisation; the exit code is 1 where it would. */
function checkYours(): void {
  const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;
  const policy = loadPolicy(json('bot/data/policy.json'));
  const today = Temporal.Now.plainDateISO(policy.zone).toString();
  const todo = leftToDo({ manifest: json('manifest/manifest.json'), policy }, today);
  for (const sentence of todo) console.error(sentence);
  if (todo.length === 0) console.log('Nothing of the sample is left, and no date is over.');
  process.exitCode = todo.length === 0 ? 0 : 1;
}

checkYours();
