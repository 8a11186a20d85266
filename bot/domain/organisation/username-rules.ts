/**
 * `initials`: initials and surname, `ogfairweather`. `given`: given name, dot, surname, `ottoline.fairweather`. `neutral`: letters and
 * digits without the name, `kt48213`.
 */
export const usernamePatterns = ['initials', 'given', 'neutral'] as const;
export type UsernamePattern = (typeof usernamePatterns)[number];

/** How the organisation makes usernames. */
export interface UsernameRules {
  pattern: UsernamePattern;
  /** In lower case; a username has none of them in it. Of three letters or more, so that neutral ones are never refused. */
  refused: readonly string[];
}
