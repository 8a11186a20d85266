import { openProposal } from '../request/proposal';
import type { RequestShown } from '../shown/request';
import { proposalNews, wasNews } from '../words/news-words';
import { proposalSentences } from '../words/proposal-words';
import { asking } from './mail-parts';
import type { MessageRow } from './message';

const wordsOf = ({ request }: RequestShown) => proposalSentences(request.account?.proposal?.open);

/** What the sponsor asks of the approvers while the account runs, to each of them who is asked. */
export const proposal: MessageRow = {
  wanted(request, deciders) {
    const open = openProposal(request);
    return open ? deciders.ask.map((person) => ({ person, revision: open.revision })) : [];
  },
  ladder: 'teams-and-mail',
  rings: true,
  isListed: true,
  asks: true,
  summary: ({ request: { account }, names, facts }) =>
    proposalNews(names.sponsor, account?.proposal?.open?.change ?? { validTo: facts.validTo }, facts),
  was: () => wasNews.proposal,
  mail: { ...asking, preview: (view) => wordsOf(view).mailPreview, title: (view) => wordsOf(view).toAgree, hasCard: () => true },
};
