import type { LinkPlace } from './domain/teams-link';
import type { PersonId } from './domain/visitor-request';

/** A mail ready to send. */
export interface OutgoingMail {
  /** Whose mails wait for each other: the sponsor of the request that it is about, else who reads it. */
  causedBy: PersonId;
  to: { person: PersonId; address: string };
  subject: string;
  /** A whole document, which says everything without the card. */
  html: string;
  /** An Adaptive Card of version 1.0 that Outlook shows in place of the document. */
  card?: object;
}

export type MailDelivery =
  /** Taken over for delivery. `hasCard` false: the card was left out, as it could not be sent. */
  | { outcome: 'delivered'; hasCard: boolean }
  /** No try will be better: no such mailbox, not allowed. `code` for the log. */
  | { outcome: 'unreachable'; code: string }
  /**
   * Try again, not before `afterSeconds`. `isAmbiguous`: it may have arrived all the same. `isWaiting`: it was not even
   * tried, as others go first.
   */
  | { outcome: 'later'; afterSeconds?: number; code: string; isAmbiguous: boolean; isWaiting?: boolean };

/** The mailbox of the product. Never throws for what Exchange answers. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<MailDelivery>;
}

/** How mails reach people, and where the link in them leads. */
export interface MailChannel {
  mailer: Mailer;
  /** Where this person goes on, at a place if one is meant: opening it changes nothing. */
  link(person: PersonId, place?: LinkPlace): string;
}

/** Whose turn it is to send a mail, agreed between all instances; the mails that one person causes leave room for others. */
export interface MailPace {
  /** Undefined: now. Otherwise ask again after so many seconds. */
  wait(causedBy: PersonId): Promise<number | undefined>;
}
