import { tidy } from '../form/form';
import { folded } from './views';
import { type RequestId, requestIdPattern } from './visitor-request';

/** What somebody looks for: one request by its reference, or visitors by the beginning of a name. */
export type SearchTerm = { reference: RequestId } | { name: string };

/** The longest name that is looked for, in characters. */
export const searchTermAtMost = 60;

/**
 * What a message asks to be found; undefined when it asks for something else. A reference counts wherever it stands
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
 * The reference in a text as people write it down: `VR-7K3M9QXA`, `vr 7k3m9qxa`, `VR7K3M9QXA`. Crockford's alphabet has
 * no I, L and O, so that these can be read as the digits that they look like. After a space only with a digit, because
 * two words may look like one: "VR headsets".
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

/** Whether one of the visitor's names begins so: "Ottoline O’Driscoll-Vale" does with `vale`, `odris` and `ottoline od`. */
export function matchesName(visitor: string, name: string): boolean {
  const key = searchKey(name);
  return key !== '' && ` ${searchKey(visitor)}`.includes(` ${key}`);
}

/** Without case, accents, apostrophes and hyphens: nobody remembers them of somebody else's name. */
function searchKey(name: string): string {
  return folded(name)
    .replace(/['\u2018\u2019\u02BC`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The beginnings at which a surname may stand in what was typed: `ottoline fair` may be two names, or one. A telephone
 * makes the apostrophe of `O'Dris` a curly one, so both are tried.
 */
export function surnamesIn(name: string): string[] {
  const words = folded(name).split(' ').slice(0, 4);
  const surnames = words.map((_, place) => words.slice(place).join(' '));
  return surnames.flatMap((surname) =>
    /^.['\u2019]/u.test(surname) ? ["'", '\u2019'].map((mark) => surname.replace(/['\u2019]/, mark)) : [surname],
  );
}
