import { type Answers, emptyAnswers } from './visitor-request';

/**
 * What another request like this one begins with: why, where, when and with what access. Nothing of the person comes
 * along: no name, nothing to reach them by, no photo. Dates are taken as they were given, so a blank stays one; the form
 * says where they no longer serve.
 */
export function answersLike({ department, reason, employer, validFrom, validTo, itAccess, idCard }: Answers): Answers {
  return {
    ...emptyAnswers,
    itAccess,
    idCard,
    ...(department !== undefined && { department }),
    ...(reason !== undefined && { reason }),
    ...(employer !== undefined && { employer }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
  };
}
