import type { RequestShown } from '../shown/request';
import { headings } from '../words/card-words';
import { mailSentences } from '../words/mail-words';

/** What the mails of a question have in common. */
export const asking = {
  preview: mailSentences.askedPreview,
  title: () => headings.toDecide,
  how: mailSentences.howToDecide,
} as const;

/** What the mails have in common that tell of something. */
export const noticeMail = {
  preview: mailSentences.noticePreview,
  title: ({ viewer }: RequestShown) => (viewer === 'sponsor' ? headings.ofSponsor : headings.request),
  how: mailSentences.howToGoOn,
} as const;
