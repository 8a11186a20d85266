import { newsFooter } from '../../domain/words/mail-words';
import type { MailContent } from './mail-content';

/** News in one sentence, about no request and with nothing to do. */
export function newsMail(subject: string, sentence: string, organisation: string): MailContent {
  return { subject, preview: sentence, organisation, title: subject, sentences: [sentence], groups: [], footer: newsFooter(organisation) };
}
