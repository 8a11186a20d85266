import type { PolicyStore, PolicyVersion } from '../../bot/ports/policies';
import type { Stored } from '../../bot/ports/stored';

/** `PolicyStore` in memory, with the tags of the real one. */
export class InMemoryPolicies implements PolicyStore {
  /** Runs before a save looks at its tag. */
  beforeSave?: () => Promise<void>;
  readonly #versions: PolicyVersion[] = [];

  async current(): Promise<Stored<PolicyVersion> | undefined> {
    const value = structuredClone(this.#versions[0]);
    return value && { value, etag: this.#etag()! };
  }

  async save(version: PolicyVersion, etag?: string): Promise<'saved' | 'lost'> {
    await this.beforeSave?.();
    if (this.#etag() !== etag) return 'lost';
    this.#versions.unshift(structuredClone(version));
    return 'saved';
  }

  async versions(most: number): Promise<PolicyVersion[]> {
    return structuredClone(this.#versions.slice(0, most));
  }

  #etag(): string | undefined {
    return this.#versions[0] && `tag-${this.#versions.length}`;
  }
}
