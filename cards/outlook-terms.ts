import type { TypedTerms } from '../bot/domain/request/approve-changed';
import type { VerbBody } from '../bot/domain/verbs/verb';

/**
 * The terms of *Approve with changes* as Outlook sends them: the note, and on the last line `2027-05-31;student-like;no`, as
 * plain text. Outlook fills them in as they were typed and escapes nothing, so a last line that is not exactly this is taken
 * for none of it, and no note can be one of the terms.
 */
const order = ['validTo', 'itAccess', 'idCard'] as const;
/** The value of a term that the card did not ask about. */
const notAsked = '-';
/** More than any date and level, in characters. */
const typedAtMost = 300;

/** The body of the button: `{{words.value}}`, and on its own line `{{validTo.value}};{{itAccess.value}};-`. */
export function termsBody(asked: readonly string[], note: string): string {
  return `{{${note}.value}}\n${order.map((id) => (asked.includes(id) ? `{{${id}.value}}` : notAsked)).join(';')}`;
}

/** The body of a button that names a person: `{{words.value}}`, and on its own line `{{to.value}}`. */
export function personBody(to: string, note: string): string {
  return `{{${note}.value}}\n{{${to}.value}}`;
}

/** Parses the submitted value; anything but an id is nobody. */
export function readPerson(body: string): Pick<VerbBody, 'to' | 'words'> {
  const { note, last } = partsOf(body);
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(last);
  return { ...(isId && { to: last.toLowerCase() }), words: note };
}

/** The note, and the text of the last line. */
function partsOf(body: string): { note: string; last: string } {
  const text = body.trimEnd();
  const end = text.lastIndexOf('\n');
  return { note: text.slice(0, Math.max(0, end)), last: text.slice(end + 1).trim() };
}

/** What came back. Without the form of it, all is kept as the date, which it is not, and nothing else is approvable. */
export function readTerms(body: string): Pick<VerbBody, 'words'> & { terms: TypedTerms } {
  const { note, last } = partsOf(body);
  const [validTo = '', itAccess = '', idCard = '', ...rest] = last.split(';');
  const isFormed = rest.length === 0 && validTo.length <= typedAtMost && /^(-|[a-z-]{1,20})$/.test(itAccess) && /^(-|yes|no)$/.test(idCard);
  if (!isFormed) return { terms: { validTo: Array.from(last).slice(0, typedAtMost).join(''), itAccess: '', idCard: '' }, words: note };
  const terms = { validTo, ...(itAccess !== notAsked && { itAccess }), ...(idCard !== notAsked && { idCard }) };
  return { terms, words: note };
}
