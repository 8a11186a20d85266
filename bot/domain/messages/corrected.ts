import { toldOfCorrection } from '../request/corrections';
import { correctedSummary } from '../words/correction-words';
import { telling } from './mail-parts';
import type { MessageRow } from './message';

/** What was corrected after the approval, to whoever approved. */
export const corrected: MessageRow = {
  wanted: (request) => toldOfCorrection(request).map((person) => ({ person, revision: request.account?.corrected?.revision ?? 0 })),
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: { ...telling, subject: ({ request }) => correctedSummary(request.id) },
};
