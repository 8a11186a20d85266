/**
 * A cell that a spreadsheet may evaluate as a formula, including full-width signs (CWE-1236). Leading apostrophes are part
 * of the match: writing adds one and reading removes one, so every text round-trips.
 */
const formula = /^'*[=+\-@\t\r\n\0＝＋－＠]/;
const guardedFormula = /^'+[=+\-@\t\r\n\0＝＋－＠]/;

/** One line of RFC 4180 with its end; no cell begins a formula. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}

function csvCell(cell: string, delimiter: string): string {
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) || safe.includes(delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as it was before it was written. */
export function unguarded(cell: string): string {
  return guardedFormula.test(cell) ? cell.slice(1) : cell;
}
