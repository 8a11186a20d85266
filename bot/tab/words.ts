import type { Party } from '../channels/tab/draft-contract';
import type { Counts, ListName, requestOrders } from '../channels/tab/list-contract';
import { counted } from '../domain/dates/day-words';
import type { VisitorOrder } from '../domain/shown/sponsored';
import { dayWords } from './date-words';

/* The fixed texts of the shell and the lists. Texts about requests and refusals come from the API. */

let alternatives: Intl.ListFormat | undefined;

/** "A, B or C". The format is made on first use, as it would delay the first rows. */
function eitherOf(names: readonly string[]): string {
  alternatives ??= new Intl.ListFormat('en-GB', { type: 'disjunction' });
  return alternatives.format(names);
}

export const pageNames = {
  overview: 'Overview',
  mine: 'My visitors',
  reapproval: 'Reapprovals',
  waiting: 'Waiting for me',
  department: 'My department',
  requests: 'All requests',
  attention: 'Needs attention',
  cards: 'ID cards',
  'it-tasks': 'IT tasks',
  departments: 'Departments',
  policy: 'Policy',
  health: 'Service health',
} as const;

/** The name of a tab with its count. */
export function pageTitle(page: keyof typeof pageNames, { [page]: count }: Counts = {}): string {
  return count ? `${pageNames[page]} (${countWords(count)})` : pageNames[page];
}

/** "99+" where there are more than were counted. */
export function countWords({ total, isMore }: Counts[string]): string {
  return `${total}${isMore ? '+' : ''}`;
}

export const shellWords = {
  pages: 'Lists',
  morePages: 'More lists',
  newVisitor: 'New visitor',
  copyLink: 'Copy link',
  copied: 'Link copied.',
  notCopied: 'The link could not be copied. Please try again.',
  request: (reference: string) => `Request ${reference}`,
  unreadable: 'This link does not work. Here is your own list instead.',
  notAllowed: 'You cannot see what this link shows. Here is your own list instead.',
  dismiss: 'Close this message',
  tryAgain: 'Try again',
  loading: 'Loading',
  faultReference: (reference: string) => `If the problem continues, quote this reference to the IT Service Desk: ${reference}.`,
  broken: 'This page could not be shown. Please load it again.',
  loadAgain: 'Load again',
} as const;

export const columnNames = {
  visitor: 'Visitor',
  department: 'School or service',
  dates: 'Valid from – Valid to',
  status: 'Status',
  keepUntil: 'Suggested new last day',
  sponsor: 'Sponsor',
  since: 'Since',
  reason: 'Reason',
  access: 'IT access',
  idCard: 'ID card',
  userName: 'Username',
  waitingSince: 'Waiting since',
  decidedBy: 'Decided by',
} as const;

export const emptyWords: Record<ListName | 'attention' | 'it-tasks', string> = {
  mine: 'You have no visitors yet. Select “New visitor” to request an account.',
  reapproval: 'None of your visitors needs reapproval. They appear here 30 days before they expire.',
  waiting: 'Nothing is waiting for you. You will get a message in the chat when something is.',
  requests: 'There are no requests yet. They appear here as soon as one is made.',
  department: 'Your department has no visitors yet. They appear here as soon as a request is made.',
  cards: 'There is nothing to do. ID cards appear here when a request with a card has been approved, extended or is over.',
  attention: 'Nothing needs your attention. Problems that someone must fix appear here.',
  'it-tasks': 'There is nothing to do. Accounts that have to be made, changed or ended by hand appear here.',
};

/** The picker of people; why nobody is found comes from the API. */
export const peopleWords = {
  at: (mail: string, department: string) => `${mail}, ${department}`,
  searching: 'Searching',
  typeMore: 'Type at least two letters of a name or work email',
  nobody: 'Nobody found.',
  choose: 'Several people match. Choose one of them.',
  found: (count: number) => (count === 1 ? '1 person found' : `${count} people found`),
} as const;

/** What a row is called, as in the name of its list. */
function rowNoun(page: ListName): 'visitor' | 'request' {
  return page === 'mine' || page === 'reapproval' ? 'visitor' : 'request';
}

export const listWords = {
  columns: 'Columns',
  preview: 'Preview',
  previous: 'Previous',
  next: 'Next',
  openWhole: 'Open on its own page',
  closePreview: 'Close the preview',
  previewOf: (visitor: string) => `Preview of ${visitor}`,
  cardExport: 'Download for the card system',
  listExport: 'Export',
  nothingFits: 'No requests match these filters. Remove a filter or change your search.',
  noneSoFar: 'Nothing has been found yet.',
  clearFilters: 'Clear filters',
  showMore: 'Show more',
  lookFurther: 'Search more',
  loadingMore: 'Loading more',
  looked: (count: number) => `${counted(count, 'request')} searched so far.`,
  shown: (page: ListName, count: number, isAll: boolean) => `${counted(count, rowNoun(page))} shown${isAll ? '' : ', and there are more'}`,
  total: (page: ListName, count: number, isMore: boolean) => `${isMore ? 'More than ' : ''}${counted(count, rowNoun(page))}`,
  select: (visitor: string, reference: string) => `Select ${visitor}, ${reference}`,
  selectColumn: 'Selected',
  selectAll: 'Select all shown',
  bySponsor: (name: string) => `Show only what ${name} sponsors`,
  nobody: '–',
  waitsFor: (names: readonly string[]) => `with ${eitherOf(names)}`,
  cannotReapprove: 'Cannot be reapproved yet',
} as const;

