import { Temporal } from 'temporal-polyfill';

/** Fixed addresses in test data stay true whatever today is. */
const startOfStory = '2027-01-18T10:15:00[Europe/London]';

/** A clock that stands still until the story goes on. */
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
