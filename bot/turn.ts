import type { PersonId } from './domain/visitor-request';
import type { OutgoingCard } from './ports';

/** What came in from a chat, already verified and parsed: who, and what they did. */
export interface Turn {
  person: PersonId;
  act: /** The person or an admin installed the bot, or opened the chat for the first time. */
    | { kind: 'installed' }
    | { kind: 'said'; text: string }
    | { kind: 'pressed'; verb: string; data: Record<string, unknown>; isAutomatic: boolean; cardActivity?: string };
}

/** Whether somebody may ask for something now. */
export type Admission =
  | { kind: 'admitted'; leave(): void }
  /** Too much came at once. `isFirst`: and nobody has told them yet. */
  | { kind: 'over'; isFirst: boolean };

/** The one answer of a turn: a card (it replaces the pressed one), or a sentence. */
export type Answer = { kind: 'card'; message: OutgoingCard } | { kind: 'sentence'; text: string };
