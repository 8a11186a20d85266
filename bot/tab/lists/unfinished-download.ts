import { type Keep, unlessBlocked } from '../browser-storage';

const key = 'alms:unfinished-cards';

export interface UnfinishedDownload {
  /** The id of the unfinished batch, or a new one. */
  begin(): string;
  /** Marks the batch as complete. */
  end(): void;
}

/**
 * The batch id of the card office's download until it is complete. A new id would skip the requests that a broken download
 * recorded, so the id outlives the dialog and, with storage, the page.
 */
export function unfinishedDownload(person: string, keepOf: () => Keep, newBatch: () => string): UnfinishedDownload {
  const ownKey = `${key}:${person}`;
  // Without storage it lasts until the page is closed.
  let batch: string | undefined;
  return {
    begin() {
      const known = unlessBlocked(keepOf, (keep) => keep.getItem(ownKey)) ?? batch;
      batch = known !== undefined && isBatch(known) ? known : newBatch();
      const name = batch;
      unlessBlocked(keepOf, (keep) => keep.setItem(ownKey, name));
      return name;
    },
    end() {
      batch = undefined;
      unlessBlocked(keepOf, (keep) => keep.removeItem(ownKey));
    },
  };
}

const isBatch = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
