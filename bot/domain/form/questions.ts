import type { AnswersTo, ProblemWith, Question } from './question-kinds';
import { department } from './questions/department';
import { employer } from './questions/employer';
import { firstName } from './questions/first-name';
import { idCard } from './questions/id-card';
import { itAccess } from './questions/it-access';
import { lastName } from './questions/last-name';
import { middleNames } from './questions/middle-names';
import { personalEmail } from './questions/personal-email';
import { photo } from './questions/photo';
import { preferredName } from './questions/preferred-name';
import { reason } from './questions/reason';
import { telephone } from './questions/telephone';
import { title } from './questions/title';
import { validFrom } from './questions/valid-from';
import { validTo } from './questions/valid-to';

/**
 * Every question about a visitor, by the name of its answer, in the order in which a request shows them and, within
 * a step, asks them.
 */
export const questions = {
  department,
  reason,
  title,
  firstName,
  middleNames,
  lastName,
  preferredName,
  employer,
  validFrom,
  validTo,
  itAccess,
  idCard,
  photo,
  telephone,
  personalEmail,
} as const;

export type Field = keyof typeof questions;

/** The answers of a draft; any may be missing. */
export type Answers = AnswersTo<typeof questions>;

/** The problem of an answer, from a closed list; `problemSentence` words it. Dates are ISO. */
export type Problem = ProblemWith<typeof questions>;
export type Problems = Partial<Record<Field, Problem>>;

/** The answers of a new draft. */
export const emptyAnswers: Answers = { itAccess: itAccess.initial, idCard: idCard.initial };

/** The row label of a question on a shown request. */
export function rowLabelOf({ row, label }: Pick<Question, 'row' | 'label'>): string {
  return typeof row === 'object' ? row.label : label;
}

/** The answer to a question by its name; undefined for a blank. */
export function givenTo(field: string, answers: Readonly<Partial<Record<string, unknown>>>): unknown {
  return answers[field];
}
