import { type Keep, unlessBlocked } from '../browser-storage';
import type { PolicyEdit, PolicyTyping } from './policy-state';

export interface KeptTyping {
  read(): PolicyTyping | undefined;
  /** Nothing is kept of an edit in which nothing is typed. */
  write(edit: Pick<PolicyEdit, 'view' | 'typed'>): void;
}

/** What one admin has typed into the policy, until the browser's session ends: another page of the tab may be looked at in the meantime. */
export function keptTyping(person: string, keepOf: () => Keep): KeptTyping {
  const key = `alms:policy-typed:${person}`;
  // Where the browser keeps nothing for us, it lasts as long as the page.
  let own: string | undefined;
  return {
    read: () => parsedTyping(unlessBlocked(keepOf, (keep) => keep.getItem(key)) ?? own),
    write({ view, typed }) {
      const was = Object.fromEntries(Object.keys(typed).map((field) => [field, view.values[field] ?? '']));
      own = Object.keys(typed).length === 0 ? undefined : JSON.stringify({ typed, was } satisfies PolicyTyping);
      const text = own;
      unlessBlocked(keepOf, (keep) => (text === undefined ? keep.removeItem(key) : keep.setItem(key, text)));
    },
  };
}

function parsedTyping(text: string | undefined): PolicyTyping | undefined {
  try {
    const read = JSON.parse(text ?? 'null') as PolicyTyping | null;
    return read && areTexts(read.typed) && areTexts(read.was) ? { typed: read.typed, was: read.was } : undefined;
  } catch {
    return undefined;
  }
}

function areTexts(values: unknown): values is Record<string, string> {
  return typeof values === 'object' && values !== null && Object.values(values).every((value) => typeof value === 'string');
}
