import { isNewlyChanged } from '../request/approve-changed';
import { isOver, type Status } from '../statuses/table';
import { endedNews, outcomeNews, quotedInLine, shortenedNews, wasNews } from '../words/news-words';
import { sentences } from '../words/words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** The decision is undone or no longer matters: a lapsed question needs no answer, and a list reports the end. */
const isNoNews: readonly Status[] = ['pending', 'withdrawn', 'lapsed', 'expired'];

/** Tells the sponsor the decision. */
export const outcome: MessageRow = {
  wanted({ status, decision, sponsor }) {
    const revision = decision?.outcomeRevision;
    return isNoNews.includes(status) || revision === undefined ? [] : [{ person: sponsor, revision }];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary({ request, status, names, facts }) {
    const { end, shortened } = request.account ?? {};
    const nameOf = (person: string) => names.people?.[person] ?? sentences.unknownPerson;
    if (end) return endedNews(nameOf(end.by), facts);
    if (shortened && !isOver(status)) return shortenedNews(nameOf(shortened.by), facts);
    return outcomeNews(status, names.decidedBy ?? sentences.unknownPerson, isNewlyChanged(request, status), facts);
  },
  words: ({ status, request: { decision } }) =>
    (status === 'rejected' || status === 'returned') && decision?.words !== undefined ? quotedInLine(decision.words) : undefined,
  was: wasNews.outcome,
  // A question is answered in the mail itself.
  mail: { ...noticeMail, hasCard: ({ status }) => status === 'returned' },
};
