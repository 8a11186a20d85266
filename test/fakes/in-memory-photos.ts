import type { Photos } from '../../bot/ports';

/** `Photos` in memory. */
export class InMemoryPhotos implements Photos {
  /** Runs before a photo is stored: throwing here is an upload that fails midway. */
  beforeCommit?: () => Promise<void>;
  readonly #photos = new Map<string, Uint8Array>();

  async put(blob: string, jpeg: Uint8Array): Promise<void> {
    const name = checked(blob);
    const value = structuredClone(jpeg);
    await this.beforeCommit?.();
    this.#photos.set(name, value);
  }

  async get(blob: string): Promise<Uint8Array | undefined> {
    return structuredClone(this.#photos.get(checked(blob)));
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
