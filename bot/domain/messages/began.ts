import { hasChangedSponsor } from '../request/handover';
import { beganPreview } from '../words/directory-words';
import { beganNews, usernameLine, wasNews } from '../words/news-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/**
 * Tells the sponsor that the account works, with the username and what to pass on. A later sponsor finds both on
 * the request's card.
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
  words: ({ request: { account } }) => {
    const username = account?.directory?.userName;
    return username === undefined ? undefined : usernameLine(username);
  },
  was: () => wasNews.began,
  mail: { ...noticeMail, preview: () => beganPreview },
};
