import { hasChangedSponsor } from '../request/handover';
import { recalledNews, wasNews } from '../words/news-words';
import { sentences } from '../words/words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/**
 * Notifies the sponsor of an undone decision; approvers get the question again instead. A sponsor who was assigned after
 * the decision never heard of it and gets nothing.
 */
export const recalled: MessageRow = {
  wanted({ status, sponsor, recalled: taken, handover }) {
    const handed = handover?.last;
    if (status !== 'pending' || !taken) return [];
    return handed && hasChangedSponsor(handed) && handed.revision > taken.revision ? [] : [{ person: sponsor, revision: taken.revision }];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ names, facts }) => recalledNews(names.recalledBy ?? sentences.unknownPerson, facts),
  was: () => wasNews.recalled,
  mail: noticeMail,
};
