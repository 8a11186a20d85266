import { isOver } from '../statuses/table';
import { accountSummaries } from '../words/account-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** The handover offer to the colleague, while it is open. */
export const handover: MessageRow = {
  wanted({ status, handover: { open } = {} }) {
    return open && !isOver(status) ? [{ person: open.to, revision: open.revision }] : [];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: { ...noticeMail, subject: () => accountSummaries.offered },
};
