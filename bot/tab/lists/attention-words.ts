import type { AttentionGroup } from '../../channels/tab/attention-contract';
import { counted } from '../../domain/dates/day-words';

/** The button of each remedy. An account step is tried again; everything else is sent again. */
export const remedyWords: Record<AttentionGroup['remedies'][number], string> = {
  'reassign-sponsor': 'Change the sponsor',
  resend: 'Send again',
  again: 'Try again',
  drop: 'Drop',
  done: 'Done',
};

/** Where it is a message that is tried again, by the kind of the group. */
const sends = new Set(['unreached', 'unreached-list', 'poison', 'todo-mails']);

export function remedyTitle(remedy: AttentionGroup['remedies'][number], kind: string): string {
  return remedy === 'again' && sends.has(kind) ? remedyWords.resend : remedyWords[remedy];
}

export const attentionWords = {
  about: (reference: string, age: string) => `${reference} · ${age}`,
  /** "This has been so for 3 hours." */
  forSoLong: (age: string) => `This has been so ${age}.`,
  select: (visitor: string, reference: string) => `Select ${visitor}, ${reference}`,
  selectAll: (title: string) => `Select all shown: ${title}`,
  all: 'Select all shown',
  ofGroup: (remedy: string, title: string) => `${remedy}: ${title}`,
  mended: {
    again: (count: number) => `${counted(count, 'matter')} being tried again.`,
    drop: (count: number) => `${counted(count, 'step')} dropped.`,
    done: (count: number) => `${counted(count, 'matter')} taken off the list.`,
  },
  dropTitle: 'Drop steps that keep failing',
  askDrop: (count: number) =>
    count === 1
      ? 'Drop this step? It will not be done, and this cannot be undone.'
      : `Drop these ${count} steps? They will not be done, and this cannot be undone.`,
  departments: 'Departments without a head',
  departmentsAdvice: 'Enter a head for each, so that requests are decided by the right person.',
  openDepartments: 'Open Departments',
  cancel: 'Cancel',
} as const;
