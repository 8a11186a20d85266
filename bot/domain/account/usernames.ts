import type { UsernamePattern, UsernameRules } from '../organisation/username-rules';
import { needsToAscii, transliterate } from './transliterate';

export interface NamesOfVisitor {
  firstName: string;
  middleNames?: string;
  lastName: string;
}

/** Whether {@link usernames} will call `toAscii`. */
export function namesNeedToAscii({ firstName, middleNames = '', lastName }: NamesOfVisitor): boolean {
  return needsToAscii([firstName, middleNames, lastName]);
}

/** Characters: the limit of a `sAMAccountName`, to which a directory may be synchronised. */
export const usernameAtMost = 20;
/** Suffixes that are tried in order. */
const inOrder = 4;
/** Number of doubling ranges before neutral usernames take over. */
const powers = 40;
/** Without vowels, so that they spell no word. */
const consonants = 'bcdfghjklmnpqrstvwxz';

/**
 * Endless candidates for a visitor's username, best first and all different. The name alone,
 * then with a number: 2, 3, 4, then a random one from each range, twice as large as the one before. Ten thousand visitors of one name
 * need about twenty tries each.
 *
 * @param draw returns a random whole number from 0 to below `below`.
 * @param toAscii transliterates letters of any script.
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

/** Empty if a part of the name cannot be transliterated. */
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
