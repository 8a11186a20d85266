import type { ListName, ManyVerb } from '../channels/tab/contract';
import { dayWords } from './date-words';

/** Every sentence of the tab's shell and lists; what a request or a refusal says comes from the API. */

export const pageNames = {
  mine: 'My visitors',
  reapproval: 'Waiting for reapproval',
  waiting: 'Waiting for me',
  requests: 'All requests',
  attention: 'Needs attention',
} as const;

export const shellWords = {
  pages: 'Lists',
  newVisitor: 'New visitor',
  copyLink: 'Copy link',
  copied: 'Link copied.',
  notCopied: 'The link could not be copied. Please try again.',
  request: (reference: string) => `Request ${reference}`,
  unreadable: 'This link leads nowhere here. Here is your own list instead.',
  notAllowed: 'You cannot see what this link shows. Here is your own list instead.',
  dismiss: 'Close this message',
  tryAgain: 'Try again',
  loading: 'Loading',
  faultReference: (reference: string) => `If it stays so, give this reference to whoever helps you: ${reference}.`,
  broken: 'This page could not be shown. Please load it again.',
  loadAgain: 'Load again',
} as const;

export const columnNames = {
  visitor: 'Visitor',
  department: 'School or service',
  dates: 'First day – last day',
  status: 'Status',
  waitsFor: 'Waits for',
  keepUntil: 'Would be kept until',
  sponsor: 'Sponsor',
} as const;

export const emptyWords: Record<ListName | 'attention', string> = {
  mine: 'You have no visitors yet. Select “New visitor” to request an account for one.',
  reapproval: 'None of your visitors waits for reapproval. They come here thirty days before the last day of the account.',
  waiting: 'Nothing waits for you. The bot writes to you in the chat when something does.',
  requests: 'There are no requests yet. They come here as soon as somebody sends one from the chat.',
  attention: 'Nothing needs your attention. What goes wrong and needs a person comes here.',
};

export const listWords = {
  nothingFits: 'No request fits these filters. Take one away, or look for something else.',
  noneSoFar: 'Nothing has been found yet.',
  clearFilters: 'Clear filters',
  showMore: 'Show more',
  lookFurther: 'Look further',
  loadingMore: 'Loading more',
  looked: (count: number) => `Looked at ${counted(count)} so far.`,
  shown: (count: number, isAll: boolean) => `${counted(count)} shown${isAll ? '' : ', and there are more'}`,
  tick: (visitor: string, reference: string) => `Tick ${visitor}, ${reference}`,
  tickColumn: 'Ticks',
  tickAll: 'Tick all that are shown',
  bySponsor: (name: string) => `Show only what ${name} sponsors`,
  nobody: '–',
  cannotKeep: 'Cannot be kept longer for now',
} as const;

export const filterWords = {
  bar: 'Filters',
  search: 'Surname or reference',
  searchHint: 'Its beginning, or VR-…',
  status: 'Status',
  anyStatus: 'Any status',
  department: 'School or service',
  anyDepartment: 'Any school or service',
  noDepartment: 'No school or service has that in its name.',
  ends: 'Ends in',
  sponsor: 'Sponsor’s work address',
  badSponsor: 'Please give the whole work address, with its @.',
  badMonth: 'Please give a month, such as 2027-02.',
  active: 'Active filters',
  remove: 'Take this filter away',
  oneSponsor: 'One sponsor',
} as const;

export const filterNames = {
  search: 'Search',
  status: 'Status',
  department: 'School or service',
  ends: 'Ends in',
  sponsor: 'Sponsor',
} as const;

export const attentionWords = {
  open: 'Open',
  done: 'Done',
  openOne: (reference: string) => `Open ${reference}`,
  doneOne: (reference: string) => `Done with ${reference}`,
  about: (reference: string, since: string, code: string) => `${reference} · since ${since} · code ${code}`,
  more: 'Show more',
} as const;

export const draftListWords = {
  title: 'Drafts',
  continue: 'Continue',
  discard: 'Discard',
  continueOne: (title: string) => `Continue: ${title}`,
  discardOne: (title: string) => `Discard: ${title}`,
  askDiscard: 'Discard this draft? Everything in it will be deleted.',
  keep: 'Keep it',
  discarding: 'Discarding',
  discarded: 'The draft has been discarded.',
} as const;

interface ManyWords {
  button: string;
  ask: string;
  confirm: (count: number) => string;
  done: (count: number) => string;
}

export const manyWords: Record<ManyVerb, ManyWords> = {
  approve: {
    button: 'Approve those ticked',
    ask: 'Approve these requests? Each sponsor is told at once.',
    confirm: (count) => `Approve ${count}`,
    done: (count) => `${counted(count)} approved.`,
  },
  reapprove: {
    button: 'Keep those ticked',
    ask: 'Keep these accounts? Each goes on until the day beside it.',
    confirm: (count) => `Keep ${count}`,
    done: (count) => `${counted(count, 'account')} kept.`,
  },
  'let-end': {
    button: 'Let those end',
    ask: 'Let these accounts end? Each ends on its last day, and until then you can still keep it.',
    confirm: (count) => `Let ${count} end`,
    done: (count) => `${counted(count, 'account')} will end on the last day.`,
  },
  'keep-after-all': {
    button: 'Keep after all',
    ask: 'Take “let it end” back for these accounts? Each waits for your answer again.',
    confirm: (count) => `Take back ${count}`,
    done: (count) => `${counted(count, 'account')} ${count === 1 ? 'waits' : 'wait'} for your answer again.`,
  },
};

export const manyBarWords = {
  bar: 'What to do with those ticked',
  ticked: (count: number) => `${count} ticked`,
  untick: 'Untick all',
  tooMany: (count: number, most: number) => `At most ${most} at a time: please untick ${count - most}.`,
  cancel: 'Cancel',
  sending: 'Sending',
  noneDone: 'Nothing was changed.',
  leftOut: (count: number) =>
    count === 1
      ? 'One more is ticked, with which this cannot be done. It is left out.'
      : `${count} more are ticked, with which this cannot be done. They are left out.`,
  results: 'What was done',
  notDone: (visitor: string, sentence: string) => `${visitor}: ${sentence}`,
  keepUntil: (date: string) => `Keep until ${dayWords(date)}`,
} as const;

/** "1 request", "50 requests", "1,200 requests". */
export function counted(count: number, noun = 'request'): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** "Mon 1 Feb 2027 – Sat 31 Jul 2027" */
export const datesWords = ({ validFrom, validTo }: { validFrom: string; validTo: string }) =>
  `${dayWords(validFrom)} – ${dayWords(validTo)}`;
