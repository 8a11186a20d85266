import { Temporal } from 'temporal-polyfill';
import type { PhotoOwner, StoredPhoto } from '../../bot/domain/request/records';
import type { Photos } from '../../bot/ports/photos';

/** `Photos` in memory. */
export class InMemoryPhotos implements Photos {
  /** Runs before a photo is stored: throwing here is an upload that fails midway. */
  beforeCommit?: () => Promise<void>;
  /** When what is stored from now on was stored. */
  now = Temporal.Instant.from('2027-01-18T10:15:00Z');
  readonly #photos = new Map<string, { jpeg: Uint8Array; stored: StoredPhoto }>();

  async put(blob: string, jpeg: Uint8Array, owner?: PhotoOwner): Promise<void> {
    const name = checked(blob);
    const value = structuredClone(jpeg);
    await this.beforeCommit?.();
    this.#photos.set(name, { jpeg: value, stored: { blob, storedAt: this.now, ...(owner && { owner: { ...owner } }) } });
  }

  async get(blob: string): Promise<Uint8Array | undefined> {
    return structuredClone(this.#photos.get(checked(blob))?.jpeg);
  }

  async *list(beginning: string): AsyncGenerator<StoredPhoto> {
    if (!/^[0-9a-f]{0,32}$/.test(beginning)) throw new RangeError('not how the name of a photo begins');
    const stored = [...this.#photos.values()].map((photo) => photo.stored).filter(({ blob }) => blob.startsWith(beginning));
    yield* stored.sort((a, b) => (a.blob < b.blob ? -1 : 1));
  }

  async delete(blob: string): Promise<void> {
    this.#photos.delete(checked(blob));
  }

  /** Every name stored, for a test to compare with those referenced. */
  names(): string[] {
    return [...this.#photos.keys()];
  }
}

function checked(blob: string): string {
  if (!/^[0-9a-f]{32}$/.test(blob)) throw new RangeError('not the name of a photo');
  return blob;
}
