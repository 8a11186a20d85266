import type { PersonId } from '../domain/organisation/organisation';
import { type RequestId, requestId } from '../domain/request/visitor-request';

/** The reference of the draft that asks again, derived from the old request's and as unguessable. */
export async function idAfter(old: RequestId, person: PersonId): Promise<RequestId> {
  return derivedId(`ask again ${old} ${person}`);
}

/** The reference of a request whose draft’s own id somebody else has taken: the same for every press, so that it is found again. */
export async function idInstead(taken: RequestId, person: PersonId): Promise<RequestId> {
  return derivedId(`instead of ${taken} ${person}`);
}

async function derivedId(of: string): Promise<RequestId> {
  return requestId(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(of))));
}
