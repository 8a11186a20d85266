import type { RequestShown } from '../shown/request';
import { headings } from '../words/card-words';
import { mailSentences } from '../words/mail-words';
import { neededPreview } from '../words/news-words';

/** The parts that mails with a question share. */
export const asking = {
  preview: ({ facts }: RequestShown) => neededPreview(facts),
  title: () => headings.toDecide,
  how: mailSentences.howToDecide,
} as const;

/** The parts that mails with news share. */
export const noticeMail = {
  preview: () => mailSentences.noticePreview,
  title: ({ viewer }: RequestShown) => (viewer === 'sponsor' ? headings.ofSponsor : headings.request),
  how: mailSentences.howToGoOn,
} as const;
