import { readSheet, sheetColumns, writeSheet } from './department-sheet';
import type { Department } from './organisation';

/** A value of a department that cannot be saved, and what to enter instead. */
export interface DepartmentMistake {
  field: (typeof sheetColumns)[number];
  text: string;
}

/**
 * What is wrong with a department as it was typed, by the rules of the sheet; of two with one name, whoever comes second is told.
 *
 * @param others those that are there beside it.
 */
export function departmentMistakes(typed: Department, others: readonly Department[]): DepartmentMistake[] {
  const rows = writeSheet([typed]).map((cells, index) => ({ line: index + 1, cells }));
  const read = readSheet(rows);
  const mistakes = 'mistakes' in read ? read.mistakes : [];
  const isTaken = others.some(({ id, name, isClosed }) => !isClosed && id !== typed.id && name.toLowerCase() === typed.name.toLowerCase());
  return [
    ...mistakes.flatMap(({ column, text }) => (column ? [{ field: column, text: sentenceAbout(column, text) }] : [])),
    ...(isTaken ? [{ field: 'name' as const, text: 'Enter another name: there is a department of this name already.' }] : []),
  ];
}

const called: Record<(typeof sheetColumns)[number], string> = {
  id: 'The id',
  name: 'The name',
  kind: 'The kind',
  head: 'The head',
  deputies: 'The list of deputies',
  validFrom: 'Valid from',
  validTo: 'Valid to',
};

/** `sentenceAbout('name', 'empty')` is "The name is empty." */
function sentenceAbout(column: DepartmentMistake['field'], text: string): string {
  const [first = ''] = text.replace('validFrom', 'Valid from').split(';');
  return `${called[column]} ${/^(names|has) /.test(first) ? first : `is ${first}`}.`;
}
