import { hasChangedSponsor } from '../request/handover';
import { beganPreview } from '../words/directory-words';
import { beganNews, wasNews } from '../words/news-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/**
 * The account works, to its sponsor, with the username and what to pass on. Whoever became the sponsor afterwards finds both on
 * the card of the request.
 */
export const began: MessageRow = {
  wanted({ status, sponsor, account, handover }) {
    const revision = account?.directory?.begun?.revision;
    const handed = handover?.last;
    const isEarlier = handed && hasChangedSponsor(handed) && revision !== undefined && handed.revision > revision;
    return status !== 'active' || revision === undefined || isEarlier ? [] : [{ person: sponsor, revision }];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ facts }) => beganNews(facts),
  was: () => wasNews.began,
  mail: { ...noticeMail, preview: beganPreview },
};
