import type { PersonId } from '../domain/organisation/organisation';
import type { SentPicture } from '../domain/request/visitor-request';
import type { OutgoingCard } from '../domain/shown/outgoing-card';

/** What came in from a chat, already verified and parsed: who, and what they did. */
export interface Turn {
  person: PersonId;
  act: /** The person or an admin installed the bot, or opened the chat for the first time. */
    | { kind: 'installed' }
    | { kind: 'said'; text: string }
    | { kind: 'pressed'; verb: string; data: Record<string, unknown>; isAutomatic: boolean; cardActivity?: string }
    /** Pictures in the message: files, or pasted into it. */
    | { kind: 'sent'; pictures: SentPicture[] }
    /** A button that opens a dialog, whose content is the answer. */
    | { kind: 'opens'; verb: string; data: Record<string, unknown>; cardActivity?: string }
    /** A dialog with a draft's page closed, as its person wanted. */
    | { kind: 'closes'; draft: string };
}

/** The answer of the rate limit. */
export type Admission =
  | { kind: 'admitted'; leave(): void }
  /** The rate limit was exceeded; `isFirst`: the person has not been told yet. */
  | { kind: 'over'; isFirst: boolean };

/**
 * The one answer of a turn: a card (it replaces the pressed one), or a sentence. `posts`: a card of its own, on top of the
 * chat, beside a pressed card that stays.
 */
export type Answer = CardAnswer | { kind: 'sentence'; text: string; posts?: CardAnswer };

export interface CardAnswer {
  kind: 'card';
  message: OutgoingCard;
  /** Called with the message that now holds the card, where it did not replace another. */
  sent?(activity: string): Promise<void>;
}

/** The page that a dialog shows, where a turn opens one. */
export interface Dialog {
  kind: 'dialog';
  title: string;
  url: string;
  /** For a browser, where the client cannot show the page itself. */
  fallbackUrl: string;
  /** As wide as it can be; else as a telephone is. */
  isWide?: true;
}

/** `closed`: nothing takes the place of the dialog that closed. */
export type Reply = Answer | Dialog | { kind: 'closed' };
