import { accountSummaries } from '../domain/account-wording';
import { isNewlyChanged } from '../domain/approve-changed';
import { changedSummary } from '../domain/approve-changed-wording';
import { cardSentences, headings } from '../domain/card-wording';
import { mailFooter, mailSentences, mailSubjects } from '../domain/mail-wording';
import type { RequestShown } from '../domain/shown/request';
import { correctedSummary } from '../domain/steering-wording';
import type { MailContent } from './mail-content';

export type RequestMailKind = 'ask' | 'outcome' | 'recalled' | 'offered' | 'handed' | 'corrected';

/** A request as a mail says it: the same as its card, from the same view, and complete without one. */
export function requestMail(kind: RequestMailKind, view: RequestShown, organisation: string, url: string): MailContent {
  const { viewer, line, said, handover, next, groups, concerns } = view;
  const isQuestion = kind === 'ask';
  return {
    subject: subjectOf(kind, view),
    preview: isQuestion ? mailSentences.askedPreview : mailSentences.toldPreview,
    title: isQuestion ? headings.toDecide : viewer === 'sponsor' ? headings.ofSponsor : headings.request,
    status: { label: view.statusLabel, ...(line !== undefined && { line }) },
    sentences: [...handover, next, isQuestion ? mailSentences.howToDecide : mailSentences.howToGoOn],
    ...(said && { words: said }),
    // Parts of a card are set apart by their place; a mail needs no headings for them either.
    groups: groups.map(({ rows }) => ({ rows })),
    ...(concerns.length > 0 && { notes: { title: cardSentences.concerns, sentences: concerns } }),
    link: { title: mailSentences.openInTeams, url },
    footer: mailFooter(organisation),
  };
}

function subjectOf(kind: RequestMailKind, { request, status }: RequestShown): string {
  if (kind === 'offered') return accountSummaries.offered;
  const last = request.handover?.last;
  if (kind === 'handed' && last) return accountSummaries.handed(request.id, last.answer);
  if (kind === 'corrected') return correctedSummary(request.id);
  if (kind === 'ask' || kind === 'recalled') return mailSubjects[kind](request.id);
  return isNewlyChanged(request, status) ? changedSummary(request.id) : mailSubjects.outcome(status, request.id);
}
