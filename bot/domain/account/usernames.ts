import type { UsernamePattern, UsernameRules } from '../organisation/username-rules';
import { needsToAscii, transliterate } from './transliterate';

export interface NamesOfVisitor {
  firstName: string;
  middleNames?: string;
  lastName: string;
}

/** Whether {@link usernames} will ask for other letters than ASCII ones. */
export function namesNeedToAscii({ firstName, middleNames = '', lastName }: NamesOfVisitor): boolean {
  return needsToAscii([firstName, middleNames, lastName]);
}

/** Characters: the most of a `sAMAccountName`, into which a directory may be copied. */
export const usernameAtMost = 20;
/** Numbers that are tried one after the other. */
const inOrder = 4;
/** Powers of two up to which a name gets numbers; after that it gets neutral ones. */
const powers = 40;
/** Without vowels, so that they make no word. */
const consonants = 'bcdfghjklmnpqrstvwxz';

/**
 * Usernames for a visitor, best first, all different, without end: whoever takes them tries one after the other. The name alone,
 * then with a number: 2, 3, 4, then one by chance of each range twice as large as the one before, so that ten thousand of a name
 * need some twenty tries each.
 *
 * @param draw a whole number by chance, at least 0 and less than `below`.
 * @param toAscii letters of any script as ASCII ones.
 */
export function* usernames(
  names: NamesOfVisitor,
  { pattern, refused }: UsernameRules,
  draw: (below: number) => number,
  toAscii: (text: string) => string,
): Generator<string> {
  const isRefused = (username: string) => refused.some((word) => username.replaceAll('.', '').includes(word));
  const [first, ...further] = basesOf(names, pattern, toAscii).filter((base) => !isRefused(base));
  const bases = first === undefined ? [] : [first, ...further.filter((base) => fittedUsername(base) !== fittedUsername(first))];
  for (const base of bases) yield fittedUsername(base);
  if (first !== undefined) {
    for (let number = 2; number <= inOrder; number += 1) yield fittedUsername(first, number);
    for (let power = Math.log2(inOrder); power < powers; power += 1) yield fittedUsername(first, 2 ** power + 1 + draw(2 ** power));
  }
  for (;;) yield neutral(draw);
}

/** Empty where a part of the name is in a script that is not known. */
function basesOf(
  { firstName, middleNames = '', lastName }: NamesOfVisitor,
  pattern: UsernamePattern,
  toAscii: (text: string) => string,
): string[] {
  const plain = (text: string) => transliterate(text, toAscii);
  const [given, surname] = [plain(firstName), plain(lastName)];
  if (pattern === 'neutral' || given === '' || surname === '') return [];
  const initials = (text: string) => text.split(/[\s\p{Pd}]+/u).map((part) => plain(part).charAt(0));
  if (pattern === 'initials') return [[...initials(firstName), ...initials(middleNames), surname].join('')];
  const middle = initials(middleNames).join('');
  return [`${given}.${surname}`, ...(middle === '' ? [] : [`${given}.${middle}.${surname}`])];
}

function fittedUsername(base: string, number?: number): string {
  const end = number === undefined ? '' : String(number);
  return base.slice(0, usernameAtMost - end.length).replace(/\.$/, '') + end;
}

function neutral(draw: (below: number) => number): string {
  const letter = () => consonants.charAt(draw(consonants.length));
  return `${letter()}${letter()}${String(draw(100_000)).padStart(5, '0')}`;
}
