import type { Absence, Chat, Installer, Ports } from '../ports';

/** What the worker uses: all that the actions do, and the chat, on which no turn ever waits. Not every host can install, or knows who is away. */
export type WorkPorts = Ports & { chat: Chat; installer?: Installer; absence?: Absence };

/** A target that could not be reached this time; kept, and tried again. */
export class TryLater extends Error {
  constructor(
    readonly code: string,
    readonly afterSeconds?: number,
  ) {
    super(code);
  }
}
