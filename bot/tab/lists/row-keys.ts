import type { KeyboardEvent } from 'react';

/** In which column a control stands, for {@link moveBetweenRows}. */
export const inColumn = (column: string) => ({ 'data-column': column });

const sidewaysSteps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

const steps: Record<string, (now: number, last: number) => number> = {
  ArrowDown: (now, last) => Math.min(now + 1, last),
  ArrowUp: (now) => Math.max(now - 1, 0),
  Home: () => 0,
  End: (_now, last) => last,
};

/** To the control before or after this one in its row. */
function moveInRow(row: HTMLTableRowElement, from: Element, step: number): void {
  const controls = [...row.querySelectorAll<HTMLElement>(':is(button, input)')];
  const at = controls.findIndex((one) => one === from || one.contains(from));
  controls[Math.min(Math.max(at + step, 0), controls.length - 1)]?.focus();
}

/** Up, down, Home and End go from row to row and stay in the column, left and right through a row; Tab goes through everything, as always. */
export function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = steps[event.key];
  const sideways = sidewaysSteps[event.key];
  const from = event.target instanceof HTMLElement ? event.target : undefined;
  const row = from?.closest('tr');
  if (!from || !row || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (sideways !== undefined) {
    event.preventDefault();
    moveInRow(row, from, sideways);
    return;
  }
  if (!step) return;
  const rows = [...event.currentTarget.rows];
  const column = from?.closest<HTMLElement>('[data-column]')?.dataset.column ?? 'visitor';
  const next = rows[step(rows.indexOf(row), rows.length - 1)];
  const control =
    next?.querySelector<HTMLElement>(`[data-column="${column}"] :is(button, input)`) ?? next?.querySelector<HTMLElement>('button');
  event.preventDefault();
  control?.focus();
}
