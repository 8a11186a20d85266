import { z } from 'zod';
import type { ScanPlace } from '../../shown/scan';
import type { ListFilter, ListName } from './list-contract';

const shape = z.strictObject({
  /** What the page before was asked for: a cursor of another list or filter leads nowhere. */
  of: z.string(),
  segment: z.number().int().min(0).max(1_000),
  after: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,1000}$/)
    .optional(),
});

/**
 * The cursor to the next page. It only names a position; the lists are chosen again from the caller and the filter, so a
 * forged cursor shows nothing that the caller may not see.
 */
export function writeCursor(list: ListName, filter: ListFilter, place: ScanPlace): string {
  return Buffer.from(JSON.stringify({ of: cursorScope(list, filter), ...place })).toString('base64url');
}

/** Undefined for anything but a cursor of this list with this filter. */
export function readCursor(text: string, list: ListName, filter: ListFilter): ScanPlace | undefined {
  try {
    const { of, segment, after } = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return of === cursorScope(list, filter) ? { segment, after } : undefined;
  } catch {
    return undefined;
  }
}

function cursorScope(list: ListName, filter: ListFilter): string {
  return JSON.stringify([list, ...Object.entries(filter).sort(([one], [other]) => (one < other ? -1 : 1))]);
}
