import type { Person } from '../organisation/organisation';
import { folded } from './search';

/** The most people that a directory looks at for one search. */
export const mostSearched = 15;

/** Fewer letters and digits would find too many. */
const fewestLetters = 2;
const mostWords = 6;
const mostCharacters = 64;

/**
 * The words by which a person is searched, lower case. Whatever else a name or an address does not have is dropped, so that no word can
 * end a quotation in a query: `searchWords('Smith) (Zoë"')` is `['smith', 'zoë']`. Empty where too little was typed.
 */
export function searchWords(typed: string): string[] {
  const words = (
    typed
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}@._'’+-]*/gu) ?? []
  )
    .map((word) => Array.from(word.replaceAll('’', "'")).slice(0, mostCharacters).join(''))
    .slice(0, mostWords);
  return (words.join('').match(/[\p{L}\p{N}]/gu) ?? []).length < fewestLetters ? [] : words;
}

/** Whether each word begins a word of the name, or the only one begins the address. For directories that have no search of their own. */
export function isSearched({ name, mail }: Pick<Person, 'name' | 'mail'>, words: readonly string[]): boolean {
  const [first, ...others] = words.map(folded);
  if (first === undefined) return false;
  if (others.length === 0 && folded(mail).startsWith(first)) return true;
  const parts = folded(name)
    .split(/[^\p{L}\p{N}'’]+/u)
    .flatMap((part) => [part, part.replace(/['’]/g, ''), ...part.split(/['’]/)]);
  const typed = [first, ...others].flatMap((word) =>
    parts.some((part) => part.startsWith(word)) ? [word] : word.split(/[^\p{L}\p{N}]+/u),
  );
  return typed.every((word) => parts.some((part) => part.startsWith(word)));
}

/** By name, as people look for somebody. */
export function inOrderOfName<One extends Pick<Person, 'name'>>(people: readonly One[]): One[] {
  return [...people].sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}
