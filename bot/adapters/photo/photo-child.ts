import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';
import type { Crop } from '../../domain/photo/portrait';
import type { Log } from '../../ports/log-fields';
import type { DecodedPhoto, DecodePhoto } from '../../ports/photos';

export interface PhotoChildOptions {
  /** The built `functions/decode-photo.ts`. */
  script: string;
  log: Log;
  /** How long one picture may take, in milliseconds. Absent: fifteen seconds. */
  decodeAtMost?: number;
  /** How long a process stays for the next picture, in milliseconds. Absent: a minute. */
  idleAtMost?: number;
}

/** What a child is asked, over a channel that keeps bytes as they are. */
export interface PhotoTask {
  bytes: Uint8Array;
  crop: Crop | undefined;
}

/** What it answers; `fault` where it cannot open any picture. */
export type PhotoReply = DecodedPhoto | { fault: string };

export interface PhotoChild {
  decode: DecodePhoto;
  /** Ends every process, also one at work, for good. */
  stop(): void;
}

/**
 * Opens pictures in processes of their own, one picture at a time in each. While libjpeg reads, neither its caller nor a
 * thread can stop it: a process can be killed. It has nothing of ours, neither settings nor a sign-in.
 */
export function photoChild({ script, log, decodeAtMost = 15_000, idleAtMost = 60_000 }: PhotoChildOptions): PhotoChild {
  const all = new Set<ChildProcess>();
  const idle = new Map<ChildProcess, NodeJS.Timeout>();
  let isStopped = false;

  function begin(): ChildProcess {
    const child = fork(script, [], { serialization: 'advanced', env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    all.add(child);
    return child.on('exit', () => forget(child)).on('error', () => forget(child));
  }

  function forget(child: ChildProcess): void {
    all.delete(child);
    clearTimeout(idle.get(child));
    idle.delete(child);
  }

  /** Removes the child at once, as its exit event comes later and it must not be reused until then. */
  function end(child: ChildProcess): void {
    forget(child);
    child.kill('SIGKILL');
  }

  function take(): ChildProcess {
    const [child] = idle.keys();
    if (!child) return begin();
    clearTimeout(idle.get(child));
    idle.delete(child);
    child.ref();
    child.channel?.ref();
    return child;
  }

  /** Keeps the child process for the next picture, without keeping this process alive. */
  function makeIdle(child: ChildProcess): void {
    if (child.exitCode !== null || child.signalCode !== null) return;
    idle.set(child, setTimeout(() => end(child), idleAtMost).unref());
    child.unref();
    child.channel?.unref();
  }

  return {
    async decode(bytes, crop) {
      if (isStopped) throw new Error('no picture is opened any more');
      const child = take();
      const ending = await endingOf(child, { bytes, crop }, decodeAtMost);
      if (ending.kind === 'answered') {
        makeIdle(child);
        return ending.photo;
      }
      end(child);
      if (ending.kind === 'fault') throw new Error(`a picture could not be opened: ${ending.code}`);
      log.warn({ code: ending.code }, 'a picture was given up and the process that opened it ended');
      return { problem: 'damaged' };
    },
    stop() {
      isStopped = true;
      for (const child of all) end(child);
    },
  };
}

type Ending =
  | { kind: 'answered'; photo: DecodedPhoto }
  /** By what the picture is. */
  | { kind: 'given-up'; code: string }
  /** Whatever the picture is. */
  | { kind: 'fault'; code: string };

/** The child has decoded untrusted input, so its output is untrusted too. */
const replySchema = z.union([
  z.object({ jpeg: z.instanceof(Uint8Array).refine(({ length }) => length <= 1_000_000), thumbnail: z.string().max(4_095) }),
  z.object({ problem: z.enum(['not-an-image', 'too-many-pixels', 'too-small', 'damaged']) }),
  z.object({ fault: z.string().max(100) }),
]);

function endingOf(child: ChildProcess, task: PhotoTask, atMost: number): Promise<Ending> {
  return new Promise((resolve) => {
    const end = (ending: Ending) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      resolve(ending);
    };
    const onMessage = (message: unknown) => {
      const reply = replySchema.safeParse(message).data;
      if (!reply) end({ kind: 'given-up', code: 'BadReply' });
      else end('fault' in reply ? { kind: 'fault', code: reply.fault } : { kind: 'answered', photo: reply });
    };
    // Ended by a signal it was brought down by the picture; otherwise it does not start.
    const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
      end(signal ? { kind: 'given-up', code: signal } : { kind: 'fault', code: `Exit${code}` });
    const onError = ({ name }: Error) => end({ kind: 'fault', code: name });
    const timer = setTimeout(() => end({ kind: 'given-up', code: 'Timeout' }), atMost);
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    // Where the channel is closed, the end of the process tells.
    child.send(task, () => undefined);
  });
}
