import { hasChangedSponsor } from '../request/handover';
import { isRunning } from '../statuses/table';
import { photoLapsedNews, quotedInLine, settledNews, wasNews } from '../words/news-words';
import { sentences } from '../words/words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** What an approver answered to a proposal, or that it lapsed without its photo, to the sponsor. Whoever became the sponsor afterwards finds it on the card. */
export const settled: MessageRow = {
  wanted({ status, sponsor, account, handover }) {
    const last = account?.proposal?.last;
    if (!last || (last.answer === 'unanswered' && !last.awaitsPhoto) || !isRunning(status)) return [];
    const handed = handover?.last;
    const isEarlier = handed && hasChangedSponsor(handed) && handed.revision > last.settledAt;
    return isEarlier ? [] : [{ person: sponsor, revision: last.settledAt }];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary({ request: { account }, names, facts }) {
    const last = account?.proposal?.last;
    if (last?.awaitsPhoto) return photoLapsedNews(last.change, facts);
    const by = (last && names.people?.[last.answered.by]) ?? sentences.unknownPerson;
    return settledNews(last?.answer === 'agreed', by, last?.change ?? { validTo: facts.validTo }, facts);
  },
  words: ({ request: { account } }) => {
    const words = account?.proposal?.last?.words;
    return words === undefined ? undefined : quotedInLine(words);
  },
  was: () => wasNews.settled,
  mail: noticeMail,
};
