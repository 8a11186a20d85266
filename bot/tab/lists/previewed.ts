import type { ListRow } from '../../channels/tab/list-contract';

/** The request beside a list, as its row was when it was chosen. */
export interface Previewed {
  readonly request: string;
  readonly visitor: string;
  /** Index of its row. */
  readonly at: number;
  /** The list and its filter. */
  readonly place: string;
}

/** Undefined if no row has the request. */
export function previewOfRow(rows: readonly ListRow[], request: string, place: string): Previewed | undefined {
  const at = rows.findIndex((row) => row.request === request);
  const row = rows[at];
  return row && { request, visitor: row.visitor, at, place };
}

/**
 * What stays beside the rows as they are now. A verb may take a request out of the list, which leaves it beside the list, so that its
 * reader sees what was done and goes on to the next; another filter without it does not.
 */
export function stillPreviewed(chosen: Previewed | undefined, rows: readonly ListRow[], place: string): Previewed | undefined {
  if (!chosen) return undefined;
  return previewOfRow(rows, chosen.request, place) ?? (chosen.place === place ? chosen : undefined);
}

/** The rows before and after it. Where its own has gone, the next is what came up into its place. */
export function besidePreview(rows: readonly ListRow[], { request, at }: Previewed): { before?: ListRow; after?: ListRow } {
  const own = rows[at]?.request === request ? 1 : 0;
  const [before, after] = [rows[at - 1], rows[at + own]];
  return { ...(before && { before }), ...(after && { after }) };
}
