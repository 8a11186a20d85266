import { handoverRecipients } from '../request/handover';
import { handedNews, wasNews } from '../words/news-words';
import { sentences } from '../words/words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** Tells the answer to a handover offer to the person who made it and to the sponsor. */
export const handed: MessageRow = {
  wanted: (request) => handoverRecipients(request).map((person) => ({ person, revision: request.handover?.last?.revision ?? 0 })),
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary({ request: { handover }, names, facts }) {
    const last = handover?.last;
    const nameOf = (person = '') => names.people?.[person] ?? sentences.unknownPerson;
    return handedNews(last?.answer ?? 'accepted', nameOf(last?.to), nameOf(last?.by), facts);
  },
  was: () => wasNews.handed,
  mail: noticeMail,
};
