import { isOver } from '../statuses/table';
import { handoverNews, wasNews } from '../words/news-words';
import { sentences } from '../words/words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** The handover offer to the colleague, while it is open. */
export const handover: MessageRow = {
  wanted({ status, handover: { open } = {} }) {
    return open && !isOver(status) ? [{ person: open.to, revision: open.revision }] : [];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  asks: true,
  summary({ request: { handover }, names, facts }) {
    const by = handover?.open?.by;
    return handoverNews((by !== undefined && names.people?.[by]) || sentences.unknownPerson, facts);
  },
  was: () => wasNews.handover,
  mail: noticeMail,
};
