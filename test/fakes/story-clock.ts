import { Temporal } from 'temporal-polyfill';

/** Fixed, so that dates in test data do not depend on the day of the run. */
const startOfStory = '2027-01-18T10:15:00[Europe/London]';

/** A clock that only `pass` and `set` move. */
export class StoryClock {
  #now = Temporal.ZonedDateTime.from(startOfStory);

  now(): Temporal.ZonedDateTime {
    return this.#now;
  }

  pass(duration: Temporal.DurationLike): void {
    this.#now = this.#now.add(duration);
  }

  set(moment: string): void {
    this.#now = Temporal.ZonedDateTime.from(`${moment}[Europe/London]`);
  }
}
