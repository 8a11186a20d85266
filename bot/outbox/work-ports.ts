import type { Retry } from '../domain/messages/delivery';
import type { MessageTable } from '../domain/messages/message';
import type { PersonId } from '../domain/organisation/organisation';
import type { Deciders } from '../domain/request/deciders';
import type { Viewer } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { LevelGroupNames } from '../domain/words/it-words';
import type { Accounts } from '../ports/accounts';
import type { Chat, Installer } from '../ports/chat';
import type { Absence } from '../ports/directory';
import type { MailChannel } from '../ports/mail';
import type { Pace } from '../ports/pace';
import type { Ports } from '../ports/ports';
import type { SentPictures } from '../ports/sent-pictures';
import type { UsernameRegister } from '../ports/username-register';

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
  /** What the groups of the levels are called. */
  groupNames?: LevelGroupNames;
}

/** Who knows how an account is: the directory, where it can be asked. */
export function keeperOf({ directory }: AccountPorts): NonNullable<Ports['keepsAccounts']> {
  return directory.look ? 'directory' : 'people';
}

/** What those who can make no account know of them. */
export function knownOfAccounts(accounts: AccountPorts): Pick<Ports, 'keepsAccounts' | 'usernames' | 'groupNames'> {
  const { usernames, groupNames } = accounts;
  return { keepsAccounts: keeperOf(accounts), usernames, ...(groupNames && { groupNames }) };
}

/**
 * The ports of the worker: those of the actions, and the channels that no turn waits for. A host may lack the installer,
 * mails or automatic replies.
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
  /** The messages about one request. */
  messages: MessageTable;
  /** The retry policy. */
  retry: Retry;
  /** Waits for so many milliseconds. */
  wait: (milliseconds: number) => Promise<unknown>;
};

/** The ports of account syncs alone, for the app that holds the rights on the directory and does nothing else. */
export type AccountWorkPorts = Pick<
  WorkPorts,
  | 'requests'
  | 'views'
  | 'queue'
  | 'departments'
  | 'policy'
  | 'clock'
  | 'random'
  | 'toAscii'
  | 'log'
  | 'telemetry'
  | 'keepsAccounts'
  | 'accounts'
>;

/** When the waiting work is due again. */
export interface Requeue {
  seconds: number;
  /** Why, for the log. */
  code: string;
  /** The channel is throttled or unavailable. */
  isRefused?: true;
}

/** The progress of a target; undefined is done. A target that throws is retried as a whole. */
export interface Progress {
  /** Work that waits, or failed and is retried. */
  again?: Requeue;
  /** Why every attempt of a target failed. */
  givenUp?: string;
}