export const filterWords = {
  bar: 'Filters',
  search: 'Name, employer or reference',
  searchHint: 'First letters of any name, or VR-…',
  longWait: 'Longer than 6 working days',
  anyWait: 'For a decision',
  status: 'Status',
  anyStatus: 'Any status',
  department: 'School or service',
  anyDepartment: 'Any school or service',
  noDepartment: 'No school or service matches.',
  ends: 'Ends in',
  sponsor: 'Sponsor’s work address',
  badSponsor: 'Enter the full work email address.',
  badMonth: 'Enter a month, such as 2027-02.',
  active: 'Active filters',
  remove: 'Remove this filter',
  oneSponsor: 'One sponsor',
  cardSearch: 'Name, reference or card number',
  card: 'Show',
  anyCard: 'Everything to do',
  name: 'Name or reference',
  nameHint: 'First letters, or VR-…',
  sort: 'Sort by',
  sortHint:
    'The list is read in parts, so it can be sorted only by what has an index. School or service, sponsor and the other columns have none: filter by them instead.',
  more: 'More filters',
  fewer: 'Fewer filters',
  reason: 'Reason',
  anyReason: 'Any reason',
  access: 'IT access',
  anyAccess: 'Any access',
  idCard: 'ID card',
  anyIdCard: 'With or without',
  withCard: 'With an ID card',
  withoutCard: 'Without an ID card',
  approver: 'Approver’s work address',
  oneApprover: 'One approver',
} as const;

export const orderNames: Record<VisitorOrder, string> = {
  validTo: 'Valid to',
  visitor: 'Name',
  status: 'Status',
};

/** The newest first unless chosen. */
export const requestOrderNames: Record<(typeof requestOrders)[number] | 'newest', string> = {
  newest: 'Newest first',
  validTo: 'Valid to',
  surname: 'Surname',
  waiting: 'Waiting longest',
};

export const filterNames = {
  search: 'Search',
  status: 'Status',
  department: 'School or service',
  ends: 'Ends in',
  starts: 'Starts in the week of',
  waits: 'Waiting',
  sponsor: 'Sponsor',
  card: 'Card',
  reason: 'Reason',
  access: 'IT access',
  idCard: 'ID card',
  approver: 'Approver',
} as const;

export const cardFilterNames = {
  issue: 'To issue',
  extend: 'To extend',
  collect: 'To collect',
  issued: 'Issued',
  collected: 'Collected in the last 30 days',
} as const;

export const healthWords = {
  looking: 'Checking everything the service uses. This can take a few seconds.',
  allWell: 'No problems found.',
  toMend: (count: number) => `${counted(count, 'problem')} to fix`,
  toCheck: (count: number) => `${counted(count, 'thing')} to check yourself`,
  lookedAt: (moment: string) => `Last checked ${moment}`,
  again: 'Check again',
} as const;

export const taskWords = {
  by: (date: string) => `By ${dayWords(date)}`,
  overdue: 'Overdue',
  find: 'Name, username or reference',
  nothingFound: 'No open task matches your search.',
  urgent: 'Urgent',
  today: 'Due today',
  /** "12 tasks, 2 overdue, 1 due today": of those that are shown. */
  tally: (count: number, overdue: number, today: number, isMore: boolean) =>
    [
      `${isMore ? 'The first ' : ''}${counted(count, 'task')}`,
      ...(overdue > 0 ? [`${overdue} overdue`] : []),
      ...(today > 0 ? [`${today} due today`] : []),
    ].join(', '),
  ends: 'Ends',
  begins: 'Starts or changes',
  about: (reference: string, since: string) => `${reference} · asked ${since}`,
  done: 'Done',
  doneOne: (visitor: string, reference: string) => `Done: ${visitor}, ${reference}`,
  notDone: 'Cannot be done',
  notDoneOne: (visitor: string, reference: string) => `Cannot be done: ${visitor}, ${reference}`,
  askDone: 'Is all of this done in the directory? Where we can read the directory, we check it.',
  userName: 'Username (required)',
  userNameHint: 'Change it if you chose another. Usernames are never reused.',
  askNotDone: 'Why can this not be done? The administrators and the sponsor will read it.',
  reason: 'Reason (required)',
  sending: 'Sending',
  cancel: 'Cancel',
} as const;

export const draftListWords = {
  title: 'Drafts',
  continue: 'Continue',
  open: 'Open',
  of: (button: string, title: string) => `${button}: ${title}`,
} as const;

interface DropWords {
  button: string;
  ask: string;
  keep: string;
  doing: string;
  done: string;
}

/** The title of the button that removes a draft from the list, by whose turn it is. */
export const dropWords: Record<Party, DropWords> = {
  own: {
    button: 'Discard',
    ask: 'Discard this draft? Everything in it will be deleted.',
    keep: 'Keep it',
    doing: 'Discarding',
    done: 'The draft has been discarded.',
  },
  'with-colleague': {
    button: 'Discard',
    ask: 'Discard this draft? Your colleague will no longer be able to confirm it, and everything in it will be deleted.',
    keep: 'Keep it',
    doing: 'Discarding',
    done: 'The draft has been discarded.',
  },
  'to-confirm': {
    button: 'Decline',
    ask: 'Decline to be the sponsor? The draft goes back to the colleague who prepared it, and they will be told.',
    keep: 'Cancel',
    doing: 'Declining',
    done: 'You declined. The draft is back with your colleague.',
  },
};

/** The API's sentence, with its reference in the log. */
export const faultSentence = ({ title, reference }: { title: string; reference?: string | undefined }) =>
  reference ? `${title} ${shellWords.faultReference(reference)}` : title;
