import { tidy } from '../form/form';
import type { Answers } from '../form/questions';
import { type RequestId, requestIdPattern } from './visitor-request';

/** A search: one request by its reference, or visitors by the beginning of a name. */
export type SearchTerm = { reference: RequestId } | { name: string };

const apostrophes = /['\u2018\u2019\u02BC`]/g;

/** The longest search text in characters. */
export const searchTermAtMost = 60;

/**
 * The search in a message; undefined if it asks for something else. A reference may be anywhere
 * (`status VR-7K3M9QXA`), a name only after the word: `find smith`.
 */
export function searchTermIn(text: string): SearchTerm | undefined {
  const words = tidy(text, 300);
  const reference = referenceIn(words);
  if (reference !== undefined) return { reference };
  const [, typed = ''] = /^(?:please )?(?:find|search for|search|look for) (?:visitor )?(.{1,300})$/iu.exec(words) ?? [];
  const name = tidy(typed.replace(/[?!.]{1,9}$/, ''), searchTermAtMost);
  return searchKey(name) === '' ? undefined : { name };
}

/**
 * The reference in a text, however people write it: `VR-7K3M9QXA`, `vr 7k3m9qxa`, `VR7K3M9QXA`. Crockford's alphabet has
 * no I, L and O, so these are read as the digits that they look like. After a space it needs a digit, because
 * two words may look like a reference: "VR headsets".
 */
export function referenceIn(text: string): RequestId | undefined {
  for (const [, mark = '', typed = ''] of text.matchAll(
    /(?<![\p{L}\p{N}])VR( |(?: ?[-\u2010-\u2015] ?)|)([0-9A-Z]{8})(?![\p{L}\p{N}])/giu,
  )) {
    if (mark === ' ' && !/\d/.test(typed)) continue;
    const id = `VR-${typed.toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0')}`;
    if (requestIdPattern.test(id)) return id;
  }
  return undefined;
}

/** The texts by which a visitor is found: every name and the employer. */
export function findableNames({ firstName = '', middleNames = '', lastName = '', preferredName = '', employer = '' }: Answers): string[] {
  const names = [[firstName, lastName], [firstName, middleNames, lastName], [preferredName], [preferredName, lastName], [employer]];
  return [...new Set(names.map((parts) => parts.filter((part) => part !== '').join(' ')))].filter((name) => searchKey(name) !== '');
}

/** Whether one of the names has a word that begins so: "Ottoline O’Driscoll-Vale" with `vale`, `odris`, `driscoll` and `ottoline od`. */
export function matchesName(names: readonly string[], searched: string): boolean {
  const key = searchKey(searched);
  return key !== '' && names.flatMap(spellings).some((spelling) => ` ${spelling}`.includes(` ${key}`));
}

/** The most rows of one request in the list by name. */
const placesAtMost = 24;

/** The keys of a request in the list by name: each name from each of its words on, without repeats. */
export function namePlacesOf(names: readonly string[]): string[] {
  const keys = names.flatMap(spellings).flatMap((spelling) => {
    const words = spelling.split(' ');
    return words.map((_, place) => words.slice(place).join(' ').slice(0, searchTermAtMost));
  });
  return [...new Set(keys)].slice(0, placesAtMost);
}

/** Whether this is the request's first matching key, so that a search shows it once. */
export function isFirstPlace(names: readonly string[], row: string, searched: string): boolean {
  const key = searchKey(searched);
  const [first] = namePlacesOf(names)
    .filter((place) => place.startsWith(key))
    .sort();
  return first !== undefined && row.startsWith(`${first}:`);
}

/** An apostrophe both joins and separates words: O’Driscoll is found as `odriscoll` and as `driscoll`. */
function spellings(name: string): string[] {
  const apart = name.replace(apostrophes, ' ');
  return apart === name ? [searchKey(name)] : [...new Set([searchKey(name), searchKey(apart)])];
}

/** Without case, accents, apostrophes and hyphens, which searchers rarely remember. */
export function searchKey(name: string): string {
  return folded(name)
    .replace(apostrophes, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Without case and accents. `folded('Ó Briain')` is `o briain`. */
export function folded(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
