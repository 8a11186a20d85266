/**
 * What the pressed card becomes. `stays`: it stays as it is, typed words included, with a sentence beside its buttons;
 * `later` is the same where pressing again may help. `refused`: the presser has no business here.
 */
export type OutlookAnswer =
  | { kind: 'card'; card: object }
  | { kind: 'refused'; card: object; sentence: string }
  | { kind: 'stays' | 'later'; sentence: string };
