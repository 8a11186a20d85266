import type { DigestKind } from '../notices/digest';
import type { PersonId } from '../organisation/organisation';
import type { Deciders } from '../request/deciders';
import type { VisitorRequest } from '../request/visitor-request';
import type { RequestShown } from '../shown/request';
import type { Status } from '../statuses/table';
import type { DeliveryRecord } from './delivery';

/** A message about one request. With its reader, what it is made of tells it from every other of its request. */
export interface RequestMessage {
  /** Its row in the table. */
  kind: string;
  /** The revision that it is news of. */
  revision: number;
  /** Where one revision has several of a kind: which of them, from 1. */
  count?: number;
}

/**
 * What a note of a delivery is about: a message of the table, a card that was there already, or a list of many requests.
 * `opened`: in a message that showed something else; `at` tells that message from the others of its reader.
 */
export type Message = RequestMessage | { kind: 'made' } | { kind: 'opened'; at: string } | { kind: 'digest'; of: DigestKind; date: string };

/** A way on which a message reaches its reader, and is noted. */
export type Rung = 'teams' | 'outlook';

/** A message that somebody must have. */
export interface Wanted {
  person: PersonId;
  message: RequestMessage;
}

/** One kind of message: who must have it and what it says of itself. With its ladder, how it reaches them, it is a row of the table. */
interface Notification {
  /**
   * Whoever must have it, given the request as it is now and its status of today. One that is wanted no longer is never
   * sent.
   */
  wanted(request: VisitorRequest, deciders: Deciders): { person: PersonId; revision: number; count?: number }[];
  /**
   * Teams notifies of every message that a bot posts, and of none that it redraws. So what does not ring is not posted to a
   * reader who has a card of the request, which is redrawn and shows it.
   */
  rings: boolean;
  /** An approver who wants one list a day finds it there, and gets no message of it. */
  isListed?: true;
  /** Its reader has to decide something: it comes as the full card, with its buttons. All else comes as a line. */
  asks?: true;
  /**
   * The news in a sentence: who did what, what to do now, by when. It is the notification in Teams and the mail's subject, so it
   * has no visitor's name: it is read on locked screens.
   */
  summary(view: RequestShown): string;
  /** What is left of it once it is no news any more: a sentence. `status`: of the request when it was told. */
  was(status: Status): string;
}

/** How a mail about a request presents itself; the rest of it is what the card says. */
export interface MailWords {
  /** Follows the subject in an inbox. */
  preview: string;
  title(view: RequestShown): string;
  /** The link in the mail. */
  how: string;
  /** Whether Outlook shows a card in its place, with the buttons of whoever decides. */
  hasCard?: true;
}

/** `teams-and-mail`: a mail goes beside the card. `mail-where-teams-fails`: only where Teams does not reach the person. */
type Ladder = { ladder: 'teams-and-mail' | 'mail-where-teams-fails'; mail: MailWords } | { ladder: 'teams-only'; mail?: never };

export type MessageRow = Notification & Ladder;

export type MessageTable = Readonly<Record<string, MessageRow>>;

/** A word that names the message among those of its reader: `ask-3`, `nudge-3-2`, `digest-sponsor-2027-08-01`, `made`, `opened-0f3a`. */
export function messageKey(message: Message): string {
  if ('of' in message) return `digest-${message.of}-${message.date}`;
  if ('at' in message) return `${message.kind}-${message.at}`;
  if (!('revision' in message)) return message.kind;
  const { kind, revision, count } = message;
  return [kind, revision, ...(count === undefined ? [] : [count])].join('-');
}

/**
 * Every message that somebody must have about this request, in the order of the table.
 * Example: pending → each decider who is asked has `ask`; rejected → its sponsor has `outcome`.
 */
export function wantedMessages(table: MessageTable, request: VisitorRequest, deciders: Deciders): Wanted[] {
  return Object.entries(table).flatMap(([kind, row]) =>
    row.wanted(request, deciders).map(({ person, ...which }) => ({ person, message: { kind, ...which } })),
  );
}

/**
 * The same of mails. Like cards, from the request as it is now, so no question is mailed after its answer.
 *
 * @param isReached whether Teams delivered a wanted message, or may still do so.
 */
export function wantedMails(
  table: MessageTable,
  request: VisitorRequest,
  deciders: Deciders,
  isReached: (wanted: Wanted) => boolean,
): Wanted[] {
  return wantedMessages(table, request, deciders).filter((wanted) => {
    const ladder = table[wanted.message.kind]?.ladder;
    return ladder === 'teams-and-mail' || (ladder === 'mail-where-teams-fails' && !isReached(wanted));
  });
}

/** Stands where a card would be noted: the request comes with the list of a day instead. */
export const inDailyList = 'in-daily-list';

/** Whether a message that does not ring reaches its reader by a card of the request that they have. `notes`: of any channel. */
export function isShownAlready(
  table: MessageTable,
  { person, message }: Wanted,
  notes: readonly { person: PersonId; channel: Rung; message: Message; activity?: string; failed?: string }[],
): boolean {
  if (table[message.kind]?.rings !== false) return false;
  return notes.some(
    (note) =>
      note.person === person &&
      note.channel === 'teams' &&
      note.activity !== undefined &&
      note.failed === undefined &&
      !('of' in note.message),
  );
}

/** Whether no rung of a message's ladder has brought it to its reader, or may still do so. `notes`: those of this message to them. */
export function isUnreached(
  table: MessageTable,
  { kind }: Message,
  notes: readonly (Pick<DeliveryRecord, 'activity' | 'failed'> & { channel: Rung })[],
  hasMail: boolean,
): boolean {
  const rungs: readonly Rung[] = hasMail && table[kind]?.mail ? ['teams', 'outlook'] : ['teams'];
  return rungs.every((rung) =>
    notes.some(({ channel, activity, failed }) => channel === rung && activity === undefined && failed !== undefined),
  );
}
