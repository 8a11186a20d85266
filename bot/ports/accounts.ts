import type { KnownAccount, WantedAccount } from '../domain/account/directory-account';
import type { PresentAccount } from '../domain/account/take-over';
import type { RequestId } from '../domain/request/visitor-request';

/**
 * What came of bringing an account in line.
 * `asked`: the directory has been asked and nobody can say yet whether it was done; look again, and ask for no second account meanwhile.
 */
export type AccountSync =
  /** Without an `id` there is no such account, and none is wanted. */
  | { outcome: 'confirmed'; id?: string; isEnabled: boolean }
  /** `since`: the ISO instant at which it was asked, to be handed in the next time. */
  | { outcome: 'asked'; since: string; afterSeconds: number }
  /** The name is somebody else's, in this directory or among what it deleted. */
  | { outcome: 'taken' }
  /** `isAway`: the directory does not answer, or is too busy. `needsHand`: only a person can go on. The code is no personal data. */
  | { outcome: 'failed'; code: string; afterSeconds?: number; isAway?: true; needsHand?: true };

/** The directory accounts of visitors. */
export interface Accounts {
  /** The part after the `@` of a username. */
  domain: string;
  /**
   * Brings one account in line with what is wanted now, whatever it is like. Repeated, late or out of order it changes nothing twice,
   * makes no second account and touches none that somebody else made. Never throws.
   */
  sync(wanted: WantedAccount, known: KnownAccount): Promise<AccountSync>;
}

/** The accounts that a directory has already, to take them over. Both throw where the directory does not answer or refuses. */
export interface PresentAccounts {
  /** By object id or whole sign-in name; undefined where there is none. */
  find(idOrUserName: string): Promise<PresentAccount | undefined>;
  /** Marks one as ours, as `sync` of {@link Accounts} marks those that it makes. Only for one that has no mark. False where it is gone. */
  mark(id: string, reference: RequestId): Promise<boolean>;
}
