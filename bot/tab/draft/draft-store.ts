import type { Problem } from '../../channels/tab/contract';
import type { SponsorNamed } from '../../channels/tab/draft-contract';
import type { TabApi } from '../api';
import { faultProblem } from '../cached-read';
import {
  type DraftEvent,
  type DraftState,
  draftState,
  hasAllSections,
  hasToSave,
  isComparedBy,
  maySend,
  noDraft,
  saveBodyOf,
} from './draft-state';
import { draftWords } from './words';

/** One draft while the tab is open. Changes are saved after a debounce, with retries. */
export interface DraftStore {
  state(): DraftState;
  subscribe(listener: () => void): () => void;
  /** Reads the draft; `isOwn` if this page caused the change. False once the draft no longer exists. */
  read(isOwn?: boolean): Promise<boolean>;
  /** @param isWhole the value was chosen, not typed, so it is saved at once. */
  type(field: string, text: string, isWhole: boolean): void;
  leave(field: string): void;
  decide(field: string, keeps: 'mine' | 'theirs'): void;
  /** Saves at once; true if nothing is left unsaved. */
  flush(): Promise<boolean>;
  /** Sends the request after everything is saved. */
  send(): Promise<void>;
  /** Asks a colleague to sponsor the draft as it was shown. Throws the API's problem. */
  nameSponsor(named: SponsorNamed): Promise<void>;
  /** Takes the draft back from the colleague. */
  takeBack(): Promise<void>;
  dismiss(): void;
  /** The draft is discarded: stops saving. */
  close(): void;
}

type DraftApi = Pick<TabApi, 'draft' | 'saveDraft' | 'sendDraft' | 'nameSponsor' | 'takeDraftBack' | 'duplicates'>;

/** Debounce after the last key, and the backoff between retries, in milliseconds. */
const pause = 600;
/** Shown when something was typed while the request was being sent. */
const notSaved = { title: draftWords.notSaved, status: 0, code: 'not-saved' };
const retryAfter = [2_000, 5_000, 15_000, 30_000];

/** @param later runs a callback after the given milliseconds; returns a function that cancels it. */
export function draftStore(
  api: DraftApi,
  reference: string,
  later: (run: () => void, milliseconds: number) => () => void = (run, milliseconds) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
): DraftStore {
  let state = noDraft;
  let isClosed = false;
  let failures = 0;
  let stop: () => void = () => undefined;
  let underWay: Promise<void> | undefined;
  const listeners = new Set<() => void>();

  function dispatch(event: DraftEvent): void {
    state = draftState(state, event);
    for (const one of listeners) one();
  }

  function saveAfter(milliseconds: number): void {
    stop();
    if (!isClosed) stop = later(() => void save(), milliseconds);
  }

  /** One save call at a time; later changes go into the next one. */
  async function save(): Promise<void> {
    stop();
    if (underWay) return await underWay;
    if (isClosed || !hasToSave(state)) return;
    underWay = saveNow().finally(() => {
      underWay = undefined;
    });
    await underWay;
    if (hasToSave(state)) saveAfter(failures === 0 ? pause : (retryAfter[Math.min(failures, retryAfter.length) - 1] ?? pause));
  }

  async function saveNow(): Promise<void> {
    dispatch({ is: 'saving' });
    const fields = Object.keys(state.saving ?? {});
    try {
      const answer = await api.saveDraft(reference, saveBodyOf(state));
      failures = 0;
      dispatch({ is: 'saved', answer });
      if (isComparedBy(state, fields)) void compare();
    } catch (fault) {
      failures += 1;
      const problem = faultProblem(fault);
      dispatch({ is: 'not-saved', problem });
      if (problem.code === 'forbidden') end(problem);
    }
  }

  /** Another device discarded the draft, so a retry cannot help. */
  function end(problem: Omit<Problem, 'type'>): void {
    isClosed = true;
    dispatch({ is: 'not-opened', problem });
  }

  /** Optional: a failure is ignored. */
  async function compare(): Promise<void> {
    try {
      const duplicates = await api.duplicates(reference);
      if (!isClosed) dispatch({ is: 'compared', duplicates });
    } catch {
      // The next change tries again.
    }
  }

  async function flush(): Promise<boolean> {
    await save();
    // Changes made during the last save call.
    if (hasToSave(state) && failures === 0) await save();
    return !hasToSave(state);
  }

  return {
    state: () => state,
    subscribe: (one) => {
      listeners.add(one);
      return () => void listeners.delete(one);
    },
    async read(isOwn = false) {
      const isFirst = state.view === undefined;
      if (isFirst && state.stage !== 'opening') dispatch({ is: 'opening' });
      try {
        const answer = await api.draft(reference);
        if (isClosed) return false;
        // A background read reports nothing if nothing changed.
        const isNews = answer.kind !== 'draft' || isOwn || state.stage === 'waiting' || answer.view.revision !== state.view?.revision;
        if (isNews) dispatch({ is: 'answered', answer, isOwn: isOwn || state.saving !== undefined });
        if (isFirst && hasAllSections(state)) void compare();
      } catch (fault) {
        const problem = faultProblem(fault);
        if (problem.code === 'forbidden') end(problem);
        else if (isFirst) dispatch({ is: 'not-opened', problem });
      }
      return state.became === undefined && state.stage !== 'absent' && state.stage !== 'over' && !isClosed;
    },
    type(field, text, isWhole) {
      dispatch({ is: 'typed', field, text, isWhole });
      if (isWhole) void save();
      else saveAfter(pause);
    },
    leave(field) {
      dispatch({ is: 'left', field });
      void save();
    },
    decide(field, keeps) {
      dispatch({ is: 'decided', field, keeps });
      void save();
    },
    flush,
    async send() {
      if (!maySend(state)) return;
      dispatch({ is: 'sending' });
      try {
        await flush();
        const { view, trouble } = state;
        if (!view || hasToSave(state)) return dispatch({ is: 'not-sent', problem: trouble ?? notSaved });
        const { revision, round } = view;
        dispatch({ is: 'answered', answer: await api.sendDraft(reference, { revision, round }), isOwn: true });
      } catch (fault) {
        dispatch({ is: 'not-sent', problem: faultProblem(fault) });
      }
    },
    nameSponsor: async (named) => dispatch({ is: 'answered', answer: await api.nameSponsor(reference, named), isOwn: true }),
    async takeBack() {
      dispatch({ is: 'sending' });
      try {
        dispatch({ is: 'answered', answer: await api.takeDraftBack(reference), isOwn: true });
      } catch (fault) {
        dispatch({ is: 'not-sent', problem: faultProblem(fault) });
      }
    },
    dismiss: () => dispatch({ is: 'dismissed' }),
    close() {
      isClosed = true;
      stop();
    },
  };
}
