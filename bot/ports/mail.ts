import type { PersonId } from '../domain/organisation/organisation';
import type { LinkPlace } from '../domain/shown/teams-link';

/** Whom a mail is for: somebody of the directory, or an address of somebody who is not in it. */
export type Recipient = { person: PersonId } | { address: string };

/** A mail ready to send. */
export interface OutgoingMail {
  /** `person` where it is somebody of the directory. */
  to: { person?: PersonId; address: string };
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
   * Try again, not before `afterSeconds`. `isAmbiguous`: it may have arrived all the same. `isRefused`: Exchange takes no
   * more just now, and did not take this.
   */
  | { outcome: 'later'; afterSeconds?: number; code: string; isAmbiguous: boolean; isRefused?: true };

/** The mailbox of the product. Never throws for what Exchange answers. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<MailDelivery>;
}

/** How mails reach people, and where the link in them leads. */
export interface MailChannel {
  mailer: Mailer;
  /** The link into Teams for this person, to a place if given; opening it changes nothing. */
  link(person: PersonId, place?: LinkPlace): string;
}
