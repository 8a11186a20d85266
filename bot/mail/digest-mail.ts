import type { Temporal } from 'temporal-polyfill';
import { rowLabels } from '../domain/card-wording';
import type { DigestKind } from '../domain/digest';
import { offeredLine } from '../domain/digest-wording';
import type { FormContext } from '../domain/form';
import { mailFooter, mailSentences } from '../domain/mail-wording';
import { questions, rowLabelOf } from '../domain/questions';
import { type DigestRow, shownDigest } from '../domain/shown/list';
import type { MailContent } from './mail-content';

export interface DigestMail {
  kind: DigestKind;
  rows: DigestRow[];
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
}

/** A digest as a mail says it: every visitor, complete without a card. */
export function digestMail(given: DigestMail, url: string): MailContent {
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
    link: { title: mailSentences.openInTeams, url },
    footer: mailFooter(context.policy.organisation),
  };
}
