import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  type KeyRange,
  nightOf,
  nights,
  photosOfNight,
  requestsOfNight,
  sponsorListsOfNight,
} from '../../../../bot/domain/request/nightly-parts';
import { requestId } from '../../../../bot/domain/request/visitor-request';

const every = Array.from({ length: nights }, (_, night) => night);
const day = fc.integer({ min: -40_000, max: 60_000 }).map((days) => Temporal.PlainDate.from('2027-01-18').add({ days }));
const isIn = (key: string) => (range: KeyRange) => key >= range.from && key < range.before;

it('should come to every part once in any thirty days in a row', () => {
  fc.assert(
    fc.property(day, (first) => {
      const seen = every.map((days) => nightOf(first.add({ days })));
      expect([...seen].sort((a, b) => a - b)).toEqual(every);
    }),
  );
});

it('should look at every request in exactly one night', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
      expect(every.map(requestsOfNight).filter(isIn(requestId(random)))).toHaveLength(1);
    }),
  );
});

it('should look at every photo in exactly one night', () => {
  const beginnings = every.flatMap(photosOfNight);
  const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
  expect([...beginnings].sort()).toEqual(pairs);
});

it("should look at every sponsor's list in exactly one night", () => {
  fc.assert(
    fc.property(fc.uuid(), (sponsor) => {
      expect(every.map(sponsorListsOfNight).filter(isIn(`sponsor:${sponsor}`))).toHaveLength(1);
    }),
  );
});

it.each([requestsOfNight, sponsorListsOfNight])('should meet nothing beside these, without a gap between the nights: %o', (rangeOf) => {
  const ranges = every.map(rangeOf);
  expect(ranges.slice(1).map(({ from }) => from)).toEqual(ranges.slice(0, -1).map(({ before }) => before));
  for (const key of ['attention:x', 'wake:2027-02-03T08', 'sponsor', 'status:pending', 'VR', 'VS-00000000']) {
    expect(ranges.filter(isIn(key))).toEqual([]);
  }
});

it('should share the work evenly', () => {
  const sizes = every.map((night) => photosOfNight(night).length);
  expect([...new Set(sizes)].sort()).toEqual([8, 9]);
});

it.each([-1, 30, 1.5, Number.NaN])('should know no night %p', (night) => {
  expect(() => requestsOfNight(night)).toThrow('a night is a number from 0 to 29');
});
