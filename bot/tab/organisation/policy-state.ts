import type { PolicyAnswer, PolicyView } from '../../channels/tab/policy-contract';

/** The state of the policy form. */
export interface PolicyEdit {
  /** The policy as last read. */
  view: PolicyView;
  /** The edited values by field. */
  typed: Readonly<Record<string, string>>;
  mistakes: Readonly<Record<string, string>>;
  /** Another admin's values of fields that were edited here too. */
  theirs: Readonly<Record<string, string>>;
}

/** What was typed and not saved, and what stood in these fields then. */
export interface PolicyTyping {
  typed: Readonly<Record<string, string>>;
  was: Readonly<Record<string, string>>;
}

export function beginEdit(view: PolicyView): PolicyEdit {
  return { view, typed: {}, mistakes: {}, theirs: {} };
}

/** What was typed before the page was left, over the policy as it is now: what somebody else has saved since stands beside it. */
export function resumeEdit(view: PolicyView, { typed: before, was }: PolicyTyping): PolicyEdit {
  const isAdded = (field: string) => /^reason\.new-\d+\./.test(field);
  const typed = Object.fromEntries(
    Object.entries(before).filter(([field, value]) => isAdded(field) || (view.values[field] !== undefined && view.values[field] !== value)),
  );
  const theirs = Object.keys(typed).flatMap((field) => {
    const value = view.values[field];
    return value === undefined || value === was[field] ? [] : [[field, value]];
  });
  return { view, typed, mistakes: {}, theirs: Object.fromEntries(theirs) };
}

export function typedValue({ view, typed }: Pick<PolicyEdit, 'view' | 'typed'>, field: string): string {
  return typed[field] ?? view.values[field] ?? '';
}

/** A field typed back to its saved value counts as unchanged, and loses its message. */
export function typeInto(edit: PolicyEdit, field: string, value: string): PolicyEdit {
  const { [field]: _before, ...others } = edit.typed;
  const { [field]: _mistake, ...mistakes } = edit.mistakes;
  return { ...edit, mistakes, typed: edit.view.values[field] === value ? others : { ...others, [field]: value } };
}

/** An empty row for a new reason. */
export function addReason(edit: PolicyEdit): PolicyEdit {
  const taken = addedIds(edit).map((id) => Number(id.slice('new-'.length)));
  const id = `new-${Math.max(0, ...taken) + 1}`;
  const values = Object.fromEntries(
    edit.view.reasons.columns.map(({ name, kind }) => [
      `reason.${id}.${name}`,
      kind === 'flag' ? (name === 'isOffered' ? 'yes' : 'no') : '',
    ]),
  );
  return { ...edit, typed: { ...edit.typed, ...values } };
}

/** Added reasons that are not saved yet. */
export function addedIds({ typed }: Pick<PolicyEdit, 'typed'>): string[] {
  return Object.keys(typed).flatMap((field) => /^reason\.(new-\d+)\.label$/.exec(field)?.[1] ?? []);
}

export function withoutReason(edit: PolicyEdit, id: string): PolicyEdit {
  const isOther = ([field]: [string, string]) => !field.startsWith(`reason.${id}.`);
  const left = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).filter(isOther));
  return { ...edit, typed: left(edit.typed), mistakes: left(edit.mistakes) };
}

/** Takes the API's answer. Unsaved values stay, and another admin's value is shown beside them. */
export function answered(edit: PolicyEdit, answer: PolicyAnswer): PolicyEdit {
  if (answer.kind === 'saved') return beginEdit(answer.view);
  if (answer.kind === 'wrong') return { ...edit, mistakes: Object.fromEntries(answer.mistakes.map(({ field, text }) => [field, text])) };
  const { view } = answer;
  const typed = Object.fromEntries(Object.entries(edit.typed).filter(([field, value]) => view.values[field] !== value));
  const theirs = Object.keys(typed).flatMap((field) => {
    const value = view.values[field];
    const isChanged = value !== undefined && value !== edit.view.values[field];
    return isChanged ? [[field, value]] : edit.theirs[field] === undefined ? [] : [[field, edit.theirs[field]]];
  });
  return { view, typed, mistakes: {}, theirs: Object.fromEntries(theirs) };
}
