import { openProposal } from '../request/proposal';
import { nudgeNews, wasNews } from '../words/news-words';
import { asking } from './mail-parts';
import type { MessageRow } from './message';

/** Repeats the question at the end of the chat. */
export const nudge: MessageRow = {
  wanted(request, deciders) {
    const { revision, nudged } = openProposal(request) ?? request.question;
    const isOpen = request.status === 'pending' || openProposal(request) !== undefined;
    return isOpen && nudged ? deciders.ask.map((person) => ({ person, revision, count: nudged.count })) : [];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  isListed: true,
  summary: ({ request, status, names, facts }) => nudgeNews(names.sponsor, openProposal({ ...request, status })?.change, facts),
  was: () => wasNews.nudge,
  mail: asking,
};
