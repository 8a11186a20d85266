import type { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../../domain/form/form-context';
import { questions, rowLabelOf } from '../../domain/form/questions';
import type { DigestKind } from '../../domain/notices/digest';
import { type DigestRow, shownDigest } from '../../domain/shown/list';
import { rowLabels } from '../../domain/words/card-words';
import { offeredLine } from '../../domain/words/digest-words';
import { mailFooter, mailSentences } from '../../domain/words/mail-words';
import type { MailContent } from './mail-content';

export interface DigestMail {
  kind: DigestKind;
  rows: DigestRow[];
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
}

/** A digest as a mail says it: every visitor, complete without a card. */
export function digestMail(given: DigestMail, url: string | undefined): MailContent {
  const { kind, context } = given;
  const { title, intro, summary, isAsking, rows } = shownDigest(given);
  return {
    subject: summary,
    preview: mailSentences.digestPreview,
    title,
    sentences: [intro, ...(isAsking ? [mailSentences.digestHow[kind]] : [])],
    groups: rows.map((row) => ({
      title: row.visitor,
      rows: [
        { label: rowLabelOf(questions.department), text: row.department },
        { label: rowLabelOf(questions.reason), text: row.reason },
        { label: mailSentences.dates, text: row.period },
        { label: mailSentences.state, text: row.state },
        ...(row.keepUntil === undefined ? [] : [{ label: mailSentences.offer, text: offeredLine(row.keepUntil) }]),
        { label: rowLabels.reference, text: row.request },
      ],
    })),
    ...(url !== undefined && { link: { title: mailSentences.openInTeams, url } }),
    footer: mailFooter(context.policy.organisation),
  };
}
