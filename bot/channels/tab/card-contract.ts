import { z } from 'zod';

/** `POST /cards/export`: a ZIP of `cardholders.csv` and `photos/<reference>.jpg`. Each request in it is recorded. */
export const cardExport = z.strictObject({
  /** New rows since the last download, or all. */
  what: z.enum(['new', 'all']),
  /** Chosen by the browser; with the same one, a download that broke off is made once more. */
  batch: z.uuid(),
});
export type CardExport = z.infer<typeof cardExport>;

/** The answer in place of a file where there is nothing to download: why, in a sentence. */
export const nothingToExport = z.object({ nothing: z.string() });
export type NothingToExport = z.infer<typeof nothingToExport>;
