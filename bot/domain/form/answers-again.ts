import { Temporal } from 'temporal-polyfill';
import { readDate } from '../dates/dates';
import type { Photo } from './answer-values';
import type { Answers } from './questions';

/**
 * The draft that asks again for a request that is over: every answer except past dates, which
 * are asked anew. `photo` is a copy for the new request; without one the photo is asked anew too.
 * Example: a last day of yesterday becomes blank; a first day of tomorrow stays.
 */
export function answersAgain(answers: Answers, today: Temporal.PlainDate, photo?: Photo): Answers {
  const { validFrom, validTo, photo: _theOld, ...rest } = answers;
  return {
    ...rest,
    ...(isAhead(validFrom, today) && { validFrom }),
    ...(isAhead(validTo, today) && { validTo }),
    ...(photo && { photo }),
  };
}

/** Today does not count as past. */
function isAhead(date: string | undefined, today: Temporal.PlainDate): date is string {
  const day = date === undefined ? undefined : readDate(date);
  return day !== undefined && Temporal.PlainDate.compare(day, today) >= 0;
}
