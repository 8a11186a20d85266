import { datesOf, type FormContext, reasonOf } from '../form/form-context';
import type { Answers } from '../form/questions';
import { preparedNews } from '../words/news-words';

/** What a colleague is told of a draft that `preparer`, a name, asks them to confirm; no visitor's name, as it shows on locked screens. */
export function preparedNewsOf(preparer: string, answers: Answers, context: FormContext): string {
  const { from, to } = datesOf(answers, context);
  return preparedNews(preparer, {
    reason: reasonOf(answers, context.policy)?.label ?? answers.reason ?? '',
    today: context.today.toString(),
    ...(from && { validFrom: from.toString() }),
    ...(to && { validTo: to.toString() }),
  });
}
