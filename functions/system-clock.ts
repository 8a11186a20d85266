import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../bot/ports/system';

/** The machine's time in a zone. A turn asks two dozen times, and a moment takes long to make: there is one for each millisecond. */
export function systemClock(zone: string): Clock {
  let last: Temporal.ZonedDateTime | undefined;
  return {
    now() {
      const milliseconds = Date.now();
      if (last?.epochMilliseconds !== milliseconds) last = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
      return last;
    },
  };
}
