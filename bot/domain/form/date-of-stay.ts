import { organisationDate } from './form-context';
import { blankMeans } from './form-words';
import type { DateQuestion } from './question-kinds';

type Shared = 'kind' | 'step' | 'label' | 'noun' | 'hint' | 'defaultAnswer' | 'mandatory' | 'row' | 'isCopiedAlong';

/** What both dates of a stay share: a blank means the department's default date, or the university's. */
export function dateOfStay(field: 'validFrom' | 'validTo', label: string): Pick<DateQuestion<never>, Shared> {
  return {
    kind: 'date',
    step: 'visit',
    label,
    noun: label,
    hint: (answers, context) => blankMeans(answers[field], organisationDate(field, answers, context)),
    defaultAnswer: (answers, context) => organisationDate(field, answers, context),
    mandatory: {
      when: (answers, context) => organisationDate(field, answers, context) === undefined,
      missing: `Please enter ${label}: this school or service has no default date.`,
    },
    row: { group: 'visit', label },
    isCopiedAlong: true,
  };
}
