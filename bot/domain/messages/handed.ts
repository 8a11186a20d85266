import { handoverRecipients } from '../request/handover';
import { accountSummaries } from '../words/account-words';
import { mailSubjects } from '../words/mail-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** How an offer was answered, to whoever made it and to the sponsor. */
export const handed: MessageRow = {
  wanted: (request) => handoverRecipients(request).map((person) => ({ person, revision: request.handover?.last?.revision ?? 0 })),
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: {
    ...noticeMail,
    subject({ request, status }) {
      const last = request.handover?.last;
      return last ? accountSummaries.handed(request.id, last.answer) : mailSubjects.outcome(status, request.id);
    },
  },
};
