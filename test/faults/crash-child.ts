import { writeSync } from 'node:fs';
import { openProcess, type Place, type ScriptedPress } from './crash-story';

/*
 * A process of its own: node crash-child.js JOB. Plays a story, each press followed by the worker, and tells on its output
 * what it begins and what it has answered. Kills itself, as no signal handler can see, before the change of that number.
 */
export interface Job {
  place: Place;
  /** `sweep` is the hourly one. */
  presses: (ScriptedPress | 'sweep')[];
  /** Counted from 1; 0 lives on. */
  diesBefore: number;
  commitsFirst: boolean;
}

async function play({ place, presses, diesBefore, commitsFirst }: Job): Promise<void> {
  let made = 0;
  const watch = (call: string): void => {
    made += 1;
    if (made === diesBefore) process.kill(process.pid, 'SIGKILL');
    writeSync(1, `call ${call}\n`);
  };
  const { press, sweep, workUntilQuiet } = openProcess(place, { watch, commitsFirst });
  for (const one of presses) {
    await (one === 'sweep' ? sweep() : press(one));
    writeSync(1, `answered ${one === 'sweep' ? one : one.verb}\n`);
    await workUntilQuiet();
  }
  writeSync(1, 'done\n');
}

void play(JSON.parse(process.argv[2] ?? '') as Job).then(() => process.exit(0));
