import { type Answers, emptyAnswers, givenTo, questions } from './questions';

/**
 * The draft of *Another like this*: why, where, when and with what access. Nothing about the person is
 * copied: no name, no contact details, no photo. Dates are copied as given, so a blank stays blank; the form
 * reports dates that are no longer valid.
 */
export function answersLike(answers: Answers): Answers {
  const fields = Object.entries(questions).filter(([field, { isCopiedAlong }]) => isCopiedAlong && givenTo(field, answers) !== undefined);
  return { ...emptyAnswers, ...Object.fromEntries(fields.map(([field]) => [field, givenTo(field, answers)])) };
}
