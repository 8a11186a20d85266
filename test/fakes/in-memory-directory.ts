import type { DirectoryRecord, DirectoryTable } from '../../bot/adapters/azure/directory-table';

/** A `DirectoryTable` in memory, for every process of a test. */
export class InMemoryDirectory implements DirectoryTable {
  /** Set to make every call fail, as when storage is away. */
  fault?: Error | undefined;
  readonly records = new Map<string, DirectoryRecord<unknown>>();

  async read<T>(about: string): Promise<DirectoryRecord<T> | undefined> {
    if (this.fault) throw this.fault;
    return structuredClone(this.records.get(about)) as DirectoryRecord<T> | undefined;
  }

  async write<T>(about: string, record: DirectoryRecord<T>): Promise<void> {
    if (this.fault) throw this.fault;
    this.records.set(about, structuredClone(record));
  }

  async forget(about: string): Promise<void> {
    if (this.fault) throw this.fault;
    this.records.delete(about);
  }
}
