import { noticeMail } from '../../../bot/domain/messages/mail-parts';
import type { MessageRow } from '../../../bot/domain/messages/message';

/** A made-up message: whoever approved is told that it was recorded. */
export const receipt: MessageRow = {
  wanted({ status, decision }) {
    const revision = decision?.outcomeRevision;
    return status === 'approved' && decision && revision !== undefined ? [{ person: decision.by, revision }] : [];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ request }) => `Your approval of ${request.id} was recorded`,
  was: () => 'Your approval was recorded.',
  mail: {
    ...noticeMail,
    preview: () => 'Open this mail to see what you approved.',
  },
};
