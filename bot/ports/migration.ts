import type { RequestId } from '../domain/request/visitor-request';

/** Requests that are stored in another schema version than this release writes. */
export interface Migration {
  /** Reads the whole table. `isKnown` is false if this release cannot read the version. */
  stale(): AsyncIterable<{ id: RequestId; version: string; isKnown: boolean }>;
  /** Rewrites the state of a request, if it is still stale and known; nothing else of the request changes. False if it is not. */
  rewrite(id: RequestId): Promise<boolean>;
}
