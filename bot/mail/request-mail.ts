import type { RequestCard } from '../../cards/request';
import { correctionLines, handoverLines, requestConcerns, requestGroups, saidOf, statusLine } from '../../cards/request-parts';
import { accountSummaries } from '../domain/account-wording';
import { isNewlyChanged } from '../domain/approve-changed';
import { changedSummary } from '../domain/approve-changed-wording';
import { statusAt } from '../domain/calendar';
import { cardSentences, headings, nextFor } from '../domain/card-wording';
import { noChoices } from '../domain/choices';
import { mailFooter, mailSentences, mailSubjects } from '../domain/mail-wording';
import { correctedSummary } from '../domain/steering-wording';
import { isOver, type Status, type VisitorRequest } from '../domain/visitor-request';
import { statusLabels } from '../domain/wording';
import type { MailContent, MailGroup } from './mail-content';

export type RequestMailKind = 'ask' | 'outcome' | 'recalled' | 'offered' | 'handed' | 'corrected';

/** A request as a mail says it: the same as its card, from the same data, and complete without one. */
export function requestMail(kind: RequestMailKind, shown: RequestCard, url: string): MailContent {
  const { request, names, context, viewer } = shown;
  const status = statusAt(request, shown.today);
  const isQuestion = kind === 'ask';
  const line = statusLine(status, shown, isQuestion);
  const said = saidOf(status, request);
  const concerns = isQuestion ? requestConcerns(shown) : [];
  return {
    subject: subjectOf(kind, status, request),
    preview: isQuestion ? mailSentences.askedPreview : mailSentences.toldPreview,
    title: isQuestion ? headings.toDecide : viewer === 'sponsor' ? headings.ofSponsor : headings.request,
    status: { label: statusLabels[status], ...(line !== undefined && { line }) },
    sentences: [
      ...offerOn(shown, status),
      nextFor(viewer === 'sponsor', status, request),
      isQuestion ? mailSentences.howToDecide : mailSentences.howToGoOn,
    ],
    ...(said && { words: said }),
    groups: requestGroups(request, names.sponsor, context).map(({ rows }): MailGroup => ({ rows: rows.map(textOf) })),
    ...(concerns.length > 0 && { notes: { title: cardSentences.concerns, sentences: concerns } }),
    link: { title: mailSentences.openInTeams, url },
    footer: mailFooter(context.policy.organisation),
  };
}

function subjectOf(kind: RequestMailKind, status: Status, request: VisitorRequest): string {
  if (kind === 'offered') return accountSummaries.offered;
  if (kind === 'handed' && request.handed) return accountSummaries.handed(request.id, request.handed.answer);
  if (kind === 'corrected') return correctedSummary(request.id);
  if (kind === 'ask' || kind === 'recalled') return mailSubjects[kind](request.id);
  return isNewlyChanged(request, status) ? changedSummary(request.id) : mailSubjects.outcome(status, request.id);
}

/** Who offers it to whom, how the last offer was answered, and what was corrected, to those whom that concerns. */
function offerOn(shown: RequestCard, status: Status): string[] {
  const { reader = '', choices = noChoices } = shown;
  const lines = [...handoverLines(shown, reader, choices.mayAnswerOffer, !isOver(status)), ...correctionLines(shown, reader)];
  return lines.map(({ inlines }) => inlines.map(({ text }) => text).join(''));
}

/** A card cuts a value into runs, which a mail does not need. */
function textOf({ label, inlines }: ReturnType<typeof requestGroups>[number]['rows'][number]): MailGroup['rows'][number] {
  return { label, text: inlines.map(({ text }) => text).join('') };
}
