import { sentences } from '../../domain/words/words';
import type { Log } from '../../ports/log-fields';
import type { Reply, Turn } from '../../ports/turn';

/** Teams gives up on a press after some seconds and shows an error of its own; ours comes first (seconds). */
const turnSeconds = 4.5;

/**
 * Answers in time, whatever storage does. What was begun may still be done, so the sentence says to look, not that
 * nothing happened; the press can be repeated without harm.
 */
export function withDeadline(handle: (turn: Turn) => Promise<Reply>, log: Log, seconds = turnSeconds): (turn: Turn) => Promise<Reply> {
  return async (turn) => {
    const working = handle(turn);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), seconds * 1000);
    });
    try {
      const first = await Promise.race([working, late]);
      if (first !== 'late') return first;
      log.warn({ person: turn.person, act: turn.act.kind }, 'a turn took too long and was answered without it');
      working.catch((fault: unknown) => log.error({ person: turn.person, fault: (fault as Error).name }, 'a turn failed after its answer'));
      return { kind: 'sentence', text: sentences.slow };
    } finally {
      clearTimeout(timer);
    }
  };
}
