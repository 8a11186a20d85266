import { correctionRecipients } from '../request/corrections';
import { correctedNews, wasNews } from '../words/news-words';
import { sentences } from '../words/words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** Tells the approver what was corrected after the approval. */
export const corrected: MessageRow = {
  wanted: (request) => correctionRecipients(request).map((person) => ({ person, revision: request.account?.corrected?.revision ?? 0 })),
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary({ request: { account }, names, facts }) {
    const by = account?.corrected?.by;
    return correctedNews((by !== undefined && names.people?.[by]) || sentences.unknownPerson, facts);
  },
  was: () => wasNews.corrected,
  mail: noticeMail,
};
