import { capitalised } from '../dates/day-words';
import type { FormContext } from '../form/form-context';
import { answerText } from '../form/form-words';
import { givenTo, questions, rowLabelOf } from '../form/questions';
import type { VisitorRequest } from '../request/visitor-request';

export const changedTitle = 'Changed since this was last requested';

/** A question may be answered by a change alone. */
export function answeredTitle({ answer }: NonNullable<VisitorRequest['question']['answered']>): string {
  return answer === undefined ? 'Question, and what has changed' : 'Question and answer';
}

/** A text of its own, such as an answer; its label in our words. */
export interface SaidPart {
  label?: string;
  text: string;
}

/** The question, what it was answered with, and what was changed, each by itself. */
export function answeredParts(
  { question, answer }: NonNullable<VisitorRequest['question']['answered']>,
  changed: string | undefined,
): SaidPart[] {
  return [
    { label: 'Question', text: question },
    ...(answer === undefined ? [] : [{ label: 'Answer', text: answer }]),
    ...(changed === undefined ? [] : [{ label: 'Changed', text: changed }]),
  ];
}
const blank = 'not given';

/**
 * What its sponsor changed before asking this time: "Valid to Fri 31 Jul 2027 → Wed 30 Jun 2027; a new photo." Contact
 * details are named without what they say. Undefined where nothing was changed.
 */
export function changedLine(
  { answers, validFrom, validTo, question: { changed } }: VisitorRequest,
  context: Pick<FormContext, 'policy' | 'departments'>,
): string | undefined {
  const now = { ...answers, validFrom, validTo };
  const parts = Object.entries(questions).flatMap(([field, question]) => {
    if (!changed || !Object.hasOwn(changed, field)) return [];
    if (question.kind === 'picture') return ['a new photo'];
    const label = rowLabelOf(question);
    if (typeof question.row === 'object' && question.row.group === 'contact') return [label];
    const text = (given: unknown) => answerText(question, given ?? undefined, context) ?? String(given ?? blank);
    return [`${label} ${text(changed[field])} → ${text(givenTo(field, now))}`];
  });
  if (parts.length === 0) return undefined;
  const line = parts.join('; ');
  return `${capitalised(line)}.`;
}
