import type { Deciders } from '../domain/deciders';
import type { Viewer } from '../domain/viewers';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import type { Absence, Chat, Installer, MailChannel, Ports } from '../ports';

/** Draws the card of a request for a mail: version 1.0, with Outlook’s actions. What it throws costs the card, not the mail. */
export type DrawOutlookCard = (
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: Ports,
) => Promise<object>;

/**
 * What the worker uses: all that the actions do, and the channels, on which no turn ever waits. Not every host can
 * install, send mails, or knows who is away.
 */
export type WorkPorts = Ports & { chat: Chat; installer?: Installer; absence?: Absence; mail?: MailChannel; outlookCard?: DrawOutlookCard };

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
