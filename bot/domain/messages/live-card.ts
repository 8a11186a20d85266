import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';
import { type Message, messageKey, type RequestMessage, type Wanted } from './message';

/** What a message about one request looks like in a chat, where it is not the full card. `closed`: a line without buttons. */
export type Form = 'line' | 'closed';

/** A message in somebody's chat, as far as it tells which is their live card. */
export interface InChat {
  person: PersonId;
  message: Message;
  activity?: string;
  failed?: string;
  form?: Form;
  /** The ISO instant since which it shows the full card; absent for one that showed it from the start. */
  openedAt?: string;
}

/** Whether it is in the chat, and about one request: a list goes by rules of its own. */
export function isInChat({ message, activity, failed }: InChat): boolean {
  return activity !== undefined && failed === undefined && !('of' in message);
}

/** The one full card of a request that this person has: of several, the one that was opened last. Undefined where they have none. */
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

/** When a card is opened now: after whichever this person opened last, also by a clock that stands still or goes back. */
export function openedNow(person: PersonId, all: readonly InChat[], now: Temporal.Instant): string {
  const last = liveCardOf(person, all)?.openedAt;
  const isLater = last === undefined || Temporal.Instant.compare(now, last) > 0;
  return (isLater ? now : Temporal.Instant.from(last).add({ milliseconds: 1 })).toString();
}

/**
 * What a message has to look like now: the live card stays one, news that is still true waits as a line to be opened, and all
 * else closes.
 */
export function wantedForm(copy: InChat, all: readonly InChat[], wanted: readonly Wanted[]): 'card' | Form {
  if (liveCardOf(copy.person, all) === copy) return 'card';
  return copy.form === 'line' && isWanted(copy, wanted) ? 'line' : 'closed';
}

export function isWanted({ person, message }: Pick<InChat, 'person' | 'message'>, wanted: readonly Wanted[]): boolean {
  const key = messageKey(message);
  return wanted.some((one) => one.person === person && messageKey(one.message as RequestMessage) === key);
}
