import type { MessageTable } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import type { Deciders } from '../domain/request/deciders';
import type { Viewer } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { Accounts } from '../ports/accounts';
import type { Chat, Installer } from '../ports/chat';
import type { Absence } from '../ports/directory';
import type { MailChannel } from '../ports/mail';
import type { Pace } from '../ports/pace';
import type { Ports } from '../ports/ports';
import type { SentPictures } from '../ports/sent-pictures';
import type { UsernameRegister } from '../ports/username-register';
import type { Retry } from './retry';

/** Draws the card of a request for a mail: version 1.0, with Outlook’s actions. What it throws costs the card, not the mail. */
export type DrawOutlookCard = (
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: Ports,
) => Promise<object>;

/** Directory accounts and their names. */
export interface AccountPorts {
  directory: Accounts;
  usernames: UsernameRegister;
}

/**
 * What the worker uses: all that the actions do, and the channels, on which no turn ever waits. Not every host can
 * install, send mails, or knows who is away.
 */
export type WorkPorts = Ports & {
  chat: Chat;
  pictures: SentPictures;
  installer?: Installer;
  absence?: Absence;
  mail?: MailChannel;
  outlookCard?: DrawOutlookCard;
  /** Absent: no directory accounts are made. */
  accounts?: AccountPorts;
  /** Absent: messages go at once. */
  pace?: Pace;
  /** What people are told about one request. */
  messages: MessageTable;
  /** How what fails is tried again. */
  retry: Retry;
  /** Lets so many milliseconds pass. */
  wait: (milliseconds: number) => Promise<unknown>;
};

/** A target that could not be reached this time; kept, and tried again. */
export class TryLater extends Error {
  constructor(
    readonly code: string,
    readonly afterSeconds?: number,
    /** Nothing failed: it is not its turn yet, so the wait counts as no attempt. */
    readonly isWaiting = false,
  ) {
    super(code);
  }
}

/** Throws what keeps a target from being done: a failure before what only waits; of those that wait, the soonest. */
export function throwLater(later: readonly TryLater[]): void {
  const failed = later.filter(({ isWaiting }) => !isWaiting);
  const [first] = failed.length > 0 ? failed : later;
  if (!first) return;
  const seconds = (failed.length > 0 ? failed : later).map(({ afterSeconds }) => afterSeconds ?? 0);
  throw new TryLater(first.code, first.isWaiting ? Math.min(...seconds) : Math.max(...seconds), first.isWaiting);
}
