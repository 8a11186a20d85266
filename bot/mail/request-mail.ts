import type { RequestCard } from '../../cards/request';
import { requestConcerns, requestGroups, saidOf, statusLine } from '../../cards/request-parts';
import { isNewlyChanged } from '../domain/approve-changed';
import { changedSummary } from '../domain/approve-changed-wording';
import { statusAt } from '../domain/calendar';
import { cardSentences, headings, nextFor } from '../domain/card-wording';
import { mailFooter, mailSentences, mailSubjects } from '../domain/mail-wording';
import type { Status, VisitorRequest } from '../domain/visitor-request';
import { statusLabels } from '../domain/wording';
import type { MailContent, MailGroup } from './mail-content';

export type RequestMailKind = 'ask' | 'outcome' | 'recalled';

/** A request as a mail says it: the same as its card, from the same data, and complete without one. */
export function requestMail(kind: RequestMailKind, shown: RequestCard, url: string): MailContent {
  const { request, names, context, viewer } = shown;
  const status = statusAt(request, shown.today);
  const isQuestion = kind === 'ask';
  const line = statusLine(status, shown, isQuestion);
  const said = saidOf(status, request);
  const concerns = isQuestion ? requestConcerns(shown) : [];
  return {
    subject: kind === 'outcome' ? outcomeSubject(status, request) : mailSubjects[kind](request.id),
    preview: isQuestion ? mailSentences.askedPreview : mailSentences.toldPreview,
    title: isQuestion ? headings.toDecide : viewer === 'sponsor' ? headings.ofSponsor : headings.request,
    status: { label: statusLabels[status], ...(line !== undefined && { line }) },
    sentences: [nextFor(viewer === 'sponsor', status, request), isQuestion ? mailSentences.howToDecide : mailSentences.howToGoOn],
    ...(said && { words: said }),
    groups: requestGroups(request, names.sponsor, context).map(({ rows }): MailGroup => ({ rows: rows.map(textOf) })),
    ...(concerns.length > 0 && { notes: { title: cardSentences.concerns, sentences: concerns } }),
    link: { title: mailSentences.openInTeams, url },
    footer: mailFooter(context.policy.organisation),
  };
}

function outcomeSubject(status: Status, request: VisitorRequest): string {
  return isNewlyChanged(request, status) ? changedSummary(request.id) : mailSubjects.outcome(status, request.id);
}

/** A card cuts a value into runs, which a mail does not need. */
function textOf({ label, inlines }: ReturnType<typeof requestGroups>[number]['rows'][number]): MailGroup['rows'][number] {
  return { label, text: inlines.map(({ text }) => text).join('') };
}
