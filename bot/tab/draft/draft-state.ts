import type { Problem } from '../../channels/tab/contract';
import type { DraftAnswer, DraftField, DraftView, Duplicates, SaveBody } from '../../channels/tab/draft-contract';
import { omit } from '../omit';

type Said = Omit<Problem, 'type'>;
type Texts = Readonly<Record<string, string>>;
type Opened = Extract<DraftAnswer, { kind: 'draft' }>;
type Waiting = Extract<DraftAnswer, { kind: 'waiting' }>;

/** The state of a draft on one page: saved answers, unsaved text, and the progress of saving. */
export interface DraftState {
  /**
   * `waiting`: a colleague has the draft, named by `waiting`. `over`: the person may no longer edit it, and unsaved text is
   * shown for copying. `absent`: the draft does not exist.
   */
  stage: 'opening' | 'open' | 'waiting' | 'over' | 'failed' | 'absent';
  waiting?: Waiting;
  view?: DraftView;
  choices: NonNullable<Opened['choices']>;
  /** Typed texts that replace the saved ones in the inputs. */
  typed: Texts;
  /** For each unsaved field: the values that the server may hold, which the API compares before it writes. */
  unsaved: Readonly<Record<string, readonly string[]>>;
  /** The fields in the current save call. */
  saving?: Texts;
  /** Conflicts by field: what another device saved while something else was typed here. The person chooses. */
  savedElsewhere: Texts;
  /** Fields that were changed or left: only these show validation messages. */
  seen: ReadonlySet<string>;
  /** Why the last save or read failed. */
  trouble?: Said;
  isSending: boolean;
  /** True after the first change on this page; the saving state is shown from then on. */
  wasTyped: boolean;
  /** The result of sending, or that another device changed something. */
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

/** Longer than any field's limit, and within the API's limit. */
const sentAtMost = 2_000;
/** The number of expected values per field that the API accepts. */
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

/** Takes the saved draft as read now. `isOwn`: this page caused the change. */
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

/** Keeps unsaved text when the draft was handed over or discarded. */
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

/** Fields to save: changed, unsaved and without an open conflict. */
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

/** The request body for the fields in `saving`. */
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
  // Our own save takes one revision, even if it fills in a further field; any more came from another device.
  const isChanged = answer.view.revision > (state.view?.revision ?? 0) + 1 && isChangedElsewhere(state, answer.view, Object.keys(texts));
  return {
    ...next,
    unsaved,
    savedElsewhere: { ...state.savedElsewhere, ...elsewhere },
    ...(isChanged && { notice: { intent: 'info', text: 'changedElsewhere' } }),
  };
}

/** Whether a field or the photo differs from the last state that this page read. */
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
 * Merges the saved draft, unless a newer revision is known. A changed answer replaces the text of its field, except unsaved
 * text and this page's own changes.
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

/**
 * Validation messages of touched fields: a field is not called missing before the person reached it. What is chosen is judged
 * at once, as another answer may be what makes it wrong.
 */
export function problemAt({ seen }: DraftState, { field, problem, value, input }: DraftField): string | undefined {
  return seen.has(field) || (input.kind === 'option' && value !== '') ? problem : undefined;
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

/** Whether the draft can be sent as shown: complete, and without unsaved changes. */
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

/** Whether the first answer has revealed the other fields. */
export function hasAllSections({ view }: DraftState): boolean {
  return (view?.sections.length ?? 0) > 1;
}

export function draftFields(view: DraftView | undefined): DraftField[] {
  return (view?.sections ?? []).flatMap(({ fields }) => fields);
}

/** Whether the saved change may concern another visitor. */
export function isComparedBy({ view }: DraftState, fields: readonly string[]): boolean {
  return draftFields(view).some(({ field, isCompared }) => isCompared && fields.includes(field));
}

function savedText(view: DraftView | undefined, field: string): string {
  return draftFields(view).find((one) => one.field === field)?.value ?? '';
}

const truncated = (text = '') => text.slice(0, sentAtMost);
