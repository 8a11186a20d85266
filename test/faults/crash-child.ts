import { writeSync } from 'node:fs';
import { openProcess, type Place, type Process, type ScriptedPress } from './crash-story';

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
  /** Of `openProcess`. */
  startsAfter?: number;
  /** In place of `presses`: begun in this order, eight at a time, with two workers beside them. */
  atOnce?: ScriptedPress[];
}

const lanes = 8;

async function play({ place, presses, diesBefore, commitsFirst, startsAfter, atOnce }: Job): Promise<void> {
  let made = 0;
  const watch = (call: string): void => {
    made += 1;
    if (made === diesBefore) process.kill(process.pid, 'SIGKILL');
    writeSync(1, `call ${call}\n`);
  };
  const running = openProcess(place, { watch, commitsFirst, ...(startsAfter !== undefined && { startsAfter }) });
  for (const one of presses) {
    await (one === 'sweep' ? running.sweep() : running.press(one));
    writeSync(1, `answered ${one === 'sweep' ? one : one.verb}\n`);
    await running.workUntilQuiet();
  }
  if (atOnce) await playAtOnce(atOnce, running);
  writeSync(1, 'done\n');
}

/**
 * Tells that a press was answered once it was with a card; somebody who gets a sentence presses again. Whoever decides waits
 * until all of the request has been delivered.
 */
async function playAtOnce(presses: ScriptedPress[], { press, workUntilQuiet, storage }: Process): Promise<void> {
  const next = presses.values();
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  let playing = lanes;
  const lane = async (): Promise<void> => {
    for (const one of next) {
      const { request } = one.data;
      while (typeof request === 'string' && (await storage.requests.readAll(request, 0))?.todos.length !== 0) await pause();
      for (let tries = 0; (await press(one)).kind !== 'card'; tries += 1) {
        if (tries === 100) throw new Error(`${one.verb} is not answered`);
        await pause();
      }
      writeSync(1, `answered ${one.verb} ${String(one.data['draft'] ?? one.data['request'])}\n`);
    }
    playing -= 1;
  };
  const worker = async (): Promise<void> => {
    for (let isLast = false; !isLast; ) {
      isLast = playing === 0;
      await workUntilQuiet();
      await pause();
    }
  };
  await Promise.all([...Array.from({ length: lanes }, lane), worker(), worker()]);
}

void play(JSON.parse(process.argv[2] ?? '') as Job).then(() => process.exit(0));
