/** A cell of a table on a terminal. A control character could rewrite the line that it is in. */
export function printable(text: string | undefined): string {
  return text === undefined ? '(blank)' : text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
