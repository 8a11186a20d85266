import type { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../../domain/form/form-context';
import { questions, rowLabelOf } from '../../domain/form/questions';
import type { DigestKind } from '../../domain/notices/digest';
import { type DigestRow, type DigestRowShown, shownDigest } from '../../domain/shown/list';
import { rowLabels } from '../../domain/words/card-words';
import { digestSentences, offeredLine } from '../../domain/words/digest-words';
import { mailButtons, mailFooter, mailSentences } from '../../domain/words/mail-words';
import type { MailContent, MailGroup } from './mail-content';

export interface DigestMail {
  kind: DigestKind;
  rows: DigestRow[];
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
}

/** A digest as a mail: complete without a card, the newly due first; one line each for those already asked about. */
export function digestMail(given: DigestMail, url: string | undefined): MailContent {
  const { kind, context } = given;
  const { title, intro, summary, isAsking, rows } = shownDigest(given);
  const before = rows.filter(({ wasAsked }) => wasAsked);
  return {
    subject: summary,
    preview: mailSentences.digestPreview,
    organisation: context.policy.organisation,
    title,
    sentences: [intro],
    groups: [...rows.filter(({ wasAsked }) => !wasAsked).map(groupOf), ...(before.length > 0 ? [groupOfBefore(before)] : [])],
    ...(url !== undefined && { link: { title: isAsking ? mailButtons.answer : mailButtons.open, url } }),
    ...(isAsking && { how: mailSentences.digestHow[kind] }),
    footer: mailFooter(context.policy.organisation),
  };
}

function groupOf(row: DigestRowShown): MailGroup {
  return {
    title: row.visitor,
    rows: [
      { label: rowLabelOf(questions.department), text: row.department },
      { label: rowLabelOf(questions.reason), text: row.reason },
      ...(row.employer === undefined ? [] : [{ label: rowLabelOf(questions.employer), text: row.employer }]),
      ...(row.account === undefined ? [] : [{ label: mailSentences.account, text: row.account }]),
      { label: mailSentences.dates, text: row.period },
      { label: mailSentences.state, text: row.state },
      ...(row.keepUntil === undefined ? [] : [{ label: mailSentences.offer, text: offeredLine(row.keepUntil) }]),
      { label: rowLabels.reference, text: row.request },
    ],
  };
}

function groupOfBefore(rows: readonly DigestRowShown[]): MailGroup {
  return { title: digestSentences.askedBefore, rows: rows.map(({ visitor, state }) => ({ label: visitor, text: state })) };
}
