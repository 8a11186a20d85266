import type { Problem } from '../channels/tab/contract';
import { ApiProblem } from './api';

/** One result of the API, cached while the tab shows something else. */
export interface CachedRead<T> {
  value?: T;
  isReading: boolean;
  problem?: Omit<Problem, 'type'>;
}

export interface CachedStore<T> {
  state(): CachedRead<T>;
  subscribe(listener: () => void): () => void;
  /** Reads once more. What is there stays until the answer has come; an older answer never replaces a newer one. */
  read(): Promise<void>;
}

export function cachedStore<T>(ask: () => Promise<T>): CachedStore<T> {
  let state: CachedRead<T> = { isReading: false };
  let turn = 0;
  const listeners = new Set<() => void>();
  const set = (next: CachedRead<T>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async read() {
      turn += 1;
      const mine = turn;
      const { problem: _past, ...rest } = state;
      set({ ...rest, isReading: true });
      try {
        const value = await ask();
        if (mine === turn) set({ value, isReading: false });
      } catch (fault) {
        if (mine === turn) set({ ...rest, isReading: false, problem: faultProblem(fault) });
      }
    },
  };
}

/** The API's problem; our own fault gets a sentence too, and is reported to the browser's log. */
export function faultProblem(fault: unknown): Omit<Problem, 'type'> {
  if (fault instanceof ApiProblem) return fault.problem;
  reportError(fault);
  return { title: 'Something went wrong in this page. Please try again.', status: 0, code: 'fault' };
}
