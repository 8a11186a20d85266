import { useState } from 'react';
import type { Problem } from '../channels/tab/contract';
import { faultProblem } from './cached-read';

export interface Sending {
  isSending: boolean;
  /** Why the last call failed. */
  problem?: Omit<Problem, 'type'> | undefined;
  /** One call of the API at a time; false where it failed. */
  send(call: () => Promise<unknown>): Promise<boolean>;
}

/** A call that a press makes: whether it is under way, and what went wrong. */
export function useSending(): Sending {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Omit<Problem, 'type'>>();
  async function send(call: () => Promise<unknown>): Promise<boolean> {
    setIsSending(true);
    setProblem(undefined);
    try {
      await call();
      return true;
    } catch (fault) {
      setProblem(faultProblem(fault));
      return false;
    } finally {
      setIsSending(false);
    }
  }
  return { isSending, problem, send };
}

/** The button that was pressed may be gone: the focus goes to the page. */
export function focusPage(): void {
  document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}
