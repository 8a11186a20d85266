import { mailSubjects } from '../words/mail-words';
import { noticeMail } from './mail-parts';
import type { MessageRow } from './message';

/**
 * A decision taken back rings with its sponsor; with the deciders it does not, as they have the question. Whoever became
 * the sponsor afterwards was never told of the decision, and need not hear that it is none.
 */
export const recalled: MessageRow = {
  wanted({ status, sponsor, recalled: taken, handover }) {
    const handed = handover?.last;
    if (status !== 'pending' || !taken) return [];
    return handed && handed.answer !== 'declined' && handed.revision > taken.revision
      ? []
      : [{ person: sponsor, revision: taken.revision }];
  },
  ladder: 'mail-where-teams-fails',
  rings: true,
  summary: ({ summary }) => summary,
  mail: { ...noticeMail, subject: ({ request }) => mailSubjects.recalled(request.id) },
};
