import { mailSubjects } from '../words/mail-words';
import { asking } from './mail-parts';
import type { MessageRow } from './message';

/** The question to whoever decides. Wanted only while it is open, so one that came too late is never posted after the decision. */
export const ask: MessageRow = {
  wanted: ({ status, question: { revision } }, deciders) =>
    status === 'pending' ? deciders.ask.map((person) => ({ person, revision })) : [],
  ladder: 'teams-and-mail',
  rings: true,
  summary: ({ summary }) => summary,
  mail: { ...asking, subject: ({ request }) => mailSubjects.ask(request.id), hasCard: true },
};
