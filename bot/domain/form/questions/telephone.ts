import type { TextQuestion } from '../question-kinds';

/** Stored as text, with leading zeros and plus. */
export const telephone: TextQuestion<{ word: 'not-a-telephone' }> = {
  kind: 'text',
  step: 'visit',
  section: 'more',
  label: 'Telephone',
  noun: 'the telephone',
  hint: 'Preferred contact number.',
  mandatory: false,
  style: 'Tel',
  most: 30,
  check: (text) => (isTelephone(text) ? undefined : { word: 'not-a-telephone' }),
  sentences: { 'not-a-telephone': 'Please use digits, spaces and + ( ) - only, for example 01509 222121.' },
  row: { group: 'contact', label: 'Telephone' },
  isCorrectable: true,
  isCopiedAlong: false,
};

/** Accepts digits with the usual punctuation and an extension; at least three digits. */
function isTelephone(text: string): boolean {
  return /^[0-9+()./ ext#-]+$/i.test(text) && text.replace(/\D/g, '').length >= 3;
}
