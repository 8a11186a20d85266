import type { RequestId } from '../domain/request/visitor-request';

/** Every username that was ever given. None is given twice. */
export interface UsernameRegister {
  /**
   * Allocates a username that was never used; of concurrent calls one wins. True too where this request has it already, so
   * a lost answer may be retried.
   */
  take(username: string, request: RequestId): Promise<boolean>;
  /** As `take`, also for a retired one: for the visitor whose live account has it all the same. */
  takeOver(username: string, request: RequestId): Promise<boolean>;
  /** Its holder; without a request once retired; undefined when it was never given. */
  holder(username: string): Promise<{ request?: RequestId } | undefined>;
  /** Keeps one that was in use before this register from ever being given; what is given stays so. False where it is in the register. */
  reserve(username: string): Promise<boolean>;
  /** Erases its holder; its hash stays reserved. Idempotent. */
  retire(username: string): Promise<void>;
}
