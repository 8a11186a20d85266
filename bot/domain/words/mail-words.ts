/** Of the one button, which leads into Teams: what its reader does there. */
export const mailButtons = {
  decide: 'Decide in Teams',
  answer: 'Answer in Teams',
  confirm: 'Confirm in Teams',
  open: 'Open in Teams',
} as const;

/** What mails alone say. */
export const mailSentences = {
  howToDecide: 'To decide in Teams, type “waiting for me” in the chat with the visitor accounts bot.',
  howToGoOn:
    'We could not reach you in Teams, so we are emailing you. To open the request in Teams, type its reference in the chat with the visitor accounts bot.',
  digestPreview: 'See who is affected, and what you can do.',
  digestHow: {
    sponsor:
      'To answer, open Teams: in the chat with the visitor accounts bot, “waiting for reapproval” lists the accounts that expire soon, and “my visitors” all of your requests.',
    decider:
      'To answer, open Teams: in the chat with the visitor accounts bot, “waiting for me” lists these requests, and “waiting for reapproval” the accounts without a sponsor.',
  },
  account: 'Account',
  dates: 'Dates',
  state: 'Status',
  offer: 'Suggested new last day',
  noticePreview: 'See what was decided and when, and what happens next.',
} as const;

/** Of news, in which nothing is to be approved. */
export function newsFooter(organisation: string): string {
  return `Visitor accounts, ${organisation}. Please do not reply: this mailbox is not monitored.`;
}

export function mailFooter(organisation: string): string {
  return `${newsFooter(organisation)} Opening the link does not approve anything.`;
}
