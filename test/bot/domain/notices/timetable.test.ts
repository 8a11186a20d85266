import { Temporal } from 'temporal-polyfill';
import {
  emptyTimetable,
  type PacedChannel,
  reserveSlots,
  rhythms,
  type Timetable,
  type Wish,
} from '../../../../bot/domain/notices/timetable';

const start = Temporal.Instant.from('2027-01-18T10:15:00Z');

/** Seconds from the start until each of these goes, asked for one after the other at the same moment. */
function asking(channel: PacedChannel, seconds = 0, timetable: Timetable = emptyTimetable) {
  return (...wishes: Wish[]) => {
    const taken = reserveSlots(rhythms[channel], timetable, wishes, start.add({ milliseconds: seconds * 1000 }));
    return { timetable: taken.timetable, after: taken.times.map((time) => start.until(time).total('seconds')) };
  };
}

const many = (count: number, causedBy: (place: number) => string, isList = false): Wish[] =>
  Array.from({ length: count }, (_, place) => ({ causedBy: causedBy(place), isList }));
const each = (place: number) => `${String(place).padStart(8, '0')}-0000`;
const one = () => 'sponsor1-0000';
const last = (seconds: number[]) => Math.max(...seconds);

describe('a timetable', () => {
  it('should let 24 mails of different people go in a minute and 45 posts in a second', () => {
    const { after } = asking('mail')(...many(600, each));
    expect(after.slice(0, 5)).toEqual([0, 2.5, 5, 7.5, 10]);
    expect(last(after)).toBe(599 * 2.5);
    expect(last(asking('teams')(...many(450, each)).after)).toBeCloseTo(449 / 45, 2);
  });

  it('should leave room for what a channel takes', () => {
    expect(1000 / rhythms.teams.apart).toBeLessThan(50);
    expect(60_000 / rhythms.mail.apart).toBeLessThan(30);
  });

  it('should start now after a time in which nobody asked', () => {
    const { timetable } = asking('mail')(...many(100, each));
    expect(asking('mail', 3600.3, timetable)(...many(2, each)).after).toEqual([3602.5, 3605]);
  });

  it.each([
    ['together with it', 0],
    ['half a minute after it', 30],
  ])('should let mails of others that come %s go within a minute of 225 of one sponsor', (_when, seconds) => {
    const { timetable, after: theirs } = asking('mail')(...many(225, one));
    const { after: others } = asking('mail', seconds, timetable)(...many(3, each));
    expect(last(others) - seconds).toBeLessThanOrEqual(60);
    // Three slots in four are left to the burst.
    expect(last(theirs)).toBeLessThanOrEqual((225 * 2.5 * 4) / 3);
  });

  it('should leave others behind the burst where all are of one sponsor, which is what the kept slots are for', () => {
    const { timetable } = asking('mail')(...many(225, one));
    expect(last(asking('mail', 0, timetable)(...many(3, one)).after)).toBeGreaterThan(600);
  });

  it('should let single messages pass the lists, of whomever they are', () => {
    const { timetable, after: lists } = asking('teams')(...many(20_000, each, true));
    expect(last(lists)).toBeLessThan(8.5 * 60);
    expect(last(asking('teams', 5, timetable)(...many(8, one)).after)).toBeLessThan(7);
    // A list that comes now is the last.
    expect(last(asking('teams', 5, timetable)({ causedBy: one(), isList: true }).after)).toBeGreaterThan(last(lists));
  });

  it('should keep its row small, however much is ahead', () => {
    const { timetable } = asking('mail')(...many(5_000, each));
    expect(JSON.stringify(timetable).length).toBeLessThan(10_000);
  });
});
