import { rowOf, type Status } from '../statuses/table';

/** What mails alone say. Subjects carry the reference and the kind of message, never a visitor’s name. */
export const mailSubjects = {
  ask: (id: string) => `Visitor request ${id} waits for your decision`,
  recalled: (id: string) => `Visitor request ${id}: the decision was taken back`,
  outcome: (status: Status, id: string) => `Visitor request ${id}: ${rowOf(status).label.toLowerCase()}`,
} as const;

export const mailSentences = {
  openInTeams: 'Open in Teams',
  howToDecide: 'To decide, open Teams: the request is in your chat with the visitor accounts bot, and “waiting for me” finds it there.',
  howToGoOn: 'Teams did not take this message for you, so it comes by mail. In Teams, “my visitors” finds the request.',
  digestPreview: 'Open this mail to see which visitors it is about, and until when.',
  digestHow: {
    sponsor: 'To answer, open Teams: “waiting for reapproval” lists your visitors in the chat with the visitor accounts bot.',
    decider: 'To answer, open Teams: “waiting for me” lists these requests in the chat with the visitor accounts bot.',
  },
  dates: 'Dates',
  state: 'Status',
  offer: 'Suggested new last day',
  askedPreview: 'Open this mail to see who asks, for which department and for how long.',
  toldPreview: 'Open this mail to see what was decided.',
} as const;

export function mailFooter(organisation: string): string {
  return `Visitor accounts, ${organisation}. Nobody reads answers to this mail. Opening the link changes nothing.`;
}
