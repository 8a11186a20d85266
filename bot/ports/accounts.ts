import type { KnownAccount, WantedAccount } from '../domain/account/directory-account';
import type { PresentAccount } from '../domain/account/take-over';
import type { ItTask, RequestId } from '../domain/request/visitor-request';

/**
 * What came of bringing an account in line.
 * `asked`: somebody has been asked, the directory or people, and nobody can say yet whether it was done; ask for no second account meanwhile.
 */
export type AccountSync =
  /** Without an `id` there is no such account, and none is wanted; or people keep it. `lacks`: works, without what this code names. */
  | { outcome: 'confirmed'; id?: string; isEnabled: boolean; lacks?: string }
  /** `since`: the ISO instant at which it was asked, to be handed in the next time. */
  | { outcome: 'asked'; since: string; afterSeconds: number }
  /** People in IT are asked for this, and say themselves what came of it; `afterSeconds`: the directory is tried again meanwhile. */
  | { outcome: 'asked'; task: ItTask; afterSeconds?: number }
  /**
   * The name is somebody else's, in this directory or among what it deleted. `isBeingMade`: or the people who are asked to make the account
   * have made it, under this name or another, and have yet to say so.
   */
  | { outcome: 'taken'; isBeingMade?: true }
  | Failed;

/** The code is no personal data. */
export interface Failed {
  outcome: 'failed';
  code: string;
  afterSeconds?: number;
  /** The directory does not answer, or is too busy: whatever else is asked of it fails too. */
  isAway?: true;
  /** The directory answers, and fails for this account. */
  isAlone?: true;
  /** Another directory keeps the account, and alone can change it: what is known of it here is as people have left it. */
  isKeptElsewhere?: true;
  /** Only a person can go on. `it`: by doing in the directory what is wanted; `admins`: by deciding what is to come of it. */
  needsHand?: 'it' | 'admins';
}

/** The directory accounts of visitors. */
export interface Accounts {
  /** The part after the `@` of a username. */
  domain: string;
  /** Whether the directory shows who answers for an account. */
  keepsSponsor: boolean;
  /**
   * Brings one account in line with what is wanted now, whatever it is like. Repeated, late or out of order it changes nothing twice,
   * makes no second account and touches none that somebody else made. Never throws.
   */
  sync(wanted: WantedAccount, known: KnownAccount): Promise<AccountSync>;
  /** Asks people for what the directory cannot do, for this reason; absent where there are none to ask. */
  askPeople?(wanted: WantedAccount, known: KnownAccount, code: string): Promise<AccountSync>;
}

/** The accounts that a directory has already, to take them over. Both throw where the directory does not answer or refuses. */
export interface PresentAccounts {
  /** By object id or whole sign-in name; undefined where there is none. */
  find(idOrUserName: string): Promise<PresentAccount | undefined>;
  /** Marks one as ours, as `sync` of {@link Accounts} marks those that it makes. Only for one that has no mark. False where it is gone. */
  mark(id: string, reference: RequestId): Promise<boolean>;
}
