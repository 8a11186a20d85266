import type { MessageRow } from '../../domain/messages/message';
import type { RequestShown } from '../../domain/shown/request';
import { cardSentences } from '../../domain/words/card-words';
import { mailButtons, mailFooter } from '../../domain/words/mail-words';
import { subjectOf } from '../../domain/words/news-words';
import type { MailContent } from './mail-content';

/** A message that goes by mail too. */
export type TellsByMail = Extract<MessageRow, { mail: object }>;

/** A request as a mail says it: the same as its card, from the same view, and complete without one. */
export function requestMail(
  { summary, mail }: TellsByMail,
  view: RequestShown,
  organisation: string,
  url: string | undefined,
): MailContent {
  const { line, said, handover, next, details, concerns } = view;
  return {
    subject: subjectOf(summary(view), view.request.id),
    preview: typeof mail.preview === 'string' ? mail.preview : mail.preview(view),
    organisation,
    title: mail.title(view),
    status: { label: view.statusLabel, tone: view.tone, ...(line !== undefined && { line }) },
    sentences: [...handover, next],
    ...(said && { words: said }),
    // A notification reads the first words of a mail aloud: the visitor comes after them.
    groups: [{ title: view.title, top: view.top, rows: details }],
    ...(concerns.length > 0 && { notes: { title: cardSentences.concerns, sentences: concerns } }),
    ...(url !== undefined && { link: { title: linkTitleOf(view), url } }),
    how: mail.how,
    footer: mailFooter(organisation),
  };
}

function linkTitleOf({ isToDecide, isToAgree, viewer, status }: RequestShown): string {
  if (isToDecide || isToAgree) return mailButtons.decide;
  return viewer === 'sponsor' && status === 'returned' ? mailButtons.answer : mailButtons.open;
}
