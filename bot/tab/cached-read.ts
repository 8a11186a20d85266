import type { Problem } from '../channels/tab/contract';
import { ApiProblem } from './api';

/** One API result, cached while the tab shows another page. */
export interface CachedRead<T> {
  value?: T;
  isReading: boolean;
  problem?: Omit<Problem, 'type'>;
}

export interface CachedStore<T> {
  state(): CachedRead<T>;
  subscribe(listener: () => void): () => void;
  /** Reads again. The cached value stays until the answer arrives; an older answer never replaces a newer one. */
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

/** The API's problem. A fault of the page gets a general sentence and is reported to the browser's console. */
export function faultProblem(fault: unknown): Omit<Problem, 'type'> {
  if (fault instanceof ApiProblem) return fault.problem;
  reportError(fault);
  return { title: 'Something went wrong in this page. Please try again.', status: 0, code: 'fault' };
}
