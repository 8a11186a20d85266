import type { Temporal } from 'temporal-polyfill';
import { type DigestRow, stateOf } from '../../cards/digest';
import { fullName, period, rowLabels } from '../domain/card-wording';
import { type DigestKind, tallyOf } from '../domain/digest';
import { digestIntro, digestSummary, digestTitles, offeredLine } from '../domain/digest-wording';
import { departmentOf, type FormContext, reasonOf } from '../domain/form';
import { mailFooter, mailSentences } from '../domain/mail-wording';
import { questions, rowLabelOf } from '../domain/questions';
import type { MailContent } from './mail-content';

export interface DigestMail {
  kind: DigestKind;
  rows: DigestRow[];
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
}

/** A digest as a mail says it: every visitor, complete without a card. */
export function digestMail({ kind, rows, today, context }: DigestMail, url: string): MailContent {
  const tally = tallyOf(rows);
  const isAsked = tally.undecided + tally.pending > 0;
  return {
    subject: digestSummary(kind, tally),
    preview: mailSentences.digestPreview,
    title: digestTitles[kind],
    sentences: [digestIntro(kind, tally), ...(isAsked ? [mailSentences.digestHow[kind]] : [])],
    groups: rows.map((row) => {
      const { request, offered, stands } = row;
      const { answers, validFrom, validTo } = request;
      return {
        title: fullName(answers) ?? request.id,
        rows: [
          { label: rowLabelOf(questions.department), text: departmentOf(answers, context.departments)?.name ?? answers.department },
          { label: rowLabelOf(questions.reason), text: reasonOf(answers, context.policy)?.label ?? answers.reason },
          { label: mailSentences.dates, text: period(validFrom, validTo) },
          { label: mailSentences.state, text: stateOf(row, today, context.policy.zone) },
          ...(stands === 'undecided' && offered !== undefined ? [{ label: mailSentences.offer, text: offeredLine(offered) }] : []),
          { label: rowLabels.reference, text: request.id },
        ],
      };
    }),
    link: { title: mailSentences.openInTeams, url },
    footer: mailFooter(context.policy.organisation),
  };
}
