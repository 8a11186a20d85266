import type { Chat, Ports } from '../ports';

/** What the worker uses: all that the actions do, and the chat, on which no turn ever waits. */
export type WorkPorts = Ports & { chat: Chat };

/** A target that could not be reached this time; kept, and tried again. */
export class TryLater extends Error {
  constructor(
    readonly code: string,
    readonly afterSeconds?: number,
  ) {
    super(code);
  }
}
