import { hasChangedSponsor } from '../request/handover';
import { mailSubjects } from '../words/mail-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/**
 * Notifies the sponsor of an undone decision; approvers get the question again instead. A sponsor who was assigned after
 * the decision never heard of it and gets nothing.
 */
export const recalled: MessageRow = {
  wanted({ status, sponsor, recalled: taken, handover }) {
    const handed = handover?.last;
    if (status !== 'pending' || !taken) return [];
    return handed && hasChangedSponsor(handed) && handed.revision > taken.revision ? [] : [{ person: sponsor, revision: taken.revision }];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: { ...noticeMail, subject: ({ request }) => mailSubjects.recalled(request.id) },
};
