import type { Problem } from '../../channels/tab/contract';
import type { DraftAnswer, DraftField, DraftView, Duplicates, SaveBody } from '../../channels/tab/draft-contract';
import { omit } from '../omit';

type Said = Omit<Problem, 'type'>;
type Texts = Readonly<Record<string, string>>;
type Opened = Extract<DraftAnswer, { kind: 'draft' }>;
type Waiting = Extract<DraftAnswer, { kind: 'waiting' }>;

/** A draft as one page has it: what is saved, what was typed over it, and how the saving goes. */
export interface DraftState {
  /**
   * `waiting`: a colleague has it, as `waiting` says. `over`: it is somebody's no more, and what was typed since stands here
   * to be copied. `absent`: there is nothing to show, or not any more.
   */
  stage: 'opening' | 'open' | 'waiting' | 'over' | 'failed' | 'absent';
  waiting?: Waiting;
  view?: DraftView;
  choices: NonNullable<Opened['choices']>;
  /** Typed texts that replace the saved ones in the inputs. */
  typed: Texts;
  /** For each field that is not known to be saved as typed: what may stand there, for the API to compare. */
  unsaved: Readonly<Record<string, readonly string[]>>;
  /** What is being saved now. */
  saving?: Texts;
  /** By field, what another device saved where something else was typed here: the person says which of them stays. */
  savedElsewhere: Texts;
  /** Fields that were filled in or left: only of these it is said beside them what is wrong. */
  seen: ReadonlySet<string>;
  /** Why the last saving, or the opening, failed. */
  trouble?: Said;
  isSending: boolean;
  /** Something was typed here since it was opened: only then there is something to say of the saving. */
  wasTyped: boolean;
  /** What came of sending, or that another device changed something. */
  notice?: { intent: 'info' | 'error'; text: 'changedElsewhere' | Said };
  duplicates?: Duplicates;
  /** The request that the draft has become. */
  became?: string;
}

export type DraftEvent =
  | { is: 'answered'; answer: DraftAnswer; isOwn: boolean }
  | { is: 'not-opened'; problem: Said }
  | { is: 'opening' }
  | { is: 'typed'; field: string; text: string; isWhole: boolean }
  | { is: 'left'; field: string }
  | { is: 'saving' }
  | { is: 'saved'; answer: DraftAnswer }
  | { is: 'not-saved'; problem: Said }
  | { is: 'decided'; field: string; keeps: 'mine' | 'theirs' }
  | { is: 'sending' }
  | { is: 'not-sent'; problem: Said }
  | { is: 'compared'; duplicates: Duplicates }
  | { is: 'dismissed' };

export const noDraft: DraftState = {
  stage: 'opening',
  choices: {},
  typed: {},
  unsaved: {},
  savedElsewhere: {},
  seen: new Set(),
  isSending: false,
  wasTyped: false,
};

/** More than a field keeps, and less than the API takes. */
const sentAtMost = 2_000;
/** Of what may stand in a field: as many as the API takes. */
const mostKnown = 10;

export function draftState(state: DraftState, event: DraftEvent): DraftState {
  switch (event.is) {
    case 'opening':
      return { ...omit(state, 'trouble'), stage: 'opening' };
    case 'answered':
      return afterAnswer(omit(state, 'notice'), event.answer, event.isOwn);
    case 'not-opened':
      return notOpened(state, event.problem);
    case 'typed':
      return typedInto(state, event);
    case 'left':
      return { ...state, seen: new Set([...state.seen, event.field]) };
    case 'saving':
      return saving(state);
    case 'saved':
      return event.answer.kind === 'draft' ? afterSave(state, event.answer) : afterAnswer(state, event.answer, true);
    case 'not-saved':
      return { ...omit(state, 'saving'), trouble: event.problem };
    case 'decided':
      return afterConflictChoice(state, event.field, event.keeps);
    case 'sending':
      return { ...omit(state, 'notice'), isSending: true };
    case 'not-sent':
      return { ...state, isSending: false, notice: { intent: 'error', text: event.problem } };
    case 'compared':
      return { ...state, duplicates: event.duplicates };
    case 'dismissed':
      return omit(state, 'notice');
  }
}

