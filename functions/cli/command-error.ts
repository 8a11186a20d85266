/** Stops a command with a sentence for the person who ran it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
