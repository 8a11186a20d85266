import type { PolicyAnswer, PolicyView } from '../../channels/tab/policy-contract';

/** The policy as it is being edited. */
export interface PolicyEdit {
  /** As it was last read. */
  view: PolicyView;
  /** What differs from it, by field. */
  typed: Readonly<Record<string, string>>;
  mistakes: Readonly<Record<string, string>>;
  /** What somebody else has saved meanwhile, in fields that were edited here too. */
  theirs: Readonly<Record<string, string>>;
}

export function beginEdit(view: PolicyView): PolicyEdit {
  return { view, typed: {}, mistakes: {}, theirs: {} };
}

export function typedValue({ view, typed }: Pick<PolicyEdit, 'view' | 'typed'>, field: string): string {
  return typed[field] ?? view.values[field] ?? '';
}

/** A field that is typed back to what is saved is no change; what was said of it is read. */
export function typeInto(edit: PolicyEdit, field: string, value: string): PolicyEdit {
  const { [field]: _before, ...others } = edit.typed;
  const { [field]: _mistake, ...mistakes } = edit.mistakes;
  return { ...edit, mistakes, typed: edit.view.values[field] === value ? others : { ...others, [field]: value } };
}

/** A row of its own, with nothing in it. */
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

/** The reasons that were added and are not saved yet. */
export function addedIds({ typed }: Pick<PolicyEdit, 'typed'>): string[] {
  return Object.keys(typed).flatMap((field) => /^reason\.(new-\d+)\.label$/.exec(field)?.[1] ?? []);
}

export function withoutReason(edit: PolicyEdit, id: string): PolicyEdit {
  const isOther = ([field]: [string, string]) => !field.startsWith(`reason.${id}.`);
  const left = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).filter(isOther));
  return { ...edit, typed: left(edit.typed), mistakes: left(edit.mistakes) };
}

/** What the API answered. Nothing that was typed is lost unless it was saved: what somebody else changed stands beside it. */
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
