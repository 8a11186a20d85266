import type { VisitorRequest } from '../request/visitor-request';
import { askNews, passedOnNews, type SinceAsked, wasNews } from '../words/news-words';
import { asking } from './mail-parts';
import type { MessageRow } from './message';

/** A question may be answered by an edit alone. */
function sinceAsked({ answered, changed }: VisitorRequest['question']): SinceAsked | undefined {
  if (answered) return answered.answer === undefined ? 'resubmitted' : 'answered';
  return changed ? 'changed' : undefined;
}

/** The question to whoever decides. Wanted only while it is open, so one that came too late is never posted after the decision. */
export const ask: MessageRow = {
  wanted: ({ status, question: { revision } }, deciders) =>
    status === 'pending' ? deciders.ask.map((person) => ({ person, revision })) : [],
  ladder: 'teams-and-mail',
  rings: true,
  isListed: true,
  asks: true,
  summary({ request: { question }, names, passedOnBy, facts }) {
    return passedOnBy === undefined ? askNews(names.sponsor, sinceAsked(question), facts) : passedOnNews(passedOnBy, facts);
  },
  was: () => wasNews.ask,
  mail: { ...asking, hasCard: () => true },
};
