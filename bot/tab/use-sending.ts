import { useState } from 'react';
import type { Problem } from '../channels/tab/contract';
import { faultProblem } from './cached-read';

export interface Sending {
  isSending: boolean;
  /** Why the last call failed; absent after a success. */
  problem?: Omit<Problem, 'type'> | undefined;
  /** Runs one API call at a time; resolves to false if it failed. */
  send(call: () => Promise<unknown>): Promise<boolean>;
}

/** The state of the API call behind a button: whether it runs, and its problem. */
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

/** Moves the focus to the page, because the pressed button may have disappeared. */
export function focusPage(): void {
  document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}
