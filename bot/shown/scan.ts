import type { ViewRow, ViewStore } from '../ports/views';

/** One list, or a part of it, that a search goes through in its order. */
export interface Segment {
  partition: string;
  within?: { from: string; to: string };
  /** Whether a row belongs to what is looked for; every row unless given. */
  isWanted?(row: ViewRow): boolean | Promise<boolean>;
}

/** Where a search goes on: in which of its segments, and after which row of it. */
export interface ScanPlace {
  segment: number;
  after?: string | undefined;
}

export interface Found {
  rows: ViewRow[];
  next?: ScanPlace;
  /** Rows read. */
  looked: number;
  /** Given up before there were enough rows and before the end. */
  isPartial: boolean;
}

/** Rows that fill a page of the tab. */
export const enough = 50;
/** A filter without an index of its own discards rows, so its first page reads more, and those after it as much as a call gives; never more than three. */
export const rowsOfSearch = 200;
const rowsOfCall = 999;
const mostPages = 3;

/**
 * Reads the segments in order until there are enough rows, with at most three storage calls. A list that has an index of
 * its own costs one.
 */
export async function scan(segments: readonly Segment[], from: ScanPlace, views: Pick<ViewStore, 'list'>): Promise<Found> {
  const rows: ViewRow[] = [];
  let { segment, after } = from;
  let looked = 0;
  for (let page = 0; page < mostPages && rows.length < enough; page += 1) {
    const at = segments[segment];
    if (!at) break;
    const read = await views.list(at.partition, at.isWanted ? (page === 0 ? rowsOfSearch : rowsOfCall) : enough, after, at.within);
    looked += read.rows.length;
    const wanted = await Promise.all(read.rows.map(async (row) => (at.isWanted ? await at.isWanted(row) : true)));
    rows.push(...read.rows.filter((_, place) => wanted[place]));
    after = read.next;
    if (after === undefined) segment += 1;
  }
  const isEnd = segment >= segments.length;
  const next = { segment, ...(after !== undefined && { after }) };
  return { rows, looked, isPartial: !isEnd && rows.length < enough, ...(!isEnd && { next }) };
}
