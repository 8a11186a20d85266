import { Temporal } from 'temporal-polyfill';
import { readDate } from '../dates/dates';
import type { Photo } from './answer-values';
import type { Answers } from './questions';

/**
 * What a request that asks again for one that is over begins with: all of it, but for the dates that have passed, which
 * are asked anew. `photo` is a copy for the new request; without one it is asked anew too.
 * Example: the last day was yesterday → blank; a first day tomorrow stays.
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

/** Today is not past. */
function isAhead(date: string | undefined, today: Temporal.PlainDate): date is string {
  const day = date === undefined ? undefined : readDate(date);
  return day !== undefined && Temporal.PlainDate.compare(day, today) >= 0;
}
