import { isNewlyChanged } from '../approve-changed';
import { changedSummary } from '../approve-changed-wording';
import { mailSubjects } from '../mail-wording';
import { telling } from './mail-parts';
import type { MessageRow } from './message';

/** What became of a request, to its sponsor. */
export const outcome: MessageRow = {
  wanted({ status, decision, sponsor }) {
    const revision = decision?.outcomeRevision;
    return status === 'pending' || revision === undefined ? [] : [{ person: sponsor, revision }];
  },
  ladder: 'mail-if-unreached',
  summary: ({ summary }) => summary,
  mail: {
    ...telling,
    subject: ({ request, status }) =>
      isNewlyChanged(request, status) ? changedSummary(request.id) : mailSubjects.outcome(status, request.id),
  },
};
