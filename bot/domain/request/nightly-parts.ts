import { Temporal } from 'temporal-polyfill';
import { crockford } from './visitor-request';

/** The number of nights in which the nightly reconcile sees every stored item once. */
export const nights = 30;

/** A key range in the store's order: `from` inclusive, `before` exclusive. */
export interface KeyRange {
  from: string;
  before: string;
}

/** The part of this day, 0 to 29: any thirty days in a row have every part once. */
export function nightOf(day: Temporal.PlainDate): number {
  const { days } = Temporal.PlainDate.from('1970-01-01').until(day, { largestUnit: 'days' });
  return ((days % nights) + nights) % nights;
}

/** A night's requests, by the first two characters of their random part. `requestsOfNight(0)` is VR-00 to VR-12. */
export function requestsOfNight(night: number): KeyRange {
  const bound = (part: number) => `VR-${pairOf(part, crockford)}`;
  const [first, next] = partsOfNight(night, crockford.length ** 2);
  return { from: bound(first), before: next === crockford.length ** 2 ? `VR-${afterAll}` : bound(next) };
}

/** The name prefixes of a night's photos, eight or nine pairs; blobs can be listed by prefix only. */
export function photosOfNight(night: number): string[] {
  const [first, next] = partsOfNight(night, hex.length ** 2);
  return Array.from({ length: next - first }, (_, index) => pairOf(first + index, hex));
}

/** A night's sponsor lists, by the beginning of the sponsor's id. */
export function sponsorListsOfNight(night: number): KeyRange {
  const bound = (part: number) => `sponsor:${pairOf(part, hex)}`;
  const [first, next] = partsOfNight(night, hex.length ** 2);
  return { from: bound(first), before: next === hex.length ** 2 ? `sponsor:${afterAll}` : bound(next) };
}

const hex = '0123456789abcdef';
/** Sorts after every letter and digit. */
const afterAll = '~';

/** The first part of a night's share, and of the next night's. */
function partsOfNight(night: number, parts: number): [number, number] {
  if (!Number.isInteger(night) || night < 0 || night >= nights) throw new RangeError('a night is a number from 0 to 29');
  return [Math.floor((night * parts) / nights), Math.floor(((night + 1) * parts) / nights)];
}

function pairOf(part: number, digits: string): string {
  return `${digits[Math.floor(part / digits.length)]}${digits[part % digits.length]}`;
}
