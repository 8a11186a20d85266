import { Temporal } from 'temporal-polyfill';
import type { DigestKind } from './digest';
import type { Status } from './visitor-request';
import { counted, day, moment, statusLabels } from './wording';

/** What the lists of the clock say: the digests and *Waiting for reapproval*. */
export const digestTitles: Record<DigestKind | 'waiting', string> = {
  sponsor: 'Your visitors',
  decider: 'Visitor requests that wait for you',
  waiting: 'Waiting for reapproval',
};

export const digestIntros: Record<DigestKind | 'waiting', string> = {
  sponsor: 'Say for each visitor whether the account goes on. Without an answer it ends on its last day.',
  decider: 'Somebody waits for each of these.',
  waiting: 'Every visitor of yours in the last thirty days of the account. Without an answer it ends on its last day.',
};

export const digestButtons = {
  keep: 'Keep until this day',
  letEnd: 'Let it end',
  keepAfterAll: 'Keep after all',
  askAgain: 'Ask again',
  open: 'Open',
  keepAll: (count: number) => `Keep all ${count} …`,
  keepThese: (count: number) => `Keep these ${count}`,
  cancel: 'Cancel',
  more: (count: number) => `${count} more`,
} as const;

export const digestSentences = {
  nothing: 'Nothing waits for your reapproval.',
  allAnswered: 'Each of these has its answer.',
  nothingAnyMore: 'Nothing of this waits for you any more.',
  keepUntil: 'Keep until (after the present last day)',
  cannotKeep: 'The longest stay for this reason of visit is reached, so the account cannot be kept any longer for now.',
  askKeepAll: 'Keep all of these?',
  waitsAgain: 'waits for your answer again.',
  movedOn: 'This has moved on since the list was drawn; nothing was changed.',
  moreInTeams: (count: number) => `${counted(count, 'more visitor')} in Teams.`,
  handedOn: 'Another colleague answers for this visitor now.',
  sponsorGone: 'The sponsor has left. Please keep the account or let it end; “Open” lets you name a successor.',
} as const;

/** The line that a notification shows: no names, as it appears on locked screens. */
export function digestSummary(kind: DigestKind | 'waiting', count: number, undecided: number): string {
  if (kind === 'decider') return `${counted(count, 'visitor request')} ${count === 1 ? 'waits' : 'wait'} for you`;
  if (kind === 'waiting') return 'Your list';
  if (undecided > 0) return `${counted(undecided, 'visitor account')} of yours ${undecided === 1 ? 'needs' : 'need'} an answer`;
  return `${counted(count, 'visitor account')} of yours ${count === 1 ? 'has' : 'have'} ended`;
}

/** "Last day: Fri 30 Jul 2027, in 14 days". */
export function endsLine(validTo: string, today: Temporal.PlainDate): string {
  const left = today.until(Temporal.PlainDate.from(validTo)).days;
  const when = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`;
  return `Last day: ${day(validTo)}, ${when}`;
}

export function keptLine(validTo: string): string {
  return `Kept until ${day(validTo)}.`;
}

/** Of an account that can be kept: "Can be kept until Fri 30 Jul 2027 in one press, or until a day of your choice". */
export function offeredLine(until: string): string {
  return `Can be kept until ${day(until)} in one press, or until a day of your choice`;
}

export function endingLine(validTo: string): string {
  return `Ends on ${day(validTo)}, as its sponsor wants.`;
}

/** What became of what is over: "Expired: the last day was Fri 30 Jul 2027". */
export function overLine(status: Status, validTo: string): string {
  return status === 'expired' || status === 'lapsed'
    ? `${statusLabels[status]}: the last day was ${day(validTo)}.`
    : `${statusLabels[status]}.`;
}

export function askedLine(sponsor: string, askedAt: string, zone: string): string {
  return `Asked by ${sponsor} on ${moment(askedAt, zone)}`;
}

/** "3 until Fri 30 Jul 2027". */
export function untilLine(count: number, until: string): string {
  return `${counted(count, 'visitor')} until ${day(until)}`;
}

/** What became of one of several: "Dr Ada Example: kept until Fri 30 Jul 2027." */
export function resultLine(visitor: string, sentence: string): string {
  return `${visitor}: ${sentence}`;
}

/** *Waiting for me*, where several are approved together. */
export const tickTitles = {
  tick: 'Approve this one',
  label: 'Tick to approve with others:',
  ask: 'Approve those ticked …',
  approve: (count: number) => `Approve ${counted(count, 'request')}`,
} as const;

export function askApproveTicked(count: number): string {
  return count === 1 ? 'Approve this request as it was asked for?' : `Approve these ${count} requests as they were asked for?`;
}

export const tickSentences = {
  none: 'Nothing is ticked. Tick the requests that you approve, then press once more.',
  approved: 'approved.',
} as const;
