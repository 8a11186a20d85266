const key = 'alms:unfinished-cards';

/** What is needed of the browser's `localStorage`, which a host may forbid. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface UnfinishedDownload {
  /** The batch that has not come whole, or a new one. */
  begin(): string;
  /** It has come whole. */
  end(): void;
}

/**
 * The name of the card office's download until it has come whole. What a broken one has recorded would be missed by the next, so the name
 * outlives the dialog, and the page where the browser keeps anything.
 */
export function unfinishedDownload(person: string, keepOf: () => Keep, newBatch: () => string): UnfinishedDownload {
  const ownKey = `${key}:${person}`;
  let batch: string | undefined;
  const kept = <T>(use: (keep: Keep) => T): T | undefined => {
    try {
      return use(keepOf());
    } catch {
      // Without storage, it lasts as long as the page.
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
