import type { TypedTerms } from '../bot/domain/request/approve-changed';

/**
 * The terms of *Approve with a change* as Outlook sends them: `2027-05-31;student-like;no`, as plain text. Outlook fills
 * them in as they were typed and escapes nothing, so whatever is not exactly this is taken for none of it.
 */
const order = ['validTo', 'itAccess', 'idCard'] as const;
/** Stands for a term that the card did not ask about. */
const notAsked = '-';
/** More than any date and level, in characters. */
const typedAtMost = 300;

/** The body of the button: `{{validTo.value}};{{itAccess.value}};-`. */
export function termsBody(asked: readonly string[]): string {
  return order.map((id) => (asked.includes(id) ? `{{${id}.value}}` : notAsked)).join(';');
}

/** What came back. Without the form of it, all is kept as the date, which it is not, and nothing else is approvable. */
export function readTerms(body: string): TypedTerms {
  const [validTo = '', itAccess = '', idCard = '', ...rest] = body.trim().split(';');
  const isFormed = rest.length === 0 && validTo.length <= typedAtMost && /^(-|[a-z-]{1,20})$/.test(itAccess) && /^(-|yes|no)$/.test(idCard);
  if (!isFormed) return { validTo: Array.from(body).slice(0, typedAtMost).join(''), itAccess: '', idCard: '' };
  return { validTo, ...(itAccess !== notAsked && { itAccess }), ...(idCard !== notAsked && { idCard }) };
}
