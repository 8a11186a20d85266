import { askNews, passedOnNews, wasNews } from '../words/news-words';
import { asking } from './mail-parts';
import type { MessageRow } from './message';

/** The question to whoever decides. Wanted only while it is open, so one that came too late is never posted after the decision. */
export const ask: MessageRow = {
  wanted: ({ status, question: { revision } }, deciders) =>
    status === 'pending' ? deciders.ask.map((person) => ({ person, revision })) : [],
  ladder: 'teams-and-mail',
  rings: true,
  isListed: true,
  asks: true,
  summary({ request: { question }, names, passedOnBy, facts }) {
    const since = question.answered ? 'answered' : question.changed ? 'changed' : undefined;
    return passedOnBy === undefined ? askNews(names.sponsor, since, facts) : passedOnNews(passedOnBy, names.sponsor, facts);
  },
  was: () => wasNews.ask,
  mail: { ...asking, hasCard: true },
};
