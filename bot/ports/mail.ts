import type { PersonId } from '../domain/organisation/organisation';
import type { LinkPlace } from '../domain/shown/teams-link';

/** The recipient of a mail: a person of the directory, or the address of a person who is not in it. */
export type Recipient = { person: PersonId } | { address: string };

/** A mail ready to send. */
export interface OutgoingMail {
  /** `person` only for a person of the directory. */
  to: { person?: PersonId; address: string };
  subject: string;
  /** A complete document, which says everything without the card. */
  html: string;
  /** An Adaptive Card of version 1.0 that Outlook shows in place of the document. */
  card?: object;
}

export type MailDelivery =
  /** Accepted for delivery. `hasCard` false: sent without its card. */
  | { outcome: 'delivered'; hasCard: boolean }
  /** A retry would fail too: no such mailbox, not allowed. `code` for the log. */
  | { outcome: 'unreachable'; code: string }
  /**
   * Try again, not before `afterSeconds`. `isAmbiguous`: it may have arrived all the same. `isRefused`: Exchange takes no
   * more just now, and did not take this.
   */
  | { outcome: 'later'; afterSeconds?: number; code: string; isAmbiguous: boolean; isRefused?: true };

/** The mailbox of the product. Never throws for an answer of Exchange. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<MailDelivery>;
}

/** How mails reach people, and where the link in them leads. */
export interface MailChannel {
  mailer: Mailer;
  /** The link into Teams for this person, to a place if given; opening it changes nothing. */
  link(person: PersonId, place?: LinkPlace): string;
}
