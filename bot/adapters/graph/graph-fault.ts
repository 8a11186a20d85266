/**
 * The directory did not give an answer that can be used. `code` is Graph's or MSAL's own word, or one of: `NoAnswer`
 * (within the time), `Unreachable`, `Throttled`, `Malformed`, `ForeignLink`, `TooManyPages`. Neither code nor message
 * holds anything of a person, so both may be logged.
 */
export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  readonly code: string;

  constructor(
    code: string,
    /** The response's status, if there was one. */
    readonly status?: number,
    /** Before this, in seconds, asking again is of no use. */
    readonly afterSeconds?: number,
    /** Graph's further words for what was wrong. */
    readonly details: readonly string[] = [],
  ) {
    const word = /^[A-Za-z0-9_.-]{1,80}$/.test(code) ? code : 'Unknown';
    super(`the directory gave no answer: ${word}`);
    this.code = word;
  }
}
