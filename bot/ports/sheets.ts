import type { SheetRow } from '../domain/organisation/sheet';

/** The rows of a CSV file, or why there are none; without a line, the whole file. */
export type SheetFile = { rows: SheetRow[] } | { mistake: { line?: number; text: string } };

export type ReadSheetFile = (bytes: Uint8Array) => SheetFile;
