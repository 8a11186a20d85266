import type { PersonId } from '../domain/organisation/organisation';
import type { Actor } from '../domain/request/records';

/** A pressed button as an action gets it: who, what the button carries, and what was typed on the card. */
export interface Pressed<Data> {
  person: PersonId;
  data: Data;
  /** All that the card sent, unparsed: a step's inputs are among it. */
  inputs: Record<string, unknown>;
  /** The client refreshed an open card by itself, without a person's action. */
  isAutomatic: boolean;
  /** The message that holds the pressed card. */
  cardActivity?: string;
}

export function teamsActor(person: PersonId): Actor {
  return { id: person, channel: 'teams' };
}
