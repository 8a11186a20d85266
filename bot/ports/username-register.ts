import type { RequestId } from '../domain/request/visitor-request';

/** Every username that was ever given. None is given twice. */
export interface UsernameRegister {
  /**
   * Gives it to this request for good, where nobody ever had it; of many at once one wins. True too where this request has it
   * already, so that a take whose answer was lost may be repeated.
   */
  take(username: string, request: RequestId): Promise<boolean>;
  /** As `take`, also where nobody has it any more: for the visitor whose live account has it all the same. */
  takeOver(username: string, request: RequestId): Promise<boolean>;
  /** Who has it: without a request, nobody any more; undefined where nobody ever had it. */
  holder(username: string): Promise<{ request?: RequestId } | undefined>;
  /** Keeps one that was in use before this register from ever being given; what is given stays so. False where it is in the register. */
  reserve(username: string): Promise<boolean>;
  /** Erases who had it. It stays taken, as a hash; retiring what was retired or never given is no error. */
  retire(username: string): Promise<void>;
}
