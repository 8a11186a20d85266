import { accountSummaries } from '../account-wording';
import { toldOfHandover } from '../handover';
import { mailSubjects } from '../mail-wording';
import { telling } from './mail-parts';
import type { MessageRow } from './message';

/** How an offer was answered, to whoever made it and to the sponsor. */
export const handed: MessageRow = {
  wanted: (request) => toldOfHandover(request).map((person) => ({ person, revision: request.handover?.last?.revision ?? 0 })),
  ladder: 'mail-if-unreached',
  summary: ({ summary }) => summary,
  mail: {
    ...telling,
    subject({ request, status }) {
      const last = request.handover?.last;
      return last ? accountSummaries.handed(request.id, last.answer) : mailSubjects.outcome(status, request.id);
    },
  },
};
