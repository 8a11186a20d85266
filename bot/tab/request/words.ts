/** The fixed texts of the request page. Texts about the request come from the API. */
export const pageWords = {
  back: 'Back',
  loading: 'Loading the request',
  failed: 'The request could not be shown',
  gone: 'Nothing to show here',
  tryAgain: 'Try again',
  isOld: 'This may be out of date. We will try again automatically.',
  concerns: 'Please check',
  photoAdded: 'The photo has been added, and the approver has been asked.',
  notDone: 'This was not done',
  moved: 'The request has changed',
  dismiss: 'Close this message',
  openChat: 'Open the chat',
  chatNotOpened: 'The chat could not be opened. Please find the bot in your list of chats.',
  changed: (line: string) => `This request has just changed: ${line}`,
} as const;

export const verbWords = {
  editFailed: 'The request could not be opened for editing. Please try again in a moment.',
  verbs: 'What you can do',
  more: 'More',
  sending: 'Sending',
  cancel: 'Cancel',
  close: 'Close',
  closing: 'This can no longer be done. What you typed is still here, should you need it elsewhere.',
  nowIs: (statusLabel: string, line: string) => `Now: ${statusLabel}. ${line}`,
} as const;

export const fieldWords = {
  count: (typed: number, most: number) => `${typed} of ${most} characters`,
  tooLong: (typed: number, most: number) => `${typed} of ${most} characters: please shorten this`,
  findColleague: 'Find',
  anotherColleague: 'Someone else',
  fieldToCorrect: 'What to correct',
} as const;

export const photoWords = {
  title: 'Photo',
  show: 'Show the photo',
  hide: 'Hide the photo',
  recorded: 'Each view is recorded.',
  loading: 'Loading the photo',
  of: (visitor: string) => `Photo of ${visitor}`,
  failed: 'The photo could not be shown. Please try again in a moment.',
} as const;

export const timelineWords = {
  title: 'History',
  photoViews: 'Photo viewings',
  actingFor: (name: string) => `for ${name}`,
  showMore: 'Show more',
  showAll: (count: number) => `Show all ${count}`,
  change: (before: string, after: string) => `${before} → ${after}`,
  taken: (before: string) => `${before} (removed)`,
} as const;

/** For a fault of the page itself. */
