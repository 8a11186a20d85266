import { nudgeNews, wasNews } from '../words/news-words';
import { asking } from './mail-parts';
import type { MessageRow } from './message';

/** Repeats the question at the end of the chat. */
export const nudge: MessageRow = {
  wanted: ({ status, question: { revision, nudged } }, deciders) =>
    status === 'pending' && nudged ? deciders.ask.map((person) => ({ person, revision, count: nudged.count })) : [],
  ladder: 'mail-where-teams-fails',
  rings: true,
  isListed: true,
  summary: ({ names, facts }) => nudgeNews(names.sponsor, facts),
  was: () => wasNews.nudge,
  mail: asking,
};
