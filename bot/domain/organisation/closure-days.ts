import { readSheetDate } from '../dates/dates';

const mostDays = 300;

/** Closure days as typed, a line each: in order, or a sentence about the first line that is none. */
export function closureDaysIn(text: string): { days: string[] } | { problem: string } {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const days = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const read = readSheetDate(line);
    if (read === 'ambiguous') return { problem: `Line ${index + 1}: day and month cannot be told apart. Enter it as 2027-12-24.` };
    if (!read) return { problem: `Line ${index + 1} is not a date. Enter it as 2027-12-24.` };
    const day = read.date.toString();
    if (days.has(day)) return { problem: `Line ${index + 1}: this day is in the list twice.` };
    days.add(day);
  }
  if (days.size > mostDays) return { problem: `Enter at most ${mostDays} days. Days in the past can be removed.` };
  return { days: [...days].sort() };
}
