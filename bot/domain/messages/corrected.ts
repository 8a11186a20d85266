import { correctionRecipients } from '../request/corrections';
import { correctedSummary } from '../words/correction-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** What was corrected after the approval, to whoever approved. */
export const corrected: MessageRow = {
  wanted: (request) => correctionRecipients(request).map((person) => ({ person, revision: request.account?.corrected?.revision ?? 0 })),
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: { ...noticeMail, subject: ({ request }) => correctedSummary(request.id) },
};
