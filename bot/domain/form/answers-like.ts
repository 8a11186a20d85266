import { type Answers, emptyAnswers, givenTo, questions } from './questions';

/**
 * What another request like this one begins with: why, where, when and with what access. Nothing of the person comes
 * along: no name, nothing to reach them by, no photo. Dates are taken as they were given, so a blank stays one; the form
 * says where they no longer serve.
 */
export function answersLike(answers: Answers): Answers {
  const fields = Object.entries(questions).filter(([field, { isCopiedAlong }]) => isCopiedAlong && givenTo(field, answers) !== undefined);
  return { ...emptyAnswers, ...Object.fromEntries(fields.map(([field]) => [field, givenTo(field, answers)])) };
}
