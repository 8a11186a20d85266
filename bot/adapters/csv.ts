import { Readable } from 'node:stream';
import { type Options, parse as parser, CsvError as StreamFault } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { csvLine, unguarded } from '../domain/organisation/csv';

/** A row of a CSV file; `line` is the first of its lines, counted from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** The rows, or why there are none: `{ line: 3, text: 'a quote is opened and not closed' }`; without a line, the whole file. */
export type CsvReading = { rows: CsvRow[] } | { mistake: { line?: number; text: string } };

const mostBytes = 10 * 1024 * 1024;
const mostCharactersOfCell = 100_000;
const notUtf8 = 'not in UTF-8; in Excel, save it as “CSV UTF-8 (Comma delimited)”';

/** Reads UTF-8, with or without a byte-order mark, or UTF-16 with one, as Excel saves “Unicode Text”; between commas, semicolons or tabs: whichever the first line has most of. */
export function readCsv(bytes: Uint8Array): CsvReading {
  if (bytes.byteLength > mostBytes) return { mistake: { text: `larger than ${mostBytes / 1024 / 1024} MB` } };
  const text = decodedText(bytes);
  if (text === undefined || looksLikeUtf16(text)) return { mistake: { text: notUtf8 } };
  try {
    return { rows: withLines(parseCsv(text)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { mistake: { line: lineOfError(error, text), text: csvFaultInWords(error.code) } };
  }
}

/** Why a CSV file cannot be read, in words; without a line, the whole file. */
export class CsvMistake extends Error {
  override readonly name = 'CsvMistake';

  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

/**
 * As {@link readCsv}, a row after the other: a file of any length takes the memory of a few rows. Throws a {@link CsvMistake} where it
 * comes to something that cannot be read.
 */
export async function* streamCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const pieces = decodedPieces(bytes);
  let begin = '';
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    begin += next.value;
    if (/[\r\n]/.test(begin.trimStart())) break;
    // A cell of this length is refused anyway.
    if (begin.length > mostCharactersOfCell) break;
  }
  if (looksLikeUtf16(begin)) throw new CsvMistake(notUtf8);
  let line = 1;
  const options: Options<unknown> = {
    ...optionsFor(begin),
    raw: true,
    // Counted as they are parsed: those that wait to be read are lost with a fault.
    on_record: (given) => {
      const { raw, record } = given as Parsed;
      const row: CsvRow = { line, cells: record.map(unguarded) };
      line += linesIn(raw);
      return row;
    },
  };
  const rows = parser(options as Options);
  const source = Readable.from(pieceAndRest(begin, pieces));
  source.once('error', (fault) => rows.destroy(fault));
  try {
    yield* source.pipe(rows) as AsyncIterable<CsvRow>;
  } catch (fault) {
    throw fault instanceof StreamFault ? new CsvMistake(csvFaultInWords(fault.code), line) : fault;
  } finally {
    source.destroy();
  }
}

async function* pieceAndRest(begin: string, pieces: AsyncIterable<string>): AsyncGenerator<string> {
  yield begin;
  yield* pieces;
}

async function* decodedPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decoded = (part?: Uint8Array) => {
    try {
      return part ? decoder.decode(part, { stream: true }) : decoder.decode();
    } catch {
      throw new CsvMistake(notUtf8);
    }
  };
  for await (const part of bytes) yield decoded(part);
  yield decoded();
}

/** Writes RFC 4180 behind a byte-order mark, without which Excel would not take it for UTF-8; no cell begins a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => csvLine(cells)).join('')}`;
}

function decodedText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Without a mark it is valid UTF-8, with nothing between the letters. */
function looksLikeUtf16(text: string): boolean {
  return text.slice(0, 2).includes('\0');
}

interface Parsed {
  raw: string;
  record: string[];
}

/** The first `most` records, or all. Throws a CsvError. */
function parseCsv(text: string, most?: number): Parsed[] {
  return parse(text, { ...optionsFor(text), raw: true, ...(most !== undefined && { to: most }) }) as unknown as Parsed[];
}

function optionsFor(text: string) {
  return {
    relax_column_count: true,
    delimiter: delimiterOf(text),
    // Otherwise the first line would decide, and a file that two programs wrote could not be read.
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: mostCharactersOfCell,
  } satisfies Options;
}

function delimiterOf(text: string): string {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return [';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',');
}

/** Counted here: the parser takes CRLF inside quotes for two lines. */
function withLines(records: readonly Parsed[]): CsvRow[] {
  let line = 1;
  return records.map(({ raw, record }) => {
    const row = { line, cells: record.map(unguarded) };
    line += linesIn(raw);
    return row;
  });
}

function linesIn(raw: string): number {
  return raw.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** Where the record that could not be read begins: for a quote that is never closed, the parser names the end of the file. */
function lineOfError(error: CsvError, text: string): number {
  const before = Number(error.records);
  return 1 + (before > 0 ? parseCsv(text, before).reduce((lines, { raw }) => lines + linesIn(raw), 0) : 0);
}

function csvFaultInWords(code: string): string {
  if (code === 'CSV_MAX_RECORD_SIZE') return `longer than ${mostCharactersOfCell} characters; is a quote not closed?`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and not closed';
  return 'a quote stands inside a value: put the value in quotes, and write the quote twice';
}
