import { Temporal } from 'temporal-polyfill';
import { crockford } from './visitor-request';

/** In how many nights the nightly look sees everything that is stored once. */
export const nights = 30;

/** Keys as the store sorts them: `from` is in it, `before` is not. */
export interface KeyRange {
  from: string;
  before: string;
}

/** The part that is this day's, 0 to 29: any thirty days in a row have every part once. */
export function nightOf(day: Temporal.PlainDate): number {
  const { days } = Temporal.PlainDate.from('1970-01-01').until(day, { largestUnit: 'days' });
  return ((days % nights) + nights) % nights;
}

/** The requests of a night, by the first two characters of their random part. `requestsOfNight(0)` is VR-00 to VR-12. */
export function requestsOfNight(night: number): KeyRange {
  const bound = (part: number) => `VR-${pairOf(part, crockford)}`;
  const [first, next] = partsOfNight(night, crockford.length ** 2);
  return { from: bound(first), before: next === crockford.length ** 2 ? `VR-${afterAll}` : bound(next) };
}

/** What the names of a night's photos begin with, as these can be asked for by their beginning only: eight or nine pairs. */
export function photosOfNight(night: number): string[] {
  const [first, next] = partsOfNight(night, hex.length ** 2);
  return Array.from({ length: next - first }, (_, index) => pairOf(first + index, hex));
}

/** The lists of sponsors of a night, by how the sponsor's id begins. */
export function sponsorListsOfNight(night: number): KeyRange {
  const bound = (part: number) => `sponsor:${pairOf(part, hex)}`;
  const [first, next] = partsOfNight(night, hex.length ** 2);
  return { from: bound(first), before: next === hex.length ** 2 ? `sponsor:${afterAll}` : bound(next) };
}

const hex = '0123456789abcdef';
/** Sorts after every letter and digit. */
const afterAll = '~';

/** Where a night's share of so many parts begins, and where the next night's does. */
function partsOfNight(night: number, parts: number): [number, number] {
  if (!Number.isInteger(night) || night < 0 || night >= nights) throw new RangeError('a night is a number from 0 to 29');
  return [Math.floor((night * parts) / nights), Math.floor(((night + 1) * parts) / nights)];
}

function pairOf(part: number, digits: string): string {
  return `${digits[Math.floor(part / digits.length)]}${digits[part % digits.length]}`;
}
