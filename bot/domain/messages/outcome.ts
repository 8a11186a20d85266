import { isNewlyChanged } from '../request/approve-changed';
import { changedSummary } from '../words/approve-changed-words';
import { mailSubjects } from '../words/mail-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/** What became of a request, to its sponsor. */
export const outcome: MessageRow = {
  wanted({ status, decision, sponsor }) {
    const revision = decision?.outcomeRevision;
    return status === 'pending' || revision === undefined ? [] : [{ person: sponsor, revision }];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: {
    ...noticeMail,
    subject: ({ request, status }) =>
      isNewlyChanged(request, status) ? changedSummary(request.id) : mailSubjects.outcome(status, request.id),
  },
};
