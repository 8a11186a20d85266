import type { Digest, DigestKey, DigestStore } from '../../bot/ports/digests';
import type { Stored } from '../../bot/ports/stored';

/** `DigestStore` in memory, with the tags of the real one. */
export class InMemoryDigestStore implements DigestStore {
  /** Runs before a save looks at its tag. */
  beforeCommit?: (digest: Digest) => Promise<void>;
  readonly #digests = new Map<string, Stored<Digest>>();
  #tags = 0;

  async read(key: DigestKey): Promise<Stored<Digest> | undefined> {
    return structuredClone(this.#digests.get(nameOf(key)));
  }

  async sentBefore({ person, kind, date }: DigestKey, from: string): Promise<Stored<Digest>[]> {
    const all = [...this.#digests.values()].filter(({ value }) => value.person === person && value.kind === kind && value.state === 'sent');
    return structuredClone(all.filter(({ value }) => value.date >= from && value.date < date));
  }

  async *openSince(date: string): AsyncGenerator<DigestKey> {
    for (const { person, kind, date: of, state, mail } of this.all())
      if (of >= date && (state === 'open' || mail?.state === 'open')) yield { person, kind, date: of };
  }

  async save(digest: Digest, etag?: string): Promise<'saved' | 'lost'> {
    const value = structuredClone(digest);
    await this.beforeCommit?.(value);
    if (this.#digests.get(nameOf(digest))?.etag !== etag) return 'lost';
    this.#tags += 1;
    this.#digests.set(nameOf(digest), { value, etag: `tag-${this.#tags}` });
    return 'saved';
  }

  /** Every digest there is, for a test to look at. */
  all(): Digest[] {
    return structuredClone([...this.#digests.values()].map(({ value }) => value));
  }
}

function nameOf({ person, kind, date }: DigestKey): string {
  return `${person} ${kind} ${date}`;
}
