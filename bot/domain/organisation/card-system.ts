/** What a column of the sheet for the card system may hold. Neither telephone nor personal email: a card needs neither. */
export const cardFields = [
  'reference',
  'lastName',
  'firstName',
  'middleNames',
  'title',
  'knownAs',
  'department',
  'company',
  'reason',
  'validFrom',
  'validTo',
  'photoFile',
  'cardNumber',
  'action',
] as const;
export type CardField = (typeof cardFields)[number];

export const cardEncodings = ['utf-8', 'utf-16le', 'latin1'] as const;
export const cardDelimiters = [',', ';', '\t'] as const;

/** How the card system reads what is exported for it: no public layout fits them all. */
export interface CardSystem {
  /** In their order, each with the heading that the card system knows it by. */
  columns: { field: CardField; heading: string }[];
  /** `DD`, `MM` and `YYYY` once each, with what stands between them: `DD/MM/YYYY`. */
  dateFormat: string;
  /** UTF-8 and UTF-16 begin with a byte-order mark. What Latin-1 cannot write is transliterated. */
  encoding: (typeof cardEncodings)[number];
  delimiter: (typeof cardDelimiters)[number];
}

/** Whether a text is such a format. */
export function isDateFormat(text: string): boolean {
  const parts = /^(DD|MM|YYYY)([ ./-]?)(DD|MM|YYYY)\2(DD|MM|YYYY)$/.exec(text);
  return parts !== null && new Set([parts[1], parts[3], parts[4]]).size === 3;
}

/** `inDateFormat('2027-02-03', 'DD/MM/YYYY')` is `03/02/2027`. */
export function inDateFormat(date: string, format: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return format.replace('YYYY', year).replace('MM', month).replace('DD', day);
}
