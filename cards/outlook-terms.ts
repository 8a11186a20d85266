import type { TypedTerms } from '../bot/domain/request/approve-changed';
import type { VerbBody } from '../bot/domain/verbs/verb';

/**
 * The terms of *Approve with changes* as Outlook sends them: `2027-05-31;student-like;no;a note`, as plain text. Outlook fills
 * them in as they were typed and escapes nothing, so whatever does not begin exactly like this is taken for none of it.
 */
const order = ['validTo', 'itAccess', 'idCard'] as const;
/** Stands for a term that the card did not ask about. */
const notAsked = '-';
/** More than any date and level, in characters. */
const typedAtMost = 300;

/** The body of the button: `{{validTo.value}};{{itAccess.value}};-;{{words.value}}`. */
export function termsBody(asked: readonly string[], note: string): string {
  return [...order.map((id) => (asked.includes(id) ? `{{${id}.value}}` : notAsked)), `{{${note}.value}}`].join(';');
}

/** The body of a button that names a person: `{{to.value}};{{words.value}}`. */
export function personBody(to: string, note: string): string {
  return `{{${to}.value}};{{${note}.value}}`;
}

/** What came back. Whatever is no id names nobody. */
export function readPerson(body: string): Pick<VerbBody, 'to' | 'words'> {
  const [to = '', ...note] = body.split(';');
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(to.trim());
  return { ...(isId && { to: to.trim().toLowerCase() }), words: note.join(';') };
}

/** What came back. Without the form of it, all is kept as the date, which it is not, and nothing else is approvable. */
export function readTerms(body: string): Pick<VerbBody, 'words'> & { terms: TypedTerms } {
  const [validTo = '', itAccess = '', idCard = '', ...note] = body.trim().split(';');
  const isFormed = validTo.length <= typedAtMost && /^(-|[a-z-]{1,20})$/.test(itAccess) && /^(-|yes|no)$/.test(idCard);
  if (!isFormed) return { terms: { validTo: Array.from(body).slice(0, typedAtMost).join(''), itAccess: '', idCard: '' } };
  const terms = { validTo, ...(itAccess !== notAsked && { itAccess }), ...(idCard !== notAsked && { idCard }) };
  return { terms, words: note.join(';') };
}
