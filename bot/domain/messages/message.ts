import type { DigestKind } from '../notices/digest';
import type { PersonId } from '../organisation/organisation';
import type { Deciders } from '../request/deciders';
import type { VisitorRequest } from '../request/visitor-request';
import type { RequestShown } from '../shown/request';
import type { Status } from '../statuses/table';
import type { DeliveryRecord } from './delivery';

/** A message about one request. Its parts and its reader identify it within the request. */
export interface RequestMessage {
  /** Its kind: a row of the table. */
  kind: string;
  /** The revision that it reports. */
  revision: number;
  /** Counts several of a kind at one revision, from 1. */
  count?: number;
}

/**
 * The subject of a delivery record: a message of the table, a card that was there already, or a list of many requests.
 * `opened`: shown in another message, which `at` identifies among those of its reader.
 */
export type Message = RequestMessage | { kind: 'made' } | { kind: 'opened'; at: string } | { kind: 'digest'; of: DigestKind; date: string };

/** A channel with its delivery records. */
export type Rung = 'teams' | 'outlook';

/** A message that a person must receive. */
export interface Wanted {
  person: PersonId;
  message: RequestMessage;
}

/** One kind of message: who must receive it and how it presents itself. With its ladder of channels it is a row of the table. */
interface Notification {
  /**
   * The people who must receive it, given the request and its status of today. A message that is no longer wanted is never
   * sent.
   */
  wanted(request: VisitorRequest, deciders: Deciders): { person: PersonId; revision: number; count?: number }[];
  /**
   * Teams notifies of every post and of no update. So a message that does not ring is not posted to a
   * reader who has a card of the request: that card is updated and shows it.
   */
  rings: boolean;
  /** Approvers who chose a daily list find it there and get no message. */
  isListed?: true;
  /** True if its reader has to decide: it is posted as the full card with buttons. Others are posted as a line. */
  asks?: true;
  /**
   * The news in a sentence: what tells the request apart, then who did what, what to do now, by when. The notification in
   * Teams and the mail's subject, so it has no visitor's name, as locked screens show it.
   */
  summary(view: RequestShown): string;
  /** What was written with the news, such as a reason: beside it in the chat's line, and never in a notification. */
  words?(view: RequestShown): string | undefined;
  /** The sentence of the closed line. `status`: the request's status when the message was sent. */
  was(status: Status): string;
}

/** The parts of a mail beside the card's text. */
export interface MailWords {
  /** The preview line of an inbox. */
  preview: string | ((view: RequestShown) => string);
  /** What kind of mail it is, without the visitor's name. */
  title(view: RequestShown): string;
  /** How to get to the request without the link. */
  how: string;
  /** Whether Outlook shows an actionable card in its place: where the mail asks for an answer. */
  hasCard?(view: RequestShown): boolean;
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
 * Every message about this request with its recipients, in the order of the table.
 * Example: pending → `ask` for each approver who is asked; rejected → `outcome` for its sponsor.
 */
export function wantedMessages(table: MessageTable, request: VisitorRequest, deciders: Deciders): Wanted[] {
  return Object.entries(table).flatMap(([kind, row]) =>
    row.wanted(request, deciders).map(({ person, ...which }) => ({ person, message: { kind, ...which } })),
  );
}

/**
 * The same for mails. They follow from the present request, so no question is mailed after its answer.
 *
 * @param isReached whether Teams delivered a wanted message or may still do so.
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

/** In place of a card's delivery record: the request is on the daily list. */
export const inDailyList = 'in-daily-list';

/** Whether a silent message reaches its reader by a card that they have. `notes`: delivery records of any channel. */
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

/** Whether every channel of the message's ladder has failed permanently. `notes`: the delivery records of this message and reader. */
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
