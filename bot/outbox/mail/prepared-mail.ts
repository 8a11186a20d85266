import type { RequestId } from '../../domain/request/visitor-request';
import { mailButtons, mailFooter } from '../../domain/words/mail-words';
import { subjectOf } from '../../domain/words/news-words';
import { preparedBy, preparedMail } from '../../domain/words/prepared-words';
import type { MailContent } from './mail-content';

/** Asks a colleague whom Teams does not reach to confirm a prepared request; `preparer` is a name, `news` the sentence of its notification. */
export function askedMail(
  { id, preparer, news, organisation }: { id: RequestId; preparer: string; news: string; organisation: string },
  url: string | undefined,
): MailContent {
  return {
    subject: subjectOf(news, id),
    preview: preparedMail.preview,
    organisation,
    title: preparedMail.title,
    sentences: [preparedBy(preparer)],
    groups: [],
    ...(url !== undefined && { link: { title: mailButtons.confirm, url } }),
    how: preparedMail.how,
    footer: mailFooter(organisation),
  };
}
