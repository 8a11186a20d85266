import { day, dayNear } from './day-words';

interface Visit {
  /** ISO dates. */
  validFrom: string;
  validTo: string;
}

/** Until when something is to be settled: "by Mon 8 Feb", and from that day on "now". ISO dates. */
export function dueBy(date: string, today: string, dayWords: (date: string, today: string) => string = dayNear): string {
  return today < date ? `by ${dayWords(date, today)}` : 'now';
}

/** The same of an open request, with its reason: "by Mon 8 Feb 2027, when the visit starts", and from then on "now: the request lapses after Fri 30 Jul 2027". */
export function dueWhy(visit: Visit, today: string, what = 'the request'): string {
  const due = dueBy(visit.validFrom, today, day);
  return today < visit.validFrom ? `${due}, when the visit starts` : `${due}: ${what} lapses after ${day(visit.validTo)}`;
}
