/** What only Outlook’s cards and answers say. */
export const outlookSentences = {
  unknownCaller: 'Outlook did not say who you are, so nothing was changed. Please open the request in Teams.',
  keysAway: 'We cannot check who you are just now, so nothing was changed. Please try again in a few minutes.',
  gone: 'This request is no longer kept, so there is nothing left to decide.',
  replaced: 'The sponsor has resubmitted this request since this email was sent, so a newer email replaces it. Here is the latest version.',
  linkOver:
    'The buttons of this mail have stopped working, as it is more than 30 days old. Nothing was changed. Please open the request in Teams.',
} as const;

export const outlookTitles = { openInTeams: 'Open in Teams', editInTeams: 'Edit in Teams', showPhoto: 'Show the photo' } as const;

/**
 * A sentence as a header of HTTP can carry it: printable ASCII, one line. Outlook shows `CARD-ACTION-STATUS` beside the
 * buttons. Example: “Don’t” becomes "Don't".
 */
export function headerText(sentence: string): string {
  return sentence
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7E]/g, '?')
    .slice(0, 400);
}
