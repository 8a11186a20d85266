import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';
import { type Message, messageKey, type RequestMessage, type Wanted } from './message';

/** The short forms of a message in a chat. `closed`: a line without buttons. */
export type Form = 'line' | 'closed';

/** The part of a message's delivery record that decides which one is the live card. */
export interface InChat {
  person: PersonId;
  message: Message;
  activity?: string;
  failed?: string;
  form?: Form;
  /** The ISO instant at which it was opened as the full card; absent if it was posted as one. */
  openedAt?: string;
}

/** Whether it is in the chat and about one request; lists have their own rules. */
export function isInChat({ message, activity, failed }: InChat): boolean {
  return activity !== undefined && failed === undefined && !('of' in message);
}

/** This person's full card of a request, the last opened of several; undefined if they have none. */
export function liveCardOf<One extends InChat>(person: PersonId, all: readonly One[]): One | undefined {
  const cards = all.filter((one) => one.person === person && isInChat(one) && one.form === undefined);
  return cards.reduce<One | undefined>((live, one) => (live === undefined || isLater(one, live) ? one : live), undefined);
}

function isLater(one: InChat, other: InChat): boolean {
  const [at, before] = [openedMilliseconds(one), openedMilliseconds(other)];
  return at === before ? messageKey(one.message) > messageKey(other.message) : at > before;
}

function openedMilliseconds({ openedAt }: InChat): number {
  return openedAt === undefined ? 0 : Temporal.Instant.from(openedAt).epochMilliseconds;
}

/** The instant to record for a card opened now: always after the last opened one, even if the clock goes back. */
export function openedNow(person: PersonId, all: readonly InChat[], now: Temporal.Instant): string {
  const last = liveCardOf(person, all)?.openedAt;
  const isLater = last === undefined || Temporal.Instant.compare(now, last) > 0;
  return (isLater ? now : Temporal.Instant.from(last).add({ milliseconds: 1 })).toString();
}

/**
 * The form in which a message must appear now: the live card in full, current news as a line to open, everything
 * else closed.
 */
export function wantedForm(copy: InChat, all: readonly InChat[], wanted: readonly Wanted[]): 'card' | Form {
  if (liveCardOf(copy.person, all) === copy) return 'card';
  return copy.form === 'line' && isWanted(copy, wanted) ? 'line' : 'closed';
}

export function isWanted({ person, message }: Pick<InChat, 'person' | 'message'>, wanted: readonly Wanted[]): boolean {
  const key = messageKey(message);
  return wanted.some((one) => one.person === person && messageKey(one.message as RequestMessage) === key);
}
