import { resolve } from 'node:path';
import { openAskedUsernames } from './open-usernames';
import { runUsernames } from './username-command';

/** `npm run usernames`: the built file lies two folders below the project's. */
void runUsernames(process.argv.slice(2), {
  open: (data) => openAskedUsernames(resolve(data ?? resolve(__dirname, '..', '..', '.local'))),
  print: (text) => void process.stdout.write(text),
  complain: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
