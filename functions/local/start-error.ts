/** Why local mode does not start, as a sentence for the person at the keyboard: shown alone, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
