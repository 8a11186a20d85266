import type { RequestId } from '../../bot/domain/request/visitor-request';
import type { UsernameRegister } from '../../bot/ports/username-register';

/** `UsernameRegister` in memory. */
export class InMemoryUsernames implements UsernameRegister {
  /** A retired one has no request. */
  readonly taken = new Map<string, RequestId | undefined>();

  async take(username: string, request: RequestId): Promise<boolean> {
    if (this.taken.has(username)) return this.taken.get(username) === request;
    this.taken.set(username, request);
    return true;
  }

  async takeOver(username: string, request: RequestId): Promise<boolean> {
    if (this.taken.get(username) === undefined) this.taken.set(username, request);
    return this.taken.get(username) === request;
  }

  async holder(username: string): Promise<{ request?: RequestId } | undefined> {
    const request = this.taken.get(username);
    return this.taken.has(username) ? { ...(request !== undefined && { request }) } : undefined;
  }

  async reserve(username: string): Promise<boolean> {
    if (this.taken.has(username)) return false;
    this.taken.set(username, undefined);
    return true;
  }

  async retire(username: string): Promise<void> {
    if (this.taken.has(username)) this.taken.set(username, undefined);
  }
}
