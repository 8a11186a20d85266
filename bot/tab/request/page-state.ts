import type { Colleague, Problem, RequestView, Verb, VerbAnswer, VerbOffer } from '../../channels/tab/contract';
import { shownCorrection, type Typed } from './answer-body';
import { pageWords } from './words';

/** A problem as the API client throws it: `title` is a sentence. */
export type Said = Omit<Problem, 'type'>;

export interface DialogState {
  /** The verb as last offered by the API. */
  offer: VerbOffer;
  /** False once the verb is no longer possible: the dialog can only be closed. */
  isOffered: boolean;
  /** The person who was found and shown; confirming is the second step. */
  colleague: Colleague | undefined;
  isFinding: boolean;
  problem: Said | undefined;
}

export interface PageState {
  /** `gone`: the request does not exist or the reader may not see it; a retry cannot help. */
  stage: 'loading' | 'shown' | 'failed' | 'gone';
  request: RequestView | undefined;
  /** Why the request is not shown. */
  failure: Said | undefined;
  /** The last poll failed, so the page may be stale. */
  isOld: boolean;
  /** Poll at once: a verb was refused, or polling paused while a dialog was open. */
  isDue: boolean;
  /** The sentence about the last verb's success. */
  done: string | undefined;
  /** Counts verbs done here: each one moves the focus to the heading. */
  doneCount: number;
  /** The sentence about somebody else's change. */
  changed: string | undefined;
  /** Why a verb without a dialog failed. */
  refused: Said | undefined;
  sending: Verb | undefined;
  dialog: DialogState | undefined;
  /** Typed values by verb, kept until the verb is done, so that a reopened dialog shows them. */
  typed: Readonly<Partial<Record<Verb, Typed>>>;
}

export type PageEvent =
  | { is: 'asked-again' }
  /** The server recorded an event that the page does not show yet. */
  | { is: 'outdated' }
  /** The person's own changes on another device need no message. */
  | { is: 'read'; request: RequestView; reader: string }
  | { is: 'read-failed'; problem: Said }
  | { is: 'opened'; offer: VerbOffer }
  | { is: 'typed'; verb: Verb; typed: Typed }
  | { is: 'sent'; verb: Verb }
  | { is: 'done'; verb: Verb; answer: VerbAnswer }
  | { is: 'refused'; problem: Said }
  | { is: 'finding' }
  /** By a search, or chosen of those whom one brought. */
  | { is: 'found'; colleague: Colleague }
  | { is: 'chosen'; colleague: Colleague }
  | { is: 'another-address' }
  | { is: 'closed' }
  | { is: 'dismissed'; what: 'done' | 'changed' | 'refused' };

export const atFirst: PageState = {
  stage: 'loading',
  request: undefined,
  failure: undefined,
  isOld: false,
  isDue: true,
  done: undefined,
  doneCount: 0,
  changed: undefined,
  refused: undefined,
  sending: undefined,
  dialog: undefined,
  typed: {},
};

/** While a dialog is open or a verb runs, the page is not updated; sending reports a change. */
export const isBusy = (state: PageState) => state.dialog !== undefined || state.sending !== undefined;

/** Whether a retry would give the same answer. */
export const isNoLongerTheirs = ({ status }: Pick<Said, 'status'>) => status === 403 || status === 404;

