const key = 'alms:unfinished-cards';

/** The part of `localStorage` that is used; a host may block it. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

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
  let batch: string | undefined;
  const kept = <T>(use: (keep: Keep) => T): T | undefined => {
    try {
      return use(keepOf());
    } catch {
      // Without storage it lasts until the page is closed.
      return undefined;
    }
  };
  return {
    begin() {
      const known = kept((keep) => keep.getItem(ownKey)) ?? batch;
      batch = known !== undefined && isBatch(known) ? known : newBatch();
      const name = batch;
      kept((keep) => keep.setItem(ownKey, name));
      return name;
    },
    end() {
      batch = undefined;
      kept((keep) => keep.removeItem(ownKey));
    },
  };
}

const isBatch = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
