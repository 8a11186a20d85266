import type { Telling } from '../domain/notices/telling';
import type { PersonId } from '../domain/organisation/organisation';
import type { OutgoingCard } from '../domain/shown/outgoing-card';

/** Where a person can be reached in Teams. */
export interface Conversation {
  person: PersonId;
  botId: string;
  conversation: string;
  serviceUrl: string;
  /** Teams' own id of the person in this conversation. */
  member: string;
}

export interface Conversations {
  /** Where this process last found them, up to a quarter of an hour ago; `fresh`: as it is stored now. */
  find(person: PersonId, fresh?: 'fresh'): Promise<Conversation | undefined>;
  /** Costs a storage call only when something changed since this process last saw it. */
  remember(conversation: Conversation): Promise<void>;
  /** The person's choice, up to a quarter of an hour old where another process wrote it; `at-once` by default. */
  tellingOf(person: PersonId): Promise<Telling>;
  /** Stores the person's choice, independently of their conversation. */
  choose(person: PersonId, telling: Telling): Promise<void>;
}

export type Delivery =
  | { outcome: 'delivered'; activity: string }
  /** The person cannot be reached: blocked, removed or never installed the bot, or the message was deleted. `code` for the log. */
  | { outcome: 'unreachable'; code: string }
  /**
   * Try again, not before `afterSeconds`. `isAmbiguous`: it may have arrived all the same. `isRefused`: the channel takes no
   * more just now, and did not take this.
   */
  | { outcome: 'later'; afterSeconds?: number; code: string; isAmbiguous: boolean; isRefused?: true };

/** The chat with one person. Never throws for an answer of the channel. */
export interface Chat {
  post(to: Conversation, message: OutgoingCard): Promise<Delivery>;
  update(to: Conversation, activity: string, message: OutgoingCard): Promise<Delivery>;
}

export type Installation =
  | { outcome: 'installed'; conversation: Conversation }
  /** The organisation or Teams does not allow it for this person; `code` for the log. */
  | { outcome: 'refused'; code: string }
  /** Try again, not before `afterSeconds`. `isRefused`: the directory takes no more just now. */
  | { outcome: 'later'; afterSeconds?: number; code: string; isRefused?: true };

/** Installs the bot for a person who never opened it, so that it may write to them. */
export interface Installer {
  /** Idempotent. Never throws for an answer of the directory. */
  install(person: PersonId): Promise<Installation>;
}
