import { type Form, visitorForm } from '../form/form';
import { departmentOf, type FormContext } from '../form/form-context';
import { labelled, problemSentence, warningSentence, yesNo } from '../form/form-words';
import { asOnPage, inputText, isBegun, pageSections } from '../form/one-page';
import { type OwnProblem, offeredChoices } from '../form/question-kinds';
import { canBeNamedFor } from '../request/prepared';
import type { Draft } from '../request/records';
import { hasNothingToSend, isUnedited } from '../request/resubmit';
import {
  buttonTitles,
  cardSentences,
  followsLine,
  fullName,
  headings,
  lastTouched,
  missingBeforeRequest,
  problemAway,
  wordsTitle,
} from '../words/card-words';
import { answerWords, completeSentence, draftSentences, nextAsked, partWords, sendTitle } from '../words/draft-words';
import {
  preparedBy,
  preparedSentences,
  preparedTitles,
  toConfirmLine,
  waitingWithColleague,
  withColleagueLine,
} from '../words/prepared-words';
import { detailsNotice, photoNotice } from '../words/privacy-words';
import { tabSentences } from '../words/tab-words';

/** How a field is filled in; the choices of a list come apart, as no answer changes them. */
export type ShownInput =
  | { kind: 'text'; style?: 'Tel' | 'Email' | 'Multiline' }
  | { kind: 'date'; suggestions: { title: string; date: string }[] }
  | { kind: 'list'; isSearched: boolean; placeholder: string }
  | { kind: 'option'; options: { id: string; title: string }[] }
  | { kind: 'picture'; isThere: boolean; thumbnail?: string; notice: string };

/** One question on the page, in words. */
export interface ShownField {
  field: string;
  label: string;
  hint?: string;
  /** What the input holds; see `inputText`. */
  value: string;
  input: ShownInput;
  problem?: string;
  warnings: string[];
  /** A visitor who may be here already is found by it. */
  isCompared: boolean;
}

/** A draft on one page, as it is saved. */
export interface ShownDraft {
  draft: string;
  revision: number;
  /** The revision of the returned request that it changes; 0 for a new one. */
  round: number;
  heading: string;
  visitor?: string;
  /** What should be read first: the question of a returned request, or which request this one follows. */
  notes: { title?: string; text: string }[];
  sections: { title: string; intro?: string; fields: ShownField[] }[];
  /** What is still missing, by field; empty where it can be sent. */
  missing: { field: string; sentence: string }[];
  outcome: string;
  /** What sends it; absent while there is nothing to send. */
  send?: string;
  /** Absent where nobody can be asked to sponsor it. */
  askColleague?: typeof askColleagueWords;
  privacy: string;
  party: 'own' | 'to-confirm';
}

export function shownDraft(stored: Draft, context: FormContext, form: Form = visitorForm): ShownDraft {
  const draft = asOnPage(stored, context, form);
  const { id, revision, answers, changes } = draft;
  const problems = form.problemsOf(answers, context);
  const sections = pageSections(draft, context, form);
  const shown = sections.flatMap(({ fields }) => fields);
  const wrong = shown.filter((field) => problems[field]);
  const visitor = fullName(answers, form.questions);
  return {
    draft: id,
    revision,
    round: changes?.revision ?? 0,
    heading: draftHeading(draft),
    ...(visitor !== undefined && { visitor }),
    notes: draftNotes(draft),
    sections: [
      ...(isBegun(draft, context, form) ? answerSection(draft) : []),
      ...sections.map(({ part, fields }) => ({
        ...partWords[part],
        fields: fields.map((field) => shownField(field, draft, context, problems[field], form)),
      })),
    ],
    missing: wrong.map((field) => ({ field, sentence: problemAway(form.questions[field]!, problems[field]!, context.policy) })),
    outcome: draftOutcome(wrong.length, draft, context, form),
    ...(!hasNothingToSend(draft) && { send: sendTitle(draft) }),
    ...(canBeNamedFor(draft, context) && { askColleague: askColleagueWords }),
    privacy: detailsNotice(context.policy),
    party: draft.prepared ? 'to-confirm' : 'own',
  };
}

/** *Ask a colleague* on the page: whom by name or address, then whether it shall be them. */
const askColleagueWords = {
  button: preparedTitles.askButton,
  title: preparedTitles.ask,
  answer: preparedTitles.name,
  asks: { kind: 'colleague', sentence: preparedSentences.ask, label: tabSentences.findColleague, confirm: preparedSentences.askThem },
} as const;

/** The field of the answer to a question, which is no question about the visitor. */
export const answerField = 'answer';

function answerSection(draft: Draft): ShownDraft['sections'] {
  const { changes, answer = '' } = draft;
  if (changes?.question === undefined) return [];
  const label = answerWords.label(isUnedited(draft));
  const input = { kind: 'text', style: 'Multiline' } as const;
  return [{ title: answerWords.title, fields: [{ field: answerField, label, value: answer, input, warnings: [], isCompared: false }] }];
}

function draftNotes({ changes, follows, answers, prepared }: Draft): ShownDraft['notes'] {
  const hasBlankDates = answers.validFrom === undefined || answers.validTo === undefined;
  return [
    ...(prepared ? [{ text: preparedBy(prepared.name) }] : []),
    ...(changes?.question === undefined ? [] : [{ title: wordsTitle('return'), text: changes.question }]),
    ...(follows === undefined ? [] : [{ text: followsLine(follows, hasBlankDates) }]),
  ];
}

