import type { RequestId } from '../domain/request/visitor-request';

/** Every username that was ever given. None is given twice. */
export interface UsernameRegister {
  /**
   * Allocates a username that was never used; of concurrent calls one wins. True too where this request has it already, so
   * a lost answer may be retried.
   */
  take(username: string, request: RequestId): Promise<boolean>;
  /** As `take`, also where nobody has it any more: for the visitor whose live account has it all the same. */
  takeOver(username: string, request: RequestId): Promise<boolean>;
  /** Who has it: without a request, nobody any more; undefined where nobody ever had it. */
  holder(username: string): Promise<{ request?: RequestId } | undefined>;
  /** Keeps one that was in use before this register from ever being given; what is given stays so. False where it is in the register. */
  reserve(username: string): Promise<boolean>;
  /** Erases whose it was; its hash stays reserved. Idempotent. */
  retire(username: string): Promise<void>;
}