/** The draft as it is saved now, whether or not somebody else changed it. `isOwn`: this page brought the change about. */
function afterAnswer(state: DraftState, answer: DraftAnswer, isOwn: boolean): DraftState {
  if (answer.kind === 'request') return { ...omit(state, 'saving'), isSending: false, unsaved: {}, became: answer.request };
  if (answer.kind === 'waiting') return { ...state, isSending: false, stage: 'waiting', waiting: answer };
  const isChanged = !isOwn && isChangedElsewhere(state, answer.view, []);
  const { sentence } = answer;
  return {
    ...withView({ ...state, isSending: false }, answer),
    stage: 'open',
    ...(isChanged && { notice: { intent: 'info', text: 'changedElsewhere' } }),
    ...(sentence !== undefined && { notice: { intent: 'error', text: { title: sentence, status: 200, code: 'not-sent' } } }),
  };
}

/** Nothing typed is lost where the draft has gone to somebody else, or is discarded. */
function notOpened(state: DraftState, trouble: Said): DraftState {
  if (trouble.code !== 'forbidden') return { ...state, stage: 'failed', trouble };
  const isTyped = state.view !== undefined && Object.keys(state.unsaved).length > 0;
  return { ...omit(state, 'saving'), isSending: false, stage: isTyped ? 'over' : 'absent', trouble };
}

function typedInto(state: DraftState, { field, text, isWhole }: Extract<DraftEvent, { is: 'typed' }>): DraftState {
  const known = state.unsaved[field] ?? [savedText(state.view, field)];
  return {
    ...state,
    wasTyped: true,
    typed: { ...state.typed, [field]: text },
    unsaved: { ...state.unsaved, [field]: known },
    ...(isWhole && { seen: new Set([...state.seen, field]) }),
  };
}

/** Fields to be saved: typed, not saved yet, and not waiting for the person to say which of two stays. */
function toSave({ typed, unsaved, savedElsewhere }: DraftState): string[] {
  return Object.keys(unsaved).filter((field) => savedElsewhere[field] === undefined && typed[field] !== undefined);
}

function saving(state: DraftState): DraftState {
  const texts = Object.fromEntries(toSave(state).map((field) => [field, truncated(state.typed[field])]));
  const known = Object.entries(texts).map(([field, text]) => [
    field,
    [...new Set([...(state.unsaved[field] ?? []), text])].slice(-mostKnown),
  ]);
  return { ...state, saving: texts, unsaved: { ...state.unsaved, ...Object.fromEntries(known) } };
}

/** The body that saves what `saving` holds. */
export function saveBodyOf({ saving: texts = {}, unsaved }: DraftState): SaveBody {
  const fields = Object.entries(texts).map(([field, is]) => [field, { was: (unsaved[field] ?? ['']).map(truncated), is }]);
  return { fields: Object.fromEntries(fields) };
}

function afterSave(state: DraftState, answer: Opened): DraftState {
  const { saving: texts = {}, ...rest } = state;
  const elsewhere = answer.savedElsewhere ?? {};
  const unsaved = { ...state.unsaved };
  for (const [field, text] of Object.entries(texts)) {
    if (elsewhere[field] !== undefined) continue;
    if (truncated(state.typed[field]) === text) delete unsaved[field];
    else unsaved[field] = [savedText(answer.view, field)];
  }
  const next = withView(omit(rest, 'trouble'), answer, Object.keys(texts));
  // What this page saves may itself fill in another field; that takes one revision, and another device one more.
  const isChanged = answer.view.revision > (state.view?.revision ?? 0) + 1 && isChangedElsewhere(state, answer.view, Object.keys(texts));
  return {
    ...next,
    unsaved,
    savedElsewhere: { ...state.savedElsewhere, ...elsewhere },
    ...(isChanged && { notice: { intent: 'info', text: 'changedElsewhere' } }),
  };
}

