import type { Notice } from '../../bot/domain/request/clock';
import type { ClockVerb } from '../../bot/domain/statuses/status';
import type { Due } from '../../bot/jobs/sweep';
import { printable } from './printable';

/** What the clock would do, a line a wake-up. `nameOf` returns a person's name. */
export function dueTable(dues: readonly Due[], nameOf: (person: string) => string): string {
  const rows = dues.map((due) => [hour(due.at), due.request, whatOf(due), recipientNames(due, nameOf), whyOf(due), nextOf(due)]);
  const table = [['due', 'request', 'what happens', 'who is told', 'why', 'comes up again'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const verbs: Record<ClockVerb, { what: string; why: string }> = {
  activate: { what: 'account begins', why: 'its first day has come' },
  expire: { what: 'account ends', why: 'its last day has passed' },
  'expire-handover': { what: 'handover expires', why: 'nobody has accepted or declined it' },
  'lapse-proposal': { what: 'change lapses', why: 'the photo of its ID card was not added' },
  lapse: { what: 'request lapses', why: 'its last day has passed before it was approved' },
};

function whatOf({ verb }: Due): string {
  return verb === undefined ? '-' : verbs[verb].what;
}

function recipientNames({ recipients, attention }: Due, nameOf: (person: string) => string): string {
  const names = [...new Set(recipients.map(({ person }) => printable(nameOf(person))))];
  return [...names, ...(attention ? ['the admins’ list'] : [])].join(', ') || '-';
}

function whyOf({ verb, notices = [], isHeld, attention }: Due): string {
  const reasons = [
    ...(verb === undefined ? [] : [verbs[verb].why]),
    ...(attention?.kind === 'sponsor-gone' ? ['its sponsor has left'] : []),
    ...notices.map(whyTold),
    ...(isHeld ? ['waits until people may be written to'] : []),
  ];
  return reasons.join('; ') || 'settled since the clock was set';
}

function whyTold(notice: Notice): string {
  switch (notice.kind) {
    case 'reapproval':
      return 'nobody has said yet whether it goes on';
    case 'answer':
      return 'nobody has answered the question with which it was returned';
    case 'handover':
      return 'nobody has accepted or declined it';
    case 'photo':
      return 'a card that was requested lacks its photo';
    case 'over':
      return 'it is over';
    case 'nudge':
      return `nobody has decided, reminder ${notice.stage}`;
    case 'list':
      return 'it is for the list of a day of those who chose one';
  }
}

function nextOf({ next, isHeld }: Due): string {
  if (isHeld) return 'every hour';
  return next === undefined ? 'never' : hour(next);
}

function hour(at: string): string {
  return `${at.replace('T', ' ')}:00`;
}