/** What a colleague prepared is confirmed. A request that waits is edited; one that came back is answered too. */
export function draftHeading({ changes, prepared }: Pick<Draft, 'changes' | 'prepared'>): string {
  if (!changes) return prepared ? preparedTitles.check : buttonTitles.newVisitor;
  return changes.question === undefined ? headings.editRequest : buttonTitles.changeAndSend;
}

function draftOutcome(missing: number, draft: Draft, context: FormContext, form: Form): string {
  if (!isBegun(draft, context, form)) return missing > 0 ? draftSentences.begin : draftSentences.confirm;
  if (missing > 0) return missingBeforeRequest(missing, sendTitle(draft));
  if (hasNothingToSend(draft)) return draft.changes?.question === undefined ? draftSentences.unedited : answerWords.unanswered;
  return completeSentence(draft);
}

function shownField(field: string, draft: Draft, context: FormContext, problem: OwnProblem | undefined, form: Form): ShownField {
  const { answers } = draft;
  const question = form.questions[field]!;
  const hint = typeof question.hint === 'function' ? question.hint(answers, context) : question.hint;
  return {
    field,
    // What has an initial answer is always answered, so neither required nor optional.
    label: 'initial' in question ? question.label : labelled(question, form.isRequired(field, answers, context)),
    ...(hint !== undefined && { hint }),
    value: inputText(field, answers, form),
    input: shownInput(field, draft, context, form),
    ...(problem && { problem: problemSentence(question, problem, context.policy) }),
    warnings: form.warningsAbout(field, answers, context).map((rule) => warningSentence(rule, context.policy)),
    isCompared: question.comparedAs !== undefined || (question.kind === 'list' && question.isSearched),
  };
}

function shownInput(field: string, { answers, thumbnail }: Draft, context: FormContext, form: Form): ShownInput {
  const question = form.questions[field]!;
  switch (question.kind) {
    case 'text':
      return { kind: 'text', ...(question.style && { style: question.style }) };
    case 'date':
      return { kind: 'date', suggestions: form.suggestionsFor(field, answers, context).map(({ title, date }) => ({ title, date })) };
    case 'list':
      return { kind: 'list', isSearched: question.isSearched, placeholder: question.placeholder };
    case 'option':
      return { kind: 'option', options: Object.entries(question.options).map(([value, title]) => ({ id: value, title })) };
    case 'yes-no':
      return { kind: 'option', options: [true, false].map((value) => ({ id: value ? 'yes' : 'no', title: yesNo(value) })) };
    case 'picture':
      return {
        kind: 'picture',
        isThere: answers.photo !== undefined,
        ...(thumbnail !== undefined && { thumbnail }),
        notice: photoNotice(context.policy),
      };
  }
}

/** What can be chosen, by field; the same for every draft. */
export function choicesOf(
  context: Pick<FormContext, 'policy' | 'departments'>,
  form: Form = visitorForm,
): Record<string, { id: string; title: string }[]> {
  const lists = Object.entries(form.questions).flatMap(([field, question]) => (question.kind === 'list' ? [{ field, question }] : []));
  return Object.fromEntries(
    lists.map(({ field, question }) => [field, offeredChoices(question, context).map(({ id, title }) => ({ id, title }))]),
  );
}

function partyOf({ confirmation, prepared }: Draft): DraftRow['party'] {
  if (confirmation) return 'with-colleague';
  return prepared ? 'to-confirm' : 'own';
}

/** What whoever prepared a draft is shown while it is with a colleague. */
export function waitingDraft(
  { id, answers, confirmation }: Draft,
  { policy }: Pick<FormContext, 'policy'>,
  form: Form = visitorForm,
): { draft: string; title: string; visitor?: string; sentence: string } {
  const visitor = fullName(answers, form.questions);
  const { name = '', at = '' } = confirmation ?? {};
  return {
    draft: id,
    title: preparedTitles.waiting,
    ...(visitor !== undefined && { visitor }),
    sentence: waitingWithColleague(name, at, policy.zone),
  };
}

/** A draft in a list: whom it is for, or what it asks next. */
export interface DraftRow {
  draft: string;
  title: string;
  school: string;
  next: string;
  touched: string;
  party: 'own' | 'with-colleague' | 'to-confirm';
}

/** @param context of this draft; see `draftContext`. */
export function draftRowOf(draft: Draft, context: FormContext, form: Form = visitorForm): DraftRow {
  const { id, answers, touchedAt, changes, confirmation, prepared } = draft;
  const problems = form.problemsOf(answers, context);
  const asked = pageSections(draft, context, form).flatMap(({ fields }) => fields);
  const open = asked.find((field) => problems[field]);
  return {
    draft: id,
    title: fullName(answers, form.questions) ?? cardSentences.noNameYet,
    school: departmentOf(answers, context.departments)?.name ?? cardSentences.noDepartmentYet,
    next: [
      ...(confirmation ? [withColleagueLine(confirmation.name)] : []),
      ...(prepared ? [toConfirmLine(prepared.name)] : []),
      ...(changes ? [draftHeading(draft)] : []),
      ...(open !== undefined
        ? [nextAsked(form.questions[open]!.label)]
        : confirmation || prepared
          ? []
          : [hasNothingToSend(draft) ? draftSentences.notEdited : draftSentences.readyToSend]),
    ].join(' · '),
    touched: lastTouched(touchedAt, context.policy.zone),
    party: partyOf(draft),
  };
}
