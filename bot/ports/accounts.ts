import type { KnownAccount, WantedAccount } from '../domain/account/directory-account';
import type { PresentAccount } from '../domain/account/take-over';
import type { ItTask, KeptAccount } from '../domain/request/directory-record';
import type { RequestId } from '../domain/request/visitor-request';

/**
 * The result of one sync of an account.
 * `asked`: the directory or the IT service has the task, and its result is not known yet; do not ask for a second account.
 */
export type AccountSync =
  /**
   * Without an `id` there is no such account, and none is wanted; or people keep it. `lacks`: works, without what this code names.
   * `kept`: as the directory shows it, after people were asked. `isSaid`: nobody but people knows.
   */
  | { outcome: 'confirmed'; id?: string; isEnabled: boolean; lacks?: string; kept?: KeptAccount; isSaid?: true }
  /** `since`: the ISO instant at which it was asked, to be handed in the next time. */
  | { outcome: 'asked'; since: string; afterSeconds: number }
  /** The IT service has this task and reports its result; `afterSeconds`: the directory is tried again by then. */
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

/** What a directory shows of an account. `absent`: nothing; `unmarked`: one of its name that is not known as ours; `several`: more than one with its mark. */
export type AccountLook =
  | { kind: 'found'; id: string; shows: KeptAccount }
  | { kind: 'absent' }
  | { kind: 'unmarked' }
  | { kind: 'several' }
  | { kind: 'unreadable'; code: string };

/** The directory accounts of visitors. */
export interface Accounts {
  /** The part after the `@` of a username. */
  domain: string;
  /** Whether the directory shows who answers for an account. */
  keepsSponsor: boolean;
  /**
   * Makes one account match its target state, from any state. Idempotent: a repeated, late or reordered call changes nothing twice,
   * makes no second account and touches no account of another maker. Never throws.
   */
  sync(wanted: WantedAccount, known: KnownAccount): Promise<AccountSync>;
  /** Reads an account and changes nothing; absent where no directory can be asked. What cannot be seen is as wanted. Never throws. */
  look?(wanted: WantedAccount, known: KnownAccount): Promise<AccountLook>;
  /** Hands the IT service what the directory cannot do, with the reason as `code`; absent where there is no IT service. */
  askPeople?(wanted: WantedAccount, known: KnownAccount, code: string): Promise<AccountSync>;
}

/** The directory's existing accounts, for the import. Both methods throw when the directory does not answer or refuses. */
export interface PresentAccounts {
  /** By object id or whole sign-in name; undefined where there is none. */
  find(idOrUserName: string): Promise<PresentAccount | undefined>;
  /** Marks one as ours, as `sync` of {@link Accounts} marks those that it makes. Only for one that has no mark. False where it is gone. */
  mark(id: string, reference: RequestId): Promise<boolean>;
}