/** The reducer of the page. Answers of outdated calls are ignored. */
export function pageState(state: PageState, event: PageEvent): PageState {
  const { dialog } = state;
  switch (event.is) {
    case 'asked-again':
      return state.request ? state : { ...state, stage: 'loading', failure: undefined, isDue: true };
    case 'outdated':
      return { ...state, isDue: true };
    case 'read':
      return isBusy(state) ? state : withRead(state, event.request, event.reader);
    case 'read-failed':
      return isBusy(state) ? state : withoutRead(state, event.problem);
    case 'opened':
      if (isBusy(state) || !event.offer.asks) return state;
      return {
        ...quiet(state),
        dialog: { offer: event.offer, isOffered: true, colleague: undefined, isFinding: false, problem: undefined },
      };
    case 'typed':
      return { ...state, typed: { ...state.typed, [event.verb]: { ...state.typed[event.verb], ...event.typed } } };
    case 'sent':
      return state.sending !== undefined
        ? state
        : { ...quiet(state), sending: event.verb, dialog: dialog && { ...dialog, problem: undefined } };
    case 'done':
      return state.sending === event.verb ? withDone(state, event.verb, event.answer) : state;
    case 'refused':
      return state.sending === undefined && !dialog?.isFinding ? state : withRefusal(state, event.problem);
    case 'finding':
      return !dialog || isUnderWay(state) ? state : { ...state, dialog: { ...dialog, isFinding: true, problem: undefined } };
    case 'found':
      return dialog?.isFinding ? { ...state, dialog: { ...dialog, isFinding: false, colleague: event.colleague } } : state;
    case 'chosen':
      return !dialog?.isOffered || state.sending !== undefined
        ? state
        : { ...state, dialog: { ...dialog, isFinding: false, problem: undefined, colleague: event.colleague } };
    case 'another-address':
      return !dialog || isUnderWay(state) ? state : { ...state, dialog: { ...dialog, colleague: undefined, problem: undefined } };
    case 'closed':
      return !dialog || state.sending !== undefined ? state : { ...state, dialog: undefined, isDue: true };
    case 'dismissed':
      return { ...state, [event.what]: undefined };
  }
}

/** Whether the dialog waits for the API. */
export const isUnderWay = (state: PageState) => state.sending !== undefined || state.dialog?.isFinding === true;

const quiet = (state: PageState): PageState => ({ ...state, done: undefined, changed: undefined, refused: undefined });

function withRead(state: PageState, request: RequestView, reader: string): PageState {
  const before = state.request;
  // A poll that began before the verb may answer after it.
  if (before && request.revision < before.revision) return { ...state, isDue: false };
  const isNews = before !== undefined && request.revision > before.revision && request.timeline[0]?.by !== reader;
  const changed = isNews ? pageWords.changed(request.line ?? request.statusLabel) : state.changed;
  // What was done last asked for the photo that has come since.
  const done = before?.photoWanted && !request.photoWanted ? pageWords.photoAdded : state.done;
  return { ...state, stage: 'shown', request, failure: undefined, isOld: false, isDue: false, changed, done };
}

function withoutRead(state: PageState, problem: Said): PageState {
  if (isNoLongerTheirs(problem)) return { ...atFirst, stage: 'gone', failure: problem, isDue: false };
  if (state.request) return { ...state, isOld: true, isDue: false };
  return { ...state, stage: 'failed', failure: problem, isDue: false };
}

function withDone(state: PageState, verb: Verb, answer: VerbAnswer): PageState {
  const { [verb]: _sent, ...typed } = state.typed;
  // For example, whoever declined a handover may no longer see the request.
  if (!answer.request) return { ...atFirst, stage: 'gone', failure: { title: answer.sentence, status: 200, code: 'done' }, isDue: false };
  return {
    ...quiet(state),
    request: answer.request,
    isOld: false,
    isDue: false,
    done: answer.sentence,
    doneCount: state.doneCount + 1,
    sending: undefined,
    dialog: undefined,
    typed,
  };
}

function withRefusal(state: PageState, problem: Said): PageState {
  const request = laterOf(state.request, problem.request);
  const next = { ...state, request, sending: undefined };
  if (!state.dialog) return { ...next, refused: problem, isDue: true };
  const { offer } = state.dialog;
  const now = problem.request ? stillOffered(offer, problem.request, state.typed[offer.verb] ?? {}) : undefined;
  return {
    ...next,
    dialog: {
      ...state.dialog,
      problem,
      isFinding: false,
      offer: now ?? offer,
      isOffered: problem.request ? now !== undefined : state.dialog.isOffered,
    },
  };
}

const laterOf = (shown: RequestView | undefined, received: RequestView | undefined) =>
  received && (!shown || received.revision >= shown.revision) ? received : shown;

/** Whether the reopened question is the same, so that the typed values still apply. */
function stillOffered({ verb, asks }: VerbOffer, request: RequestView, typed: Typed): VerbOffer | undefined {
  const now = request.verbs.find((one) => one.verb === verb && one.asks?.kind === asks?.kind);
  if (now?.asks?.kind !== 'correction' || asks?.kind !== 'correction') return now;
  const { field } = shownCorrection(asks, typed);
  return now.asks.fields.some((one) => one.field === field) ? now : undefined;
}
