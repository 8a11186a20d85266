/** Anything read together with the tag that guards its next write. */
export interface Stored<T> {
  value: T;
  etag: string;
}
