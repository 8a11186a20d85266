/** The most characters of an answer that are stored, valid or not. */
export const textAtMost = 300;

/** Saves a directory lookup for text that cannot be an address. */
export function isEmailAddress(text: string): boolean {
  const parts = text.trim().split('@');
  return parts.length === 2 && parts.every((part) => part !== '' && part.length <= 113) && !/[\s\p{Cc}]/u.test(text.trim());
}
