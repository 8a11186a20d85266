import type { KeyboardEvent } from 'react';

/** In which column a control stands, for {@link moveBetweenRows}. */
export const inColumn = (column: string) => ({ 'data-column': column });

const steps: Record<string, (now: number, last: number) => number> = {
  ArrowDown: (now, last) => Math.min(now + 1, last),
  ArrowUp: (now) => Math.max(now - 1, 0),
  Home: () => 0,
  End: (_now, last) => last,
};

/** Up, down, Home and End go from row to row and stay in the column; Tab goes through everything, as always. */
export function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = steps[event.key];
  const from = event.target instanceof HTMLElement ? event.target : undefined;
  const row = from?.closest('tr');
  if (!step || !row || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rows = [...event.currentTarget.rows];
  const column = from?.closest<HTMLElement>('[data-column]')?.dataset.column ?? 'visitor';
  const next = rows[step(rows.indexOf(row), rows.length - 1)];
  const control =
    next?.querySelector<HTMLElement>(`[data-column="${column}"] :is(button, input)`) ?? next?.querySelector<HTMLElement>('button');
  event.preventDefault();
  control?.focus();
}
