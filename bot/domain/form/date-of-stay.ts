import type { KeyAnswers } from './answer-values';
import { type DateOfStay, type FormContext, organisationDate } from './form-context';
import { blankMeans, hints } from './form-words';
import type { DateQuestion } from './question-kinds';

type Shared = 'kind' | 'step' | 'label' | 'noun' | 'hint' | 'defaultAnswer' | 'mandatory' | 'row' | 'isCopiedAlong';

/** What both dates of a stay share: a blank means the department's default date, or the university's. */
export function dateOfStay(field: DateOfStay, label: string): Pick<DateQuestion<never>, Shared> {
  const isNotUnderstood = ({ datesNotUnderstood }: FormContext) => datesNotUnderstood?.includes(field) === true;
  const defaultDate = (answers: KeyAnswers, context: FormContext) =>
    isNotUnderstood(context) ? undefined : organisationDate(field, answers, context);
  return {
    kind: 'date',
    step: 'visit',
    label,
    noun: label,
    hint: (answers, context) =>
      isNotUnderstood(context)
        ? answers[field] === undefined
          ? hints.dateNotUnderstood
          : undefined
        : blankMeans(answers[field], defaultDate(answers, context)),
    defaultAnswer: defaultDate,
    mandatory: {
      when: (answers, context) => defaultDate(answers, context) === undefined,
      missing: `Please enter ${label}.`,
    },
    row: { group: 'visit', label },
    isCopiedAlong: true,
  };
}
