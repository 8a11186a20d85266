import type { Temporal } from 'temporal-polyfill';
import type { PacedChannel } from '../domain/notices/timetable';
import type { PersonId } from '../domain/organisation/organisation';

/** The times at which messages go out, agreed between all instances, so that together they keep to what a channel takes. */
export interface Pace {
  /**
   * The next free time for one post, update or mail, which is nobody else's; now or later. Keep it and send at that time:
   * asking again takes another. `causedBy` is whose messages wait for each other: the sponsor of the request, else who
   * reads it. A `list` waits behind single messages. Throws where the storage does not answer.
   */
  reserve(channel: PacedChannel, causedBy: PersonId, rank?: 'single' | 'list'): Promise<Temporal.Instant>;
}
