import type { Colleague, Problem, RequestView, Verb, VerbAnswer, VerbOffer } from '../../channels/tab/contract';
import { shownCorrection, type Typed } from './answer-body';
import { pageWords } from './words';

/** A problem as the API client throws it: `title` is a sentence. */
export type Said = Omit<Problem, 'type'>;

export interface DialogState {
  /** As the API last offered it. */
  offer: VerbOffer;
  /** False once the request has moved on so that this can no longer be done: nothing is left but to close. */
  isOffered: boolean;
  /** Found and shown; naming them is the second step. */
  colleague: Colleague | undefined;
  isFinding: boolean;
  problem: Said | undefined;
}

export interface PageState {
  /** `gone`: the reader may not see it, or there is none; trying again would not help. */
  stage: 'loading' | 'shown' | 'failed' | 'gone';
  request: RequestView | undefined;
  /** Why nothing is shown. */
  failure: Said | undefined;
  /** The last look failed: what is shown may be old. */
  isOld: boolean;
  /** Look again without waiting: something was refused, or nobody looked while a dialog was open. */
  isDue: boolean;
  /** What the last verb did, in a sentence. */
  done: string | undefined;
  /** How often something was done here: the heading takes the focus each time. */
  doneCount: number;
  /** What somebody else changed, in a sentence. */
  changed: string | undefined;
  /** Why a verb that asks for nothing was not done. */
  refused: Said | undefined;
  sending: Verb | undefined;
  dialog: DialogState | undefined;
  /** Stays until the verb is done, whatever else happens: a dialog that opens again shows it. */
  typed: Readonly<Partial<Record<Verb, Typed>>>;
}

export type PageEvent =
  | { is: 'asked-again' }
  /** Something was recorded that the page does not show yet. */
  | { is: 'outdated' }
  /** Somebody's own changes elsewhere are shown without a word. */
  | { is: 'read'; request: RequestView; reader: string }
  | { is: 'read-failed'; problem: Said }
  | { is: 'opened'; offer: VerbOffer }
  | { is: 'typed'; verb: Verb; typed: Typed }
  | { is: 'sent'; verb: Verb }
  | { is: 'done'; verb: Verb; answer: VerbAnswer }
  | { is: 'refused'; problem: Said }
  | { is: 'finding' }
  | { is: 'found'; colleague: Colleague }
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

/** While something is typed or under way, the request stays as the reader saw it: a change is learnt by sending. */
export const isBusy = (state: PageState) => state.dialog !== undefined || state.sending !== undefined;

/** Trying again would give the same answer. */
export const isNoLongerTheirs = ({ status }: Pick<Said, 'status'>) => status === 403 || status === 404;

/** What the page shows after an event. Answers that come when nobody waits for them any more change nothing. */
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
    case 'another-address':
      return !dialog || isUnderWay(state) ? state : { ...state, dialog: { ...dialog, colleague: undefined, problem: undefined } };
    case 'closed':
      return !dialog || state.sending !== undefined ? state : { ...state, dialog: undefined, isDue: true };
    case 'dismissed':
      return { ...state, [event.what]: undefined };
  }
}

/** Something is asked of the API for the dialog, or the verb is being done. */
export const isUnderWay = (state: PageState) => state.sending !== undefined || state.dialog?.isFinding === true;

const quiet = (state: PageState): PageState => ({ ...state, done: undefined, changed: undefined, refused: undefined });

function withRead(state: PageState, request: RequestView, reader: string): PageState {
  const before = state.request;
  // A look that began before something was done here may come back after it.
  if (before && request.revision < before.revision) return { ...state, isDue: false };
  const isNews = before !== undefined && request.revision > before.revision && request.timeline[0]?.by !== reader;
  const changed = isNews ? pageWords.changed(request.line ?? request.statusLabel) : state.changed;
  return { ...state, stage: 'shown', request, failure: undefined, isOld: false, isDue: false, changed };
}

function withoutRead(state: PageState, problem: Said): PageState {
  if (isNoLongerTheirs(problem)) return { ...atFirst, stage: 'gone', failure: problem, isDue: false };
  if (state.request) return { ...state, isOld: true, isDue: false };
  return { ...state, stage: 'failed', failure: problem, isDue: false };
}

function withDone(state: PageState, verb: Verb, answer: VerbAnswer): PageState {
  const { [verb]: _sent, ...typed } = state.typed;
  // Whoever declined it, say, has no more to do with it.
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

/** The same question asked anew, about the same field: what was typed still answers it. */
function stillOffered({ verb, asks }: VerbOffer, request: RequestView, typed: Typed): VerbOffer | undefined {
  const now = request.verbs.find((one) => one.verb === verb && one.asks?.kind === asks?.kind);
  if (now?.asks?.kind !== 'correction' || asks?.kind !== 'correction') return now;
  const { field } = shownCorrection(asks, typed);
  return now.asks.fields.some((one) => one.field === field) ? now : undefined;
}
