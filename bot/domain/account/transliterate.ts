/**
 * A name in the letters a to z, without anything between them; empty where `toAscii` has none for it.
 * `transliterate('Zoë Müller-Łoś', toAscii)` is `zoemullerlos`.
 *
 * @param toAscii asked for what is not ASCII without its marks.
 */
export function transliterate(name: string, toAscii: (text: string) => string): string {
  const plain = withoutMarks(name);
  // Of a script such as Hangul, a letter in parts would be read part by part.
  return (isAscii(plain) ? plain : toAscii(withoutPictures(name.normalize('NFKC')))).toLowerCase().replace(/[^a-z]/g, '');
}

/** Whether one of these names is in letters that no mark makes of ASCII ones. */
export function needsToAscii(names: readonly string[]): boolean {
  return names.some((name) => !isAscii(withoutMarks(name)));
}

function withoutMarks(name: string): string {
  return withoutPictures(name.normalize('NFKD')).replace(/[\p{M}\p{P}]/gu, '');
}

/** Their names are no part of anybody's. */
function withoutPictures(name: string): string {
  return name.replace(/\p{Extended_Pictographic}/gu, '');
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}
