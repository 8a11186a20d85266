import type { Field, Problem } from './form';
import type { Policy } from './records';

/** How much of a text is kept, right or wrong. */
export const keptAtMost = 300;

/** The longest text that each question takes, in characters; longer ones get a sentence, and are kept up to `keptAtMost`. */
const longest: Partial<Record<Field, number>> = {
  employer: 120,
  title: 30,
  firstName: 60,
  middleNames: 80,
  lastName: 60,
  preferredName: 60,
  telephone: 30,
  personalEmail: 254,
};

/** What is wrong with a text that somebody typed for a question; undefined when nothing is. */
export function textProblem(field: Field, text: string, policy: Policy): Problem | undefined {
  const most = longest[field] ?? keptAtMost;
  if (Array.from(text).length > most) return { word: 'text-too-long', most };
  switch (field) {
    case 'telephone':
      return isTelephone(text) ? undefined : { word: 'not-a-telephone' };
    case 'personalEmail':
      return emailProblem(text, policy);
    default:
      return /\p{L}/u.test(text) ? undefined : { word: 'no-letter' };
  }
}

/** Forgiving: digits with the usual punctuation and an extension; at least three digits. */
function isTelephone(text: string): boolean {
  return /^[0-9+()./ ext#-]+$/i.test(text) && text.replace(/\D/g, '').length >= 3;
}

function emailProblem(text: string, policy: Pick<Policy, 'universityDomains'>): Problem | undefined {
  const parts = text.split('@');
  const [local, domain] = [parts[0] ?? '', (parts[1] ?? '').normalize('NFKC').toLowerCase()];
  const labels = domain.split('.');
  const isAddress =
    parts.length === 2 &&
    /^[^\s<>"(),:;\\]{1,64}$/.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => /^[\p{L}0-9-]{1,63}$/u.test(label));
  if (!isAddress) return { word: 'not-an-email' };
  const isOurs = policy.universityDomains.some((ours) => domain === ours || domain.endsWith(`.${ours}`));
  return isOurs ? { word: 'university-email' } : undefined;
}

/** Nothing that is no address is worth a question to the directory. */
export function isAddress(text: string): boolean {
  const parts = text.trim().split('@');
  return parts.length === 2 && parts.every((part) => part !== '' && part.length <= 113) && !/[\s\p{Cc}]/u.test(text.trim());
}
