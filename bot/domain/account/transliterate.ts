/**
 * A name in the letters a to z alone; empty if `toAscii` knows none of its letters.
 * `transliterate('Zoë Müller-Łoś', toAscii)` is `zoemullerlos`.
 *
 * @param toAscii is called for letters that stay non-ASCII without their accents.
 */
export function transliterate(name: string, toAscii: (text: string) => string): string {
  const plain = withoutMarks(name);
  // `toAscii` would read a decomposed Hangul syllable part by part.
  return (isAscii(plain) ? plain : toAscii(withoutPictures(name.normalize('NFKC')))).toLowerCase().replace(/[^a-z]/g, '');
}

/** Whether a name has letters that stay non-ASCII without their accents. */
export function needsToAscii(names: readonly string[]): boolean {
  return names.some((name) => !isAscii(withoutMarks(name)));
}

function withoutMarks(name: string): string {
  return withoutPictures(name.normalize('NFKD')).replace(/[\p{M}\p{P}]/gu, '');
}

/** Letters whose Unicode names must not end up in a username. */
function withoutPictures(name: string): string {
  return name.replace(/\p{Extended_Pictographic}/gu, '');
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}
