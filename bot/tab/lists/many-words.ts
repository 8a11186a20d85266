import type { ManyVerb } from '../../channels/tab/list-contract';
import { counted } from '../../domain/dates/day-words';
import { dayWords } from '../date-words';

interface ManyWords {
  button: string;
  ask: string;
  /** What is asked beside the confirmation. */
  asks?: { kind: 'words'; label: string; most: number } | { kind: 'colleague'; label: string; confirm: string };
  /** It cannot be undone. */
  isDanger?: true;
  confirm: (count: number) => string;
  done: (count: number) => string;
}

export const manyWords: Record<ManyVerb, ManyWords> = {
  approve: {
    button: 'Approve selected',
    ask: 'Approve these requests? Each sponsor will be told.',
    confirm: (count) => `Approve ${count}`,
    done: (count) => `${counted(count, 'request')} approved.`,
  },
  reapprove: {
    button: 'Reapprove selected',
    ask: 'Reapprove these accounts? Each gets the new last day beside it.',
    confirm: (count) => `Reapprove ${count}`,
    done: (count) => `${counted(count, 'account')} reapproved.`,
  },
  'let-end': {
    button: 'Let selected expire',
    ask: 'Let these accounts expire? Each expires after its last day; until then you can still reapprove it.',
    confirm: (count) => `Let ${count} expire`,
    done: (count) => `${counted(count, 'account')} will expire after the last day.`,
  },
  'keep-after-all': {
    button: 'Undo',
    ask: 'Undo “Let it expire” for these accounts? Each needs your answer again.',
    confirm: (count) => `Undo ${count}`,
    done: (count) => `${counted(count, 'account')} ${count === 1 ? 'needs' : 'need'} your answer again.`,
  },
  resend: {
    button: 'Send selected again',
    ask: 'Send these again to whoever needs to act? They will get a new message, and reminders start again.',
    confirm: (count) => `Send ${count} again`,
    done: (count) => `${counted(count, 'request')} sent again.`,
  },
  'reassign-sponsor': {
    button: 'Change the sponsor of selected',
    ask: 'Who should become the sponsor of these visitors? It takes effect at once, without their consent; everyone concerned is told.',
    asks: {
      kind: 'colleague',
      label: 'Name or work email of your colleague (required)',
      confirm: 'Make this colleague the sponsor of all of these? They will be responsible for the visitors.',
    },
    confirm: (count) => `Change ${count}`,
    done: (count) => `${counted(count, 'visitor')} ${count === 1 ? 'has' : 'have'} a new sponsor.`,
  },
  end: {
    button: 'End selected accounts now',
    ask: 'End these accounts now? This cannot be undone.',
    asks: { kind: 'words', label: 'Reason (required; kept in each history)', most: 1000 },
    isDanger: true,
    confirm: (count) => `End ${count} now`,
    done: (count) => `${counted(count, 'account')} ended.`,
  },
};

export const manyBarWords = {
  bar: 'What to do with those selected',
  selected: (count: number) => `${count} selected`,
  clearSelection: 'Clear selection',
  tooMany: (count: number, most: number) => `At most ${most} at a time: please clear ${count - most}.`,
  cancel: 'Cancel',
  sending: 'Sending',
  noneDone: 'Nothing was changed.',
  asked: (count: number) => `${counted(count, 'extension')} ${count === 1 ? 'waits' : 'wait'} for an approver’s agreement.`,
  leftOut: (count: number) =>
    count === 1
      ? 'One selected request does not allow this and will be skipped.'
      : `${count} selected requests do not allow this and will be skipped.`,
  results: 'What was done',
  notDone: (visitor: string, sentence: string) => `${visitor}: ${sentence}`,
  keepUntil: (date: string) => `Reapprove to ${dayWords(date)}`,
} as const;
