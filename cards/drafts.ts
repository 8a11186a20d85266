import { z } from 'zod';
import { stepsOf } from '../bot/domain/form/form';
import { departmentOf, type FormContext } from '../bot/domain/form/form-context';
import { stepCount } from '../bot/domain/form/form-words';
import type { Draft } from '../bot/domain/request/records';
import type { RequestId } from '../bot/domain/request/visitor-request';
import { draftHeading } from '../bot/domain/shown/draft';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { buttonTitles, cardSentences, fullName, headings, lastTouched, withReference } from '../bot/domain/words/card-words';
import { draftsInTab } from '../bot/domain/words/draft-words';
import { toConfirmLine, withColleagueLine } from '../bot/domain/words/prepared-words';
import { summaries } from '../bot/domain/words/words';
import { button } from './actions';
import { buttonView, described, describedButton, drawButton, inlines, literal, refreshing, refreshView } from './parts';
import { render } from './render';

export const draftsData = z.strictObject({
  heading: z.string(),
  hasUnderstood: z.boolean(),
  understood: inlines,
  intro: z.string(),
  drafts: z.array(
    z.strictObject({ visitor: inlines, department: inlines, progress: z.string(), touched: z.string(), buttons: z.array(describedButton) }),
  ),
  hasFurther: z.boolean(),
  further: z.string(),
  buttons: z.array(buttonView),
  refresh: refreshView,
});

/** The most drafts on one card. */
export const draftsShown = 5;

interface DraftsCard {
  drafts: Draft[];
  context: FormContext;
  /** The id of a new one. */
  next: RequestId;
  /** A line after *new visitor*, and what became of it. */
  said?: { line: string; understood: string };
}

/** All saved drafts, newest first, to continue or discard the first of them. */
export function draftsCard({ drafts, context, next, said }: DraftsCard): OutgoingCard {
  // The card refreshes by itself, so its buttons carry the line on.
  const again = said && { line: said.line };
  const data: z.input<typeof draftsData> = {
    heading: drafts.length === 1 ? headings.drafts : headings.manyDrafts,
    hasUnderstood: said !== undefined,
    understood: literal(said?.understood ?? ''),
    intro: cardSentences.draftsIntro,
    drafts: drafts.slice(0, draftsShown).map((draft, place) => draftView(draft, context, place === 0)),
    ...furtherDrafts(drafts),
    buttons: [drawButton(button('startDraft', buttonTitles.startAnother, { draft: next, ...again }))],
    refresh: refreshing(button('newVisitor', headings.drafts, { ...again })),
  };
  return { card: render('drafts', draftsData, data), summary: summaries.draft };
}

/** Says how many drafts the card does not show. */
export function furtherDrafts({ length }: readonly Draft[]): { hasFurther: boolean; further: string } {
  return { hasFurther: length > draftsShown, further: draftsInTab(length - draftsShown) };
}

type DraftView = z.input<typeof draftsData>['drafts'][number];

/** What tells one draft from another. */
export function draftRow(draft: Draft, context: FormContext): Omit<DraftView, 'buttons'> {
  const { answers, touchedAt } = draft;
  return {
    visitor: literal(fullName(answers) ?? cardSentences.noNameYet, { weight: 'Bolder' }),
    department: literal(departmentOf(answers, context.departments)?.name ?? cardSentences.noDepartmentYet),
    progress: partedLine(draft) ?? reachedLine(draft, context),
    touched: lastTouched(touchedAt, context.policy.zone),
  };
}

/** The step that a new request has come to; what edits a request has no steps. */
export function reachedLine(draft: Draft, { policy }: FormContext): string {
  if (draft.changes) return draftHeading(draft);
  const steps = stepsOf(draft.answers, policy);
  return stepCount(Math.max(0, steps.indexOf(draft.step)) + 1, steps.length);
}

/** Of a draft that is between two people; undefined for any other. */
export function partedLine({ confirmation, prepared }: Draft): string | undefined {
  if (confirmation) return withColleagueLine(confirmation.name);
  return prepared && toConfirmLine(prepared.name);
}

function draftView(draft: Draft, context: FormContext, isNewest: boolean): DraftView {
  const { id, revision } = draft;
  return {
    ...draftRow(draft, context),
    buttons: [
      described(
        button('showDraft', buttonTitles.goOn, { draft: id }, isNewest ? 'positive' : 'default'),
        withReference(buttonTitles.goOn, id),
      ),
      ...(partedLine(draft) === undefined
        ? [
            described(
              button('askDiscard', buttonTitles.discard, { draft: id, step: draft.step, revision }),
              withReference(buttonTitles.discard, id),
            ),
          ]
        : []),
    ],
  };
}
