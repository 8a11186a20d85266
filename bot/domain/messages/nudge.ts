import { mailSubjects } from '../words/mail-words';
import { asking } from './mail-parts';
import type { MessageRow } from './message';

/** The question once more, on top of the chat. */
export const nudge: MessageRow = {
  wanted: ({ status, question: { revision, nudged } }, deciders) =>
    status === 'pending' && nudged ? deciders.ask.map((person) => ({ person, revision, count: nudged.count })) : [],
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: { ...asking, subject: ({ request }) => mailSubjects.ask(request.id) },
};