/** Whether a field has another answer than this page knows of, or another photo. */
function isChangedElsewhere({ view: before, unsaved }: DraftState, after: DraftView, own: readonly string[]): boolean {
  if (!before || after.revision <= before.revision) return false;
  const known = new Map(draftFields(before).map((one) => [one.field, one]));
  return draftFields(after).some(({ field, value, input }) => {
    const one = known.get(field);
    if (!one || own.includes(field) || unsaved[field] !== undefined) return false;
    return one.value !== value || JSON.stringify(one.input) !== JSON.stringify(input);
  });
}

/**
 * Takes what is saved now, unless something newer is known. Where it differs from what was saved before, it stands in place
 * of what was typed, but for what is not saved yet and what this page has saved itself.
 */
function withView(state: DraftState, { view, choices }: Opened, own: readonly string[] = []): DraftState {
  if (state.view && view.revision < state.view.revision) return state;
  const isReplaced = (field: string) =>
    state.unsaved[field] === undefined && !own.includes(field) && savedText(view, field) !== savedText(state.view, field);
  const typed = Object.fromEntries(Object.entries(state.typed).filter(([field]) => !isReplaced(field)));
  const filled = state.view ? [] : draftFields(view).filter(({ value }) => value !== '');
  return {
    ...state,
    view,
    typed,
    ...(choices && { choices }),
    seen: new Set([...state.seen, ...filled.map(({ field }) => field)]),
  };
}

function afterConflictChoice(state: DraftState, field: string, keeps: 'mine' | 'theirs'): DraftState {
  const { [field]: theirs, ...savedElsewhere } = state.savedElsewhere;
  if (theirs === undefined) return state;
  if (keeps === 'mine') return { ...state, savedElsewhere, unsaved: { ...state.unsaved, [field]: [theirs] } };
  const { [field]: _mine, ...typed } = state.typed;
  const { [field]: _known, ...unsaved } = state.unsaved;
  return { ...state, savedElsewhere, typed, unsaved };
}

/** The text of an input. */
export function fieldText(state: DraftState, { field, value }: Pick<DraftField, 'field' | 'value'>): string {
  return state.typed[field] ?? value;
}

/** What is wrong, where the person has been: nobody is told what is missing before they had the chance to give it. */
export function problemAt({ seen }: DraftState, { field, problem }: DraftField): string | undefined {
  return seen.has(field) ? problem : undefined;
}

/** The saving state, in one word. */
export function savingStateOf(state: DraftState): 'saved' | 'saving' | 'failed' | 'undecided' {
  if (state.saving) return 'saving';
  if (toSave(state).length > 0) return state.trouble ? 'failed' : 'saving';
  return Object.keys(state.savedElsewhere).length > 0 ? 'undecided' : 'saved';
}

export function hasToSave(state: DraftState): boolean {
  return toSave(state).length > 0;
}

/** Whether it can be sent as it is shown: nothing is missing, and nothing typed is still on its way. */
export function maySend(state: DraftState): boolean {
  const isDecided = Object.keys(state.savedElsewhere).length === 0;
  return (
    state.stage === 'open' &&
    state.view !== undefined &&
    state.view.send !== undefined &&
    state.view.missing.length === 0 &&
    hasAllSections(state) &&
    isDecided &&
    !state.isSending
  );
}

/** Whether more than the first question is asked. */
export function hasAllSections({ view }: DraftState): boolean {
  return (view?.sections.length ?? 0) > 1;
}

export function draftFields(view: DraftView | undefined): DraftField[] {
  return (view?.sections ?? []).flatMap(({ fields }) => fields);
}

/** Whether the visitor may be somebody else by what was just saved. */
export function isComparedBy({ view }: DraftState, fields: readonly string[]): boolean {
  return draftFields(view).some(({ field, isCompared }) => isCompared && fields.includes(field));
}

function savedText(view: DraftView | undefined, field: string): string {
  return draftFields(view).find((one) => one.field === field)?.value ?? '';
}

const truncated = (text = '') => text.slice(0, sentAtMost);
