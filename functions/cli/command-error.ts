/** Why a command cannot go on, in words for whoever typed it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
