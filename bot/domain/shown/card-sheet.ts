import { transliterate } from '../account/transliterate';
import { dateOf } from '../dates/dates';
import type { FormContext } from '../form/form-context';
import { departmentOf, reasonOf } from '../form/form-context';
import { type CardField, type CardSystem, inDateFormat } from '../organisation/card-system';
import { csvLine } from '../organisation/csv';
import type { CardAction } from '../request/export-card';
import type { VisitorRequest } from '../request/visitor-request';

/** Where the photo of a request lies beside the sheet: letters, digits and hyphens alone. */
export function photoFile({ id }: Pick<VisitorRequest, 'id'>): string {
  return `photos/${id}.jpg`;
}

export function cardHeading(cards: CardSystem): string {
  return sheetLine(
    cards.columns.map(({ heading }) => heading),
    cards,
  );
}

/** Dashes become hyphens before a cell is defused, not after. */
function sheetLine(cells: string[], { encoding, delimiter }: CardSystem): string {
  return csvLine(encoding === 'latin1' ? cells.map(withPlainMarks) : cells, delimiter);
}

function withPlainMarks(text: string): string {
  return text.replace(/[\u2018\u2019\u02BC]/g, "'").replace(/[\u2010-\u2015]/g, '-');
}

/** One line of the sheet, in the columns of the policy; no cell begins a formula. */
export function cardSheetLine(
  request: VisitorRequest,
  action: CardAction,
  hasPhoto: boolean,
  context: Pick<FormContext, 'policy' | 'departments'>,
): string {
  const { cards } = context.policy;
  const { columns, dateFormat } = cards;
  const { answers } = request;
  const { validFrom, validTo } = action === 'end' ? datesOfEnd(request, context.policy.zone) : request;
  const values: Record<CardField, string | undefined> = {
    reference: request.id,
    lastName: answers.lastName,
    firstName: answers.firstName,
    middleNames: answers.middleNames,
    title: answers.title,
    knownAs: answers.preferredName,
    department: departmentOf(answers, context.departments)?.name ?? answers.department,
    company: answers.employer,
    reason: reasonOf(answers, context.policy)?.label ?? answers.reason,
    validFrom: inDateFormat(validFrom, dateFormat),
    validTo: inDateFormat(validTo, dateFormat),
    photoFile: hasPhoto ? photoFile(request) : undefined,
    cardNumber: request.issued?.number,
    action,
  };
  return sheetLine(
    columns.map(({ field }) => values[field] ?? ''),
    cards,
  );
}

/** What was ended early has none of the days that were left, even for a card system that reads the dates alone. ISO dates. */
function datesOfEnd({ validFrom, validTo, account, exported }: VisitorRequest, zone: string): { validFrom: string; validTo: string } {
  const endedAt = account?.end?.at ?? exported?.endAt;
  const endedOn = endedAt === undefined ? validTo : dateOf(endedAt, zone).toString();
  const last = endedOn < validTo ? endedOn : validTo;
  return { validFrom: validFrom < last ? validFrom : last, validTo: last };
}

/** A text of the sheet as the card system reads it, with its byte-order mark. `toAscii` is asked for what Latin-1 lacks. */
export function encodedSheet(text: string, encoding: CardSystem['encoding'], toAscii: (text: string) => string): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(`\uFEFF${text}`);
  if (encoding === 'latin1') return Uint8Array.from(Array.from(text).flatMap((letter) => latinUnits(letter, toAscii)));
  const bytes = new DataView(new ArrayBuffer(2 * (text.length + 1)));
  bytes.setUint16(0, 0xfeff, true);
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(2 * (at + 1), text.charCodeAt(at), true);
  return new Uint8Array(bytes.buffer);
}

/** A letter that Latin-1 lacks as those of its plain spelling, in its case; what has none is a question mark. */
function latinUnits(letter: string, toAscii: (text: string) => string): number[] {
  const code = letter.codePointAt(0) ?? 0;
  if (code <= 0xff) return [code];
  const plain = transliterate(letter, toAscii);
  if (plain === '') return [0x3f];
  const isUpper = letter !== letter.toLowerCase();
  return Array.from(isUpper ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain, (one) => one.charCodeAt(0));
}
