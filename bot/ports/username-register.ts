import type { RequestId } from '../domain/request/visitor-request';

/** Every username that was ever given. None is given twice. */
export interface UsernameRegister {
  /**
   * Gives it to this request for good, where nobody ever had it; of many at once one wins. True too where this request has it
   * already, so that a take whose answer was lost may be repeated.
   */
  take(username: string, request: RequestId): Promise<boolean>;
  /** Keeps one that was in use before this register from ever being given; what is given stays so. False where it is in the register. */
  reserve(username: string): Promise<boolean>;
  /** Erases who had it. It stays taken, as a hash; retiring what was retired or never given is no error. */
  retire(username: string): Promise<void>;
}
